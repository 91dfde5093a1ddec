/** Relationships as RELATED lines; the counterpart of `mapping/related.ts`. */
import type { RelationshipView } from "../../domain/entities.ts";
import type { Parameter } from "../card.ts";
import { formatLine, type Line, parseLine } from "../content-line.ts";
import { RELATED_FORMS } from "../dialects.ts";
import { RELATED_LINE, RELATIONSHIP, RELATIONSHIP_TEXT } from "../mapping/related.ts";
import { escapeText } from "../values.ts";
import { uidUri } from "./identity.ts";
import { addLabel, freshGroup, strings, type Writing } from "./state.ts";

/** Those who are something to this contact; the lines an import had them from are written as they were. */
export function addRelationships(writing: Writing): void {
  for (const relationship of writing.contact.relationships) {
    if (relationship.direction !== "to") continue;
    const lines = strings(relationship.metadata.vcard);
    if (lines.length === 0) addRelated(writing, relationship, relatedLine(relationship));
    else for (const text of lines) addKept(writing, relationship, text);
  }
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

function labelOf({ relationship_type, description }: RelationshipView): string {
  return RELATED_FORMS.get(relationship_type)?.label ?? description ?? relationship_type;
}
