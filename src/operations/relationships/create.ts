import type { Relationship } from "../../domain/entities.ts";
import { BacksideError, badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { builtinInverse, inverseOf, isBuiltin, unknownType } from "../../domain/relationship-types.ts";
import { jsonObject, nonempty, nullable, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { RELATIONSHIP_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { defineWrite } from "../operation.ts";
import { requireContact } from "../require.ts";

export type CreateRelationshipInput = {
  id: string;
  from_contact_id?: string | undefined;
  to_contact_id: string;
  relationship_type: string;
  description?: string | null | undefined;
  metadata?: JsonObject | undefined;
};

/**
 * What is said from the other end is the same fact: B is nobody's spouse again, nor reports to A who manages B already.
 * The row is stored as it was said, but for a word that is only the inverse of a type: then it is turned round.
 */
export const createRelationship = defineWrite<CreateRelationshipInput, Relationship>({
  name: "relationships.create",
  summary: "Relate two contacts",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/contacts/{id}/relationships", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found", "conflict"],
  input: () =>
    object({
      id: uuid("The contact; one of the two ends"),
      from_contact_id: optional(uuid("Who reports, manages, is the parent …; by default the contact")),
      to_contact_id: uuid("To whom, or of whom"),
      relationship_type: nonempty("Name of the type, such as reports_to"),
      description: optional(nullable(text("What else is to be said of it"))),
      metadata: optional(jsonObject("Any further facts")),
    }) as Schema<CreateRelationshipInput>,
  async run(tx, { id, from_contact_id = id, to_contact_id, relationship_type, description = null, metadata = {} }) {
    if (from_contact_id === to_contact_id) throw badRequest("a contact cannot be related to itself");
    if (id !== from_contact_id && id !== to_contact_id)
      throw badRequest("one end has to be the contact itself", "from_contact_id or to_contact_id");
    await requireContact(tx, from_contact_id);
    await requireContact(tx, to_contact_id);
    const type = await requireType(tx, relationship_type);
    const said = { from_contact_id, to_contact_id };
    const ends = type.turned ? turned(said) : said;
    await requireUnrelated(tx, ends, type);
    const row = { ...ends, relationship_type: type.name, description, metadata };
    return shape(await tx.insert("relationships", row), RELATIONSHIP_KEYS);
  },
});

type Ends = Pick<Relationship, "from_contact_id" | "to_contact_id">;
type Type = { name: string; inverse: string | null; turned: boolean };

function turned({ from_contact_id, to_contact_id }: Ends): Ends {
  return { from_contact_id: to_contact_id, to_contact_id: from_contact_id };
}

/** @throws bad_request */
async function requireType(tx: Reader, name: string): Promise<Type> {
  if (isBuiltin(name)) return { name, inverse: builtinInverse(name), turned: false };
  const types = await tx.find("relationship_types", {});
  const own = types.find((type) => type.name === name);
  if (own) return { name, inverse: inverseOf(own), turned: false };
  const other = types.find((type) => type.inverse_name === name);
  if (other) return { name: other.name, inverse: name, turned: true };
  throw unknownType(
    name,
    types.map((type) => type.name),
  );
}

/** @throws conflict, with the relationship that says the same */
async function requireUnrelated(tx: Reader, ends: Ends, { name, inverse }: Type): Promise<void> {
  const [same] = await tx.find("relationships", { ...ends, relationship_type: name });
  const [reverse] =
    inverse === null ? [] : await tx.find("relationships", { ...turned(ends), relationship_type: inverse });
  const known: Rows["relationships"] | undefined = same ?? reverse;
  if (!known) return;
  throw new BacksideError("conflict", "the contacts are related so already", {
    hint: "a relationship is removed and made anew to change it",
    details: { relationship_id: known.id },
  });
}
