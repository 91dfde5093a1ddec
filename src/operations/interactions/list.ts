import { badRequest } from "../../domain/errors.ts";
import { choice, instant, integer, list, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";
import { requireContact } from "../require.ts";
import { INTERACTION_PARTS, type InteractionPart, type ShownInteraction, shownInteractions } from "./shown.ts";

type Filters = {
  interaction_type?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type AllInteractionsInput = Filters & {
  include?: InteractionPart[] | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

export type ListInteractionsInput = AllInteractionsInput & { id: string };

const DEFAULT_LIMIT = 50;

/** Of one contact: those that are its own, and those it took part in. */
export const listInteractions = defineRead<ListInteractionsInput, Page<ShownInteraction>>({
  name: "interactions.list",
  summary: "List the interactions with a contact, newest first",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/interactions", status: 200, contract: "decided" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () => object({ id: uuid("The contact"), ...filters() }) as Schema<ListInteractionsInput>,
  async run(tx, { id, ...input }) {
    await requireContact(tx, id);
    return pageOf(tx, id, input);
  },
});

/** Of everybody who is not deleted. */
export const allInteractions = defineRead<AllInteractionsInput, Page<ShownInteraction>>({
  name: "interactions.list_all",
  summary: "List interactions with anybody, newest first",
  scope: "contacts:read",
  http: { method: "GET", path: "/interactions", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: () => object(filters()) as Schema<AllInteractionsInput>,
  run: (tx, input) => pageOf(tx, null, input),
});

function filters() {
  return {
    interaction_type: optional(text("Only of this type, such as meeting")),
    from: optional(instant("Only what occurred at or after this time")),
    to: optional(instant("Only what occurred at or before this time")),
    include: optional(list(choice(INTERACTION_PARTS, "Part"), "Also the names of the people, or what corrects it")),
    limit: optional(integer("Rows per page", 1)),
    cursor: optional(text("Continue after the page that gave this cursor")),
  };
}

async function pageOf(
  tx: Reader,
  contact_id: string | null,
  { limit = DEFAULT_LIMIT, cursor, include = [], ...given }: AllInteractionsInput,
): Promise<Page<ShownInteraction>> {
  const { interaction_type = null, from = null, to = null } = given;
  const query = { contact_id, interaction_type, from, to };
  const after = cursor === undefined ? null : decodeCursor(cursor, query);
  if (from !== null && to !== null && Date.parse(from) > Date.parse(to))
    throw badRequest("nothing lies between: `from` is later than `to`");
  const { rows, next } = await tx.interactions(query, limit, after);
  return {
    data: await shownInteractions(tx, rows, include),
    next_cursor: next && encodeCursor(next, query),
    has_more: next !== null,
  };
}
