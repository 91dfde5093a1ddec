/** Relationships as RELATED lines; the counterpart of `mapping/related.ts`. */
import type { RelationshipView } from "../../domain/entities.ts";
import type { Parameter } from "../card.ts";
import { formatLine, type Line, parseLine } from "../content-line.ts";
import { RELATED_FORMS } from "../dialects.ts";
import { RELATED_LINE, RELATIONSHIP, RELATIONSHIP_TEXT } from "../mapping/related.ts";
import { escapeText } from "../values.ts";
import { addNamedRelative } from "./dialect.ts";
import { uidUri } from "./identity.ts";
import { addLabel, freshGroup, strings, type Writing } from "./state.ts";

/**
 * Those who are something to this contact; the lines an import had them from are written as they were, in the order of
 * their numbered groups. What stood behind a kept line of a relative waits for that: an iPhone shows them as they come.
 */
export function addRelationships(writing: Writing): void {
  const kept = strings(writing.contact.metadata.vcard).map((text) => numberOfRelative([text]));
  const first = Math.min(...kept);
  const relatives = writing.contact.relationships
    .filter(({ direction }) => direction === "to")
    .map((relationship) => ({ relationship, number: numberOfRelative(strings(relationship.metadata.vcard)) }));
  const ordered = relatives.filter(({ number }) => number !== NO_NUMBER).sort((a, b) => a.number - b.number);
  for (const relative of relatives) {
    const { relationship, number } = relative.number === NO_NUMBER ? relative : (ordered.shift() ?? relative);
    if (number === NO_NUMBER || number < first) addOne(writing, relationship);
    else writing.waiting.push({ number, add: () => addOne(writing, relationship) });
  }
}

/** Adds the waiting relatives that stand before a kept line, or all that are left. */
export function addWaiting(writing: Writing, before: string | null): void {
  const number = before === null ? NO_NUMBER : numberOfRelative([before]);
  if (before !== null && number === NO_NUMBER) return;
  while (writing.waiting[0] !== undefined && writing.waiting[0].number < number) writing.waiting.shift()?.add();
}

function addOne(writing: Writing, relationship: RelationshipView): void {
  if (addNamedRelative(writing, relationship)) return;
  const lines = strings(relationship.metadata.vcard);
  if (lines.length === 0) addRelated(writing, relationship, relatedLine(relationship));
  else for (const text of lines) addKept(writing, relationship, text);
}

/** The number of the group of Apple's line, `item5.X-ABRELATEDNAMES`; the largest there is without one. */
function numberOfRelative([line = ""]: readonly string[]): number {
  const digits = /^item([0-9]{1,9})\.X-ABRELATEDNAMES[;:]/i.exec(line)?.[1];
  return digits === undefined ? NO_NUMBER : Number(digits);
}

function addKept(writing: Writing, relationship: RelationshipView, text: string): void {
  const { value, ...head } = parseLine(text);
  const line = { ...head, value: value ?? "" };
  if (line.name === "RELATED") addRelated(writing, relationship, line);
  else writing.lines.push(line);
}

/** 3.0 names the relative for Apple and carries the whole line of 4.0 beside, so that the link is found again. */
function addRelated(writing: Writing, relationship: RelationshipView, line: Line): void {
  if (writing.target.modern) {
    writing.lines.push(line);
    return;
  }
  const group = freshGroup(writing);
  const params = [{ name: RELATED_LINE, values: [formatLine(line)] }];
  const value = escapeText(relationship.display_name);
  writing.lines.push({ group, name: "X-ABRELATEDNAMES", original: "X-ABRELATEDNAMES", params, value });
  addLabel(writing, group, labelOf(relationship));
}

function relatedLine({ relationship_type, description, contact_uid }: RelationshipView): Line {
  const form = RELATED_FORMS.get(relationship_type);
  const params: Parameter[] = [{ name: "TYPE", values: [form?.type ?? "contact"] }];
  if (form === undefined) params.push({ name: RELATIONSHIP, values: [relationship_type] });
  if (description !== null) params.push({ name: RELATIONSHIP_TEXT, values: [description] });
  return { group: null, name: "RELATED", original: "RELATED", params, value: uidUri(contact_uid) };
}

const NO_NUMBER = Number.MAX_SAFE_INTEGER;

function labelOf({ relationship_type, description }: RelationshipView): string {
  return RELATED_FORMS.get(relationship_type)?.label ?? description ?? relationship_type;
}
