/** The lines of a Card while they are made. */
import type { JsonObject } from "../../domain/json.ts";
import type { Line } from "../../vcard/content-line.ts";
import { APPLE_LABELS } from "../../vcard/dialects.ts";
import { escapeText } from "../../vcard/values.ts";
import type { Reading } from "./json.ts";
import { jspropLine } from "./jsprop.ts";
import { isFresh } from "./making.ts";

export type Lines = {
  readonly lines: Line[];
  /** JSPROP lines. */
  readonly unknown: Line[];
  /** Those of `vCardProps`: they say more than what else the Card has of the same property. */
  readonly foreign: readonly Line[];
  /** Whether the Card refers to its objects by their keys. */
  readonly keepsKeys: boolean;
  /** Groups that the Card names, in lower case. */
  readonly groups: ReadonlySet<string>;
  /** Number of the next group. */
  next: number;
};

export function plainLine(name: string, value: string): Line {
  return { group: null, name, original: name, params: [], value };
}

/** Adds a line with the key of its object as PROP-ID, and with its label as X-ABLabel of its group. */
export function addLine(lines: Lines, line: Line, key: string, keepsKey: boolean, label: string | null): void {
  const isKept = keepsKey || lines.keepsKeys || !isFresh(key);
  const params = isKept ? [...line.params, { name: "PROP-ID", values: [key] }] : line.params;
  const group = line.group ?? (label === null ? null : freshGroup(lines));
  lines.lines.push({ ...line, group, params });
  if (label === null) return;
  const value = APPLE_LABELS.has(label) ? `_$!<${label}>!$_` : escapeText(label);
  lines.lines.push({ group, name: "X-ABLABEL", original: "X-ABLabel", params: [], value });
}

/** A group no line has. */
export function freshGroup(lines: Lines): string {
  for (;;) {
    const group = `item${lines.next++}`;
    if (!lines.groups.has(group)) return group;
  }
}

/** Adds the line, what it does not say, and the key where that is asked for. */
export function finish(lines: Lines, path: string[], reading: Reading, line: Line, label: string | null = null): true {
  const rest = reading.rest();
  addLine(lines, line, path.at(-1) ?? "", rest.length > 0, label);
  for (const [key, value] of rest) lines.unknown.push(jspropLine([...path, key], value));
  return true;
}

/** Makes the line of an object; false when it has nothing a line could say. */
export type MakeLine = (lines: Lines, path: string[], object: JsonObject) => boolean;
