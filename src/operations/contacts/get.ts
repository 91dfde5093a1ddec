import type { Affiliation, ContactResponse, FullContact, Member } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { choice, list, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import { PARTS, type Part, withParts } from "../../store/parts.ts";
import { defineRead } from "../operation.ts";
import { peopleOf } from "./people.ts";

const ALWAYS = ["channels", "addresses", "dates", "affiliations", "tags"] as const satisfies readonly Part[];

/** What may be embedded: what a list may carry, and what others' affiliations and memberships say, which a dump has there. */
export const GET_PARTS = [...PARTS, "people"] as const;
export type GetPart = (typeof GET_PARTS)[number];

export type GetInput = {
  id: string;
  include?: GetPart[] | undefined;
  deleted?: "exclude" | "include" | undefined;
};

export type GotContact = ContactResponse &
  Partial<Pick<FullContact, "relationships" | "groups" | "photo">> & {
    /** Who belongs to an organization or a group; of a person nobody. */
    people?: Member[];
  };

export const getContact = defineRead<GetInput, GotContact>({
  name: "contacts.get",
  summary: "Show one contact with all related data",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}", status: 200, contract: "documented" },
  mcp: { name: "contacts_get" },
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact"),
      include: optional(
        list(choice(GET_PARTS, "Part"), "Further parts to embed: relationships, groups, photo, people"),
      ),
      deleted: optional(choice(["exclude", "include"], "Whether a deleted contact is shown")),
    }) as Schema<GetInput>,
  async run(tx, { id, include = [], deleted = "exclude" }) {
    const row = await tx.get("contacts", id);
    if (!row || (row.deleted_at !== null && deleted === "exclude")) throw notFound(`there is no contact ${id}`);
    const asked = new Set<GetPart>([...ALWAYS, ...include]);
    const parts = PARTS.filter((part) => asked.has(part));
    const [contact] = await withParts(tx, [row], parts);
    if (!contact) throw notFound(`there is no contact ${id}`);
    const shown = shape(contact, [...CONTACT_KEYS, ...parts]);
    // `organization_name` is ours; the documented reply has the id alone.
    if (include.length === 0) return { ...shown, affiliations: contact.affiliations.map(documented) };
    return asked.has("people") ? { ...shown, people: await peopleOf(tx, row) } : shown;
  },
});

function documented(affiliation: FullContact["affiliations"][number]): Affiliation {
  return shape(affiliation, AFFILIATION_KEYS);
}
