/** What one card's mapping has gathered so far. */

import type { ContactDraft } from "../../domain/draft.ts";
import { type Attributes, NO_ATTRIBUTES, parametersOf } from "../attributes.ts";
import type { Card, CardWarning, Property, Version } from "../card.ts";
import { formatHead } from "../content-line.ts";
import { keptLine } from "../normal-form.ts";
import { lineEndsAsLf, split, unescapeText } from "../values.ts";
import { cardWarning, type WarningCode } from "../warnings.ts";
import type { Groups } from "./groups.ts";

/** Properties that mean something only beside their like. */
export type Together = keyof typeof NOTHING_WAITS;

export const NOTHING_WAITS = {
  FN: null,
  N: null,
  NICKNAME: null,
  UID: null,
  KIND: null,
  MEMBER: null,
  NOTE: null,
  LANG: null,
  LANGUAGE: null,
  TZ: null,
  CATEGORIES: null,
  ORG: null,
  TITLE: null,
  ROLE: null,
  ADR: null,
  GEO: null,
  LABEL: null,
  PHOTO: null,
  RELATED: null,
};

/** Position of a property in its card. */
export type At = number;

export type Mapping = {
  readonly properties: readonly Property[];
  readonly version: Version;
  readonly region: string | null;
  readonly draft: ContactDraft;
  /** Null when no property of the card has a group. */
  readonly groups: Groups | null;
  /** Lines of `metadata.vcard`; brought into the order of the card at the end. */
  readonly kept: { at: At; line: string }[];
  /** Lines and heads of `metadata.vcard_heads`: what single-valued fields cannot say. */
  readonly heads: string[];
  /** What may be there only once and is: a birthday, the primary of each type. */
  readonly seen: Set<string>;
  /** A copy of the reader's, made when the mapping adds one. */
  warnings: CardWarning[];
  readonly card: Card;
  /** Properties that are looked at together at the end, by name. */
  readonly waiting: Record<Together, At[] | null>;
};

/** The text of a property with line ends as LF. */
export function textOf(mapping: Mapping, property: Property): string {
  return lineEndsAsLf(unescapeText(property.value, mapping.version));
}

/** The fields of an Android custom line, unescaped: `vnd.android.cursor.item/nickname;Mü;1;;;`. */
export function androidFields(mapping: Mapping, property: Property): string[] {
  return split(property.value, ";").map((field) => unescapeText(field, mapping.version));
}

/** Keeps a property as it is, in normal form; returns the line. */
export function keep(mapping: Mapping, at: At): string {
  const line = keptLine(mapping.properties[at] as Property, mapping.version);
  mapping.kept.push({ at, line });
  return line;
}

/** Puts a property aside until all of its kind are known. */
export function wait(mapping: Mapping, name: Together, at: At): void {
  const others = mapping.waiting[name];
  if (others === null) mapping.waiting[name] = [at];
  else others.push(at);
}

/** The properties put aside under a name. */
export function waiting(mapping: Mapping, name: Together): readonly At[] {
  return mapping.waiting[name] ?? NONE;
}

/** Whether this is the first of its kind; it is the last time the answer is yes. */
export function isFirst(mapping: Mapping, kind: string): boolean {
  if (mapping.seen.has(kind)) return false;
  mapping.seen.add(kind);
  return true;
}

export function warn(mapping: Mapping, code: WarningCode, property: Property | null): void {
  if (mapping.warnings === mapping.card.warnings) mapping.warnings = [...mapping.warnings];
  mapping.warnings.push(cardWarning(code, property?.line ?? mapping.card.first_line, property?.name ?? null));
}

/** `item1.TEL;X-FOO=bar`, or null when there is nothing but the usual name. */
export function headOf(group: string | null, original: string, usual: string, attributes: Attributes): string | null {
  if (group === null && attributes === NO_ATTRIBUTES && original === usual) return null;
  const params = parametersOf(attributes);
  if (group === null && params.length === 0 && original === usual) return null;
  return formatHead({ group, original, params });
}

/** `metadata` of a part: empty, or `vcard` with a head or whole line. */
export function partMetadata(line: string | null): { vcard?: string } {
  return line === null ? {} : { vcard: line };
}

const NONE: readonly At[] = [];
