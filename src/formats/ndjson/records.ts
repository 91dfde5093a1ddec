/** The lines of a backup that are no contacts. */

import type { BackupRecord } from "../../domain/backup.ts";
import { UUID } from "../../domain/ids.ts";
import type { JsonObject } from "../../domain/json.ts";
import { isTypeName } from "../../domain/relationship-types.ts";
import { metadata, objectsIn, text, texts } from "./values.ts";

/** Null for a line that is none, or lacks what it cannot be without. */
export function recordOf(line: JsonObject): BackupRecord | null {
  const name = text(line.name)?.trim();
  const said = { description: text(line.description), metadata: metadata(line.metadata) };
  switch (line.type) {
    case "tag":
      return name ? { type: "tag", name, color: text(line.color), ...said } : null;
    case "group":
      return name ? { type: "group", name, contact_uid: text(line.contact_uid), ...said } : null;
    case "relationship_type":
      return name && isTypeName(name) ? { type: "relationship_type", name, ...ends(line), ...said } : null;
    case "interaction":
      return interaction(line);
    default:
      return null;
  }
}

/** The types that a contact's relationships are of: a dump has no lines for them. */
export function typesIn(line: JsonObject): BackupRecord[] {
  return objectsIn(line.relationships).flatMap((one) => {
    const [name, inverse] = [text(one.relationship_type), text(one.inverse_name)];
    if (name === null || !isTypeName(name)) return [];
    const is_symmetric = inverse === name;
    const inverse_name = is_symmetric ? null : inverse;
    return { type: "relationship_type", name, inverse_name, is_symmetric, description: null, metadata: {} };
  });
}

function ends(line: JsonObject): { inverse_name: string | null; is_symmetric: boolean } {
  const inverse = text(line.inverse_name);
  return {
    inverse_name: inverse !== null && isTypeName(inverse) ? inverse : null,
    is_symmetric: line.is_symmetric === true,
  };
}

function interaction(line: JsonObject): BackupRecord | null {
  const [id, contact_uid, summary] = [text(line.id)?.toLowerCase(), text(line.contact_uid), text(line.summary)];
  const [interaction_type, occurred_at] = [text(line.interaction_type), text(line.occurred_at)];
  if (!id || !UUID.test(id) || contact_uid === null || summary === null) return null;
  if (interaction_type === null || interaction_type.length > LONGEST_TYPE) return null;
  if (occurred_at === null || !INSTANT.test(occurred_at) || Number.isNaN(Date.parse(occurred_at))) return null;
  const participant_uids = texts(line.participant_uids);
  const row = { id, contact_uid, interaction_type, summary, body: text(line.body), occurred_at };
  return { type: "interaction", ...row, participant_uids, metadata: metadata(line.metadata) };
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;
const LONGEST_TYPE = 64;
