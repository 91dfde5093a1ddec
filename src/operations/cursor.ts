/** Opaque cursors: the sort values of the last row seen, and the filters they belong to. */
import { hash } from "node:crypto";
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

function digest(filters: unknown): string {
  return hash("sha256", JSON.stringify(filters), "base64url").slice(0, 12);
}
