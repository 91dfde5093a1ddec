import type { Contact } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";
import { fieldSchemas, mergedMetadata, type NullableFields, requireFreeUid, sentFields } from "./contact-fields.ts";

/** What is missing stays as it is; null empties a field that may be empty. */
export type UpdateInput = NullableFields & {
  id: string;
  display_name?: string | undefined;
  kind?: Contact["kind"] | undefined;
  metadata?: JsonObject | null | undefined;
};

/** The display name is a field of its own: changing a part of the name does not change it. */
export const updateContact = defineWrite<UpdateInput, Contact>({
  name: "contacts.update",
  summary: "Change fields of a contact",
  effect: "write",
  scope: "contacts:write",
  http: { method: "PUT", path: "/contacts/{id}", status: 200, contract: "decided" },
  mcp: { name: "contacts_update" },
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The contact"),
      display_name: optional(nonempty("The name")),
      ...fieldSchemas(),
      metadata: optional(nullable(jsonObject("Keys to set; null removes a key, and null as a whole removes all"))),
    }) as Schema<UpdateInput>,
  async run(tx, { id, display_name, kind, metadata, ...input }) {
    const current = await requireContact(tx, id);
    const fields = sentFields(input);
    if (kind !== undefined && kind !== current.kind) await requireUnaffiliated(tx, current);
    if (fields.vcard_uid !== current.vcard_uid) await requireFreeUid(tx, fields.vcard_uid, id);
    const row = await tx.update("contacts", id, {
      ...fields,
      ...(display_name === undefined ? {} : { display_name: display_name.trim() }),
      ...(kind === undefined ? {} : { kind }),
      ...(metadata === undefined ? {} : { metadata: mergedMetadata(current.metadata, metadata) }),
    });
    return shape(row, CONTACT_KEYS);
  },
});

/** Who works somewhere works for an organization. @throws conflict */
async function requireUnaffiliated(tx: Reader, { id, kind, display_name }: Rows["contacts"]): Promise<void> {
  if (kind !== "organization") return;
  const people = await tx.find("affiliations", { organization_id: id });
  if (people.length === 0) return;
  throw new BacksideError("conflict", `${display_name} stays an organization while contacts are affiliated with it`, {
    hint: `\`backside contacts get ${id}\` shows them`,
    details: { field: "kind", affiliations: people.length },
  });
}
