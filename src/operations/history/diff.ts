import { badRequest, notFound } from "../../domain/errors.ts";
import { instant, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import type { Rows } from "../../store/store.ts";
import type { TableName } from "../../store/tables.ts";
import { defineRead } from "../operation.ts";
import { type Change, changesOf, type Transition, transitionsOf } from "./changes.ts";

export type DiffInput = { id: string; from: string; to?: string | undefined };

/** What became different between two moments; all that is not in the API's guide is ours. */
export type ContactDiff = {
  from: string;
  to: string;
  created_in_window: boolean;
  deleted_in_window: boolean;
  /** Operations within the window that changed the contact. */
  intermediate_versions: number;
  changes: Change[];
};

export const contactDiff = defineRead<DiffInput, ContactDiff>({
  name: "contacts.diff",
  summary: "Compare a contact at two moments",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/diff", status: 200, contract: "decided" },
  mcp: { name: "contacts_diff" },
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact, deleted or not"),
      from: instant("The earlier moment"),
      to: optional(instant("The later moment; now by default")),
    }) as Schema<DiffInput>,
  async run(tx, { id, from, to = new Date().toISOString() }) {
    if (Date.parse(from) > Date.parse(to)) throw badRequest("nothing lies between: `from` is later than `to`");
    const transitions = await transitionsOf(tx, id);
    const [first, last] = [await tx.sequenceAt(from), await tx.sequenceAt(to)];
    const then = statesAt(transitions, first);
    const now = statesAt(transitions, last);
    const [before, after] = [contactIn(then), contactIn(now)];
    if (!before && !after) throw notFound(`there was no contact ${id} at either time`);
    const within = [...transitions.keys()].filter((sequence) => sequence > first && sequence <= last);
    return {
      from,
      to,
      created_in_window: !before && after !== undefined,
      deleted_in_window: isLive(before) && !isLive(after),
      intermediate_versions: within.length,
      changes: await changesOf(tx, betweenStates(then, now)),
    };
  },
});

/** Rows as they stood, by table and id. */
type States = Map<string, { table: TableName; row: Rows[TableName] }>;

function statesAt(transitions: ReadonlyMap<number, Transition[]>, sequence: number): States {
  const states: States = new Map();
  for (const [at, list] of [...transitions].sort(([a], [b]) => a - b)) {
    if (at > sequence) break;
    for (const { table, before, after } of list) {
      if (after) states.set(`${table} ${after.id}`, { table, row: after });
      else if (before) states.delete(`${table} ${before.id}`);
    }
  }
  return states;
}

function betweenStates(then: States, now: States): Transition[] {
  const keys = new Set([...then.keys(), ...now.keys()]);
  return [...keys].flatMap((key) => {
    const [before, after] = [then.get(key), now.get(key)];
    const table = (after ?? before)?.table;
    return table ? [{ table, before: before?.row ?? null, after: after?.row ?? null }] : [];
  });
}

function contactIn(states: States): Rows["contacts"] | undefined {
  return [...states.values()].find(({ table }) => table === "contacts")?.row as Rows["contacts"] | undefined;
}

function isLive(contact: Rows["contacts"] | undefined): boolean {
  return contact !== undefined && contact.deleted_at === null;
}
