import type { Affiliation, ContactResponse, FullContact, Member } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { choice, instant, list, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, CONTACT_KEYS, PARTS, type Part, shape } from "../../domain/shapes.ts";
import { withParts } from "../../store/parts.ts";
import type { Temporal } from "../history/history.ts";
import { defineRead } from "../operation.ts";
import { peopleOf } from "./people.ts";

/** Parts that every answer about the present has. */
export const ALWAYS = ["channels", "addresses", "dates", "affiliations", "tags"] as const satisfies readonly Part[];

/** What may be embedded: what a list may carry, and what others' affiliations and memberships say, which a dump has there. */
export const GET_PARTS = [...PARTS, "people"] as const;
export type GetPart = (typeof GET_PARTS)[number];

export type GetInput = {
  id: string;
  include?: GetPart[] | undefined;
  deleted?: "exclude" | "include" | undefined;
  as_of?: string | undefined;
  valid_at?: string | undefined;
};

export type GotContact = ContactResponse &
  Partial<Pick<FullContact, "relationships" | "groups" | "photo">> & {
    /** Who belongs to an organization or a group; of a person nobody. */
    people?: Member[];
    /** Of a read of the past. */
    _temporal?: Temporal;
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
      as_of: optional(instant("As it was recorded at this time; the answer has no parts but those of `include`")),
      valid_at: optional(instant("As it held at this time; `as_of` by default")),
    }) as Schema<GetInput>,
  async run(tx, { id, include = [], deleted = "exclude", as_of, valid_at }) {
    if (as_of !== undefined || valid_at !== undefined) {
      const { contactAsOf } = await import("../history/at.ts");
      const past = as_of ?? valid_at ?? "";
      const parts = PARTS.filter((part) => include.includes(part));
      const moment = { as_of: past, valid_at: valid_at ?? past };
      return contactAsOf(tx, { id, ...moment, deleted: deleted === "include", parts }) as Promise<GotContact>;
    }
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
