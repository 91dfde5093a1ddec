/** Who is in a group: listed, added, removed. */
import { badRequest, notFound } from "../../domain/errors.ts";
import { choice, integer, list, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { PARTS, type Part } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { type ListedContact, listContacts } from "../contacts/list.ts";
import { defineRead, defineWrite, type Page } from "../operation.ts";
import { requireGroup } from "./group.ts";

export type MembersInput = {
  id: string;
  sort?: "created_at" | "-created_at" | "display_name" | undefined;
  include?: Part[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

export const listMembers = defineRead<MembersInput, Page<ListedContact>>({
  name: "groups.members",
  summary: "List the members of a group",
  scope: "contacts:read",
  http: { method: "GET", path: "/groups/{id}/members", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The group"),
      sort: optional(choice(["created_at", "-created_at", "display_name"], "Order; a leading - turns it round")),
      include: optional(list(choice(PARTS, "Part"), "Parts to embed in each contact")),
      limit: optional(integer("Rows per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<MembersInput>,
  async run(tx, { id, ...page }) {
    const { name } = await requireGroup(tx, id);
    return listContacts.run(tx, { ...page, group: [name] });
  },
});

/** One contact or several. */
export type MemberInput = { id: string; contact_id?: string | undefined; contact_ids?: string[] | undefined };

/** Contacts that one call adds or removes at most. */
export const MEMBERS_AT_ONCE = 100;

export type AddedMembers = { group_id: string; added: string[]; unchanged: string[] };

export const addMembers = defineWrite<MemberInput, AddedMembers>({
  name: "groups.add",
  summary: "Add contacts to a group",
  effect: "write",
  scope: "contacts:write",
  http: { method: "POST", path: "/groups/{id}/members", status: 201, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: memberInput,
  async run(tx, input) {
    const { group_id, ids, links } = await linksOf(tx, input);
    const present = new Set(links.map(({ contact_id }) => contact_id));
    const added = ids.filter((id) => !present.has(id));
    for (const contact_id of added) await tx.insert("group_members", { group_id, contact_id, metadata: {} });
    return { group_id, added, unchanged: ids.filter((id) => present.has(id)) };
  },
});

export type RemovedMembers = { group_id: string; removed: string[] };

/** Those who are no members are no error; they are missing from the answer. */
export const removeMembers = defineWrite<MemberInput, RemovedMembers>({
  name: "groups.remove",
  summary: "Remove contacts from a group",
  effect: "write",
  scope: "contacts:write",
  http: { method: "DELETE", path: "/groups/{id}/members", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: memberInput,
  async run(tx, input) {
    const { group_id, links } = await linksOf(tx, input);
    for (const link of links) await tx.remove("group_members", link);
    return { group_id, removed: links.map(({ contact_id }) => contact_id) };
  },
});

function memberInput(): Schema<MemberInput> {
  return object({
    id: uuid("The group"),
    contact_id: optional(uuid("The contact")),
    contact_ids: optional(list(uuid("A contact"), `Several contacts, at most ${MEMBERS_AT_ONCE}`)),
  }) as Schema<MemberInput>;
}

/** The contacts that are named, and which of them are members. @throws bad_request, not_found */
async function linksOf(
  tx: Reader,
  input: MemberInput,
): Promise<{ group_id: string; ids: string[]; links: Rows["group_members"][] }> {
  const { id: group_id } = await requireGroup(tx, input.id);
  const ids = contactIds(input);
  await requireContacts(tx, ids);
  return { group_id, ids, links: await tx.find("group_members", { group_id, contact_id: ids }) };
}

/** @throws bad_request */
function contactIds({ contact_id, contact_ids = [] }: MemberInput): string[] {
  const ids = [...new Set(contact_id === undefined ? contact_ids : [contact_id, ...contact_ids])];
  if (ids.length === 0) throw badRequest("no contact is named", "by contact_id or contact_ids");
  if (ids.length > MEMBERS_AT_ONCE)
    throw badRequest(`at most ${MEMBERS_AT_ONCE} contacts at a time, not ${ids.length}`);
  return ids;
}

/** @throws not_found */
async function requireContacts(tx: Reader, ids: readonly string[]): Promise<void> {
  const live = (await tx.names(ids)).filter(({ deleted_at }) => deleted_at === null);
  const there = new Set(live.map(({ id }) => id));
  const missing = ids.find((id) => !there.has(id));
  if (missing !== undefined) throw notFound(`there is no contact ${missing}`);
}
