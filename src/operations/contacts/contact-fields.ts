/** The fields of a contact as `create` and `update` take them, and the rules both keep (API section 2.1). */
import type { Contact } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { choice, nullable, optional, text } from "../../domain/schema.ts";
import { uidKey } from "../../store/keys.ts";
import type { Reader } from "../../store/store.ts";

export const KINDS = ["person", "organization", "group"] as const;

/** Fields that may be empty, and what each one is. */
export const NULLABLE_FIELDS = {
  prefix: "Title before the name, such as Dr.",
  given_name: "Given name",
  middle_name: "Middle name",
  family_name: "Family name",
  suffix: "What follows the name, such as Jr.",
  nickname: "Nickname",
  avatar_url: "Address of a picture",
  bio: "Note",
  language: "Language, such as en or pt-BR",
  timezone: "Time zone, such as Europe/Berlin",
  vcard_uid: "UID of the contact's vCard; no two contacts share one",
} as const;

export type NullableField = keyof typeof NULLABLE_FIELDS;
export type NullableFields = { [F in NullableField]?: string | null | undefined };

/** Schemas of the fields that may be empty, and of the kind. */
export function fieldSchemas() {
  const fields = Object.entries(NULLABLE_FIELDS).map(([name, what]) => [name, optional(nullable(text(what)))] as const);
  return {
    ...Object.fromEntries(fields),
    kind: optional(choice(KINDS, "Whether it is a person, an organization or a group")),
  };
}

/** The fields that were sent; one that says nothing is empty. */
export function sentFields(input: NullableFields): Partial<Pick<Contact, NullableField>> {
  const sent: Partial<Pick<Contact, NullableField>> = {};
  for (const field of Object.keys(NULLABLE_FIELDS) as NullableField[]) {
    const value = input[field];
    if (value !== undefined) sent[field] = value === null || value.trim() === "" ? null : value;
  }
  return sent;
}

/** `current` with the keys that were sent: a value replaces, null removes the key, null as a whole empties it. */
export function mergedMetadata(current: JsonObject, sent: JsonObject | null): JsonObject {
  if (sent === null) return {};
  return Object.fromEntries(Object.entries({ ...current, ...sent }).filter(([, value]) => value !== null));
}

/**
 * A UID names one live contact; as for an import, `urn:uuid:` and the id does so too.
 * @param own id of the contact that is to have it; null for a new one
 * @throws conflict
 */
export async function requireFreeUid(tx: Reader, vcard_uid: string | null | undefined, own: string | null) {
  if (typeof vcard_uid !== "string") return;
  const key = uidKey(vcard_uid);
  const named = [...(await tx.find("contacts", { uid_key: key })), ...(await tx.find("contacts", { id: key }))];
  const other = named.find(({ id, deleted_at }) => id !== own && deleted_at === null);
  if (!other) return;
  throw new BacksideError("conflict", `the UID ${vcard_uid} is that of ${other.display_name}`, {
    hint: `\`backside contacts get ${other.id}\` shows the contact that has it`,
    details: { field: "vcard_uid", contact_id: other.id },
  });
}
