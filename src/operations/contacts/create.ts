import type { Contact } from "../../domain/entities.ts";
import { badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import { spokenName } from "../../domain/spoken-name.ts";
import { isVisible } from "../../domain/visible.ts";
import { defineWrite } from "../operation.ts";
import {
  fieldSchemas,
  mergedMetadata,
  NULLABLE_FIELDS,
  type NullableField,
  type NullableFields,
  requireFreeUid,
  sentFields,
} from "./contact-fields.ts";

export type CreateInput = NullableFields & {
  /** Composed from the parts of the name when it is missing. */
  display_name?: string | null | undefined;
  kind?: Contact["kind"] | undefined;
  metadata?: JsonObject | null | undefined;
};

/** A contact of kind group is a contact: no Group is made of it. */
export const createContact = defineWrite<CreateInput, Contact>({
  name: "contacts.create",
  summary: "Create a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts", status: 201, contract: "example" },
  mcp: { name: "contacts_create" },
  errors: ["bad_request", "conflict"],
  input: () =>
    object({
      display_name: optional(nullable(text("The name; composed from the parts of the name when it is missing"))),
      ...fieldSchemas(),
      metadata: optional(nullable(jsonObject("Anything else, as a JSON object"))),
    }) as Schema<CreateInput>,
  async run(tx, { display_name, kind = "person", metadata = null, ...input }) {
    const fields = { ...nothing(), ...sentFields(input) };
    const name = [display_name?.trim(), spokenName(fields), fields.nickname].find((one) => one && isVisible(one));
    if (!name) {
      throw badRequest("display_name: a contact needs a name", "given_name, family_name or nickname will do as well");
    }
    await requireFreeUid(tx, fields.vcard_uid, null);
    const row = await tx.insert("contacts", {
      ...fields,
      display_name: name,
      kind,
      metadata: mergedMetadata({}, metadata),
      deleted_at: null,
      card_digest: null,
    });
    return shape(row, CONTACT_KEYS);
  },
});

function nothing(): Record<NullableField, string | null> {
  const fields = Object.keys(NULLABLE_FIELDS).map((field) => [field, null]);
  return Object.fromEntries(fields) as Record<NullableField, null>;
}
