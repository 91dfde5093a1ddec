/** What the writing of one card shares: the lines so far, in normal form or already in Apple's, and its groups. */
import type { FullContact } from "../../domain/entities.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import type { Parameter } from "../card.ts";
import { type Line, parseLine } from "../content-line.ts";
import { APPLE_LABELS } from "../dialects.ts";
import { escapeText } from "../values.ts";
import type { Target } from "../versions.ts";

export type Writing = {
  readonly contact: FullContact;
  readonly target: Target;
  readonly lines: Line[];
  /** Groups of remembered heads that have their label line already. */
  readonly labelled: Set<string>;
  /** What the members of each such group are labelled; gathered when the first one is written. */
  labels: ReadonlyMap<string, ReadonlySet<string | null>> | null;
  /** Groups no new label may use; gathered when the first one is needed. */
  used: Set<string> | null;
  next: number;
  /** Relatives that come after kept lines, by the number of their group. */
  readonly waiting: { number: number; add: () => void }[];
};

export type Kept = ReturnType<typeof parseLine>;

/** Adds a line whose name is in upper case. */
export function add(
  writing: Writing,
  name: string,
  value: string,
  params: readonly Parameter[] = [],
  group: string | null = null,
): void {
  writing.lines.push({ group, name, original: name, params, value });
}

/** The remembered head or line of a part, null without. */
export function keptOf(metadata: JsonObject): Kept | null {
  return typeof metadata.vcard === "string" ? parseLine(metadata.vcard) : null;
}

/** Strings of an array in metadata; anything else there is not ours. */
export function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** A group nothing in this card uses. */
export function freshGroup(writing: Writing): string {
  writing.used ??= usedGroups(writing.contact);
  for (;;) {
    const group = `item${writing.next++}`;
    if (!writing.used.has(group)) return group;
  }
}

/** Apple's label line; its built-in names have their wrapper. */
export function addLabel(writing: Writing, group: string, label: string): void {
  const value = APPLE_LABELS.has(label) ? `_$!<${label}>!$_` : escapeText(label);
  writing.lines.push({ group, name: "X-ABLABEL", original: "X-ABLabel", params: [], value });
}

function usedGroups(contact: FullContact): Set<string> {
  const used = new Set<string>();
  const note = (text: Json | undefined): void => {
    if (typeof text !== "string") return;
    for (const line of text.split("\n")) {
      const group = /^([^.;:"]+)\./.exec(line)?.[1];
      if (group !== undefined) used.add(group.toLowerCase());
    }
  };
  for (const list of [contact.metadata.vcard, contact.metadata.vcard_heads]) strings(list).forEach(note);
  for (const part of [...contact.channels, ...contact.addresses, ...contact.dates, ...contact.affiliations])
    note(part.metadata.vcard);
  for (const { metadata } of contact.relationships) strings(metadata.vcard).forEach(note);
  return used;
}
