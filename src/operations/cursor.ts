/** Opaque cursors: the sort values of the last row seen, and the filters they belong to. */
import { badRequest } from "../domain/errors.ts";
import type { Position } from "../store/store.ts";

/** @param filters everything that decides which rows come in which order */
export function encodeCursor(position: Position, filters: unknown): string {
  return Buffer.from(JSON.stringify([digest(filters), ...position])).toString("base64url");
}

/** @throws bad_request when the cursor is not ours or was made for other filters */
export function decodeCursor(cursor: string, filters: unknown): Position {
  const values = parse(cursor);
  if (!Array.isArray(values) || !values.every((value) => typeof value === "string" || typeof value === "number")) {
    throw badRequest("the cursor is not one this list gave out");
  }
  const [made, ...position] = values;
  if (made !== digest(filters)) throw badRequest("the cursor belongs to a list with other filters");
  return position;
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return null;
  }
}

/** FNV-1a; it guards against mistakes, not against attacks, and loading node:crypto would take 8 ms of every list. */
function digest(filters: unknown): string {
  const text = JSON.stringify(filters);
  let value = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return (value >>> 0).toString(36);
}
