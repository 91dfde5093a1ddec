import type { Contact } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { instant, integer, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import type { OperationRecord } from "../../store/store.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { defineRead, type Page } from "../operation.ts";
import { type Change, changesOf, type Transition, transitionsOf } from "./changes.ts";

/** The two instants a read used, and the life of the version it answers (API guide on temporal reads). */
export type Temporal = {
  as_of: string;
  valid_at: string;
  sys_from: string;
  sys_to: string | null;
  captured_by: string | null;
  capture_reason: OperationRecord["reason"];
};

/** The contact as one operation left it; what the operation did to it and its parts is ours. */
export type ContactVersion = Contact & {
  _temporal: Temporal;
  operation_id: string;
  operation: string;
  changes: Change[];
};

export type HistoryInput = {
  id: string;
  from?: string | undefined;
  to?: string | undefined;
  limit?: number | undefined;
  cursor?: string | undefined;
};

export const contactHistory = defineRead<HistoryInput, Page<ContactVersion>>({
  name: "contacts.history",
  summary: "Tell who changed what of a contact, and when",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/history", status: 200, contract: "documented" },
  mcp: { name: "contacts_history" },
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact, deleted or not"),
      from: optional(instant("Only versions recorded at or after this time")),
      to: optional(instant("Only versions recorded at or before this time")),
      limit: optional(integer("Versions per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<HistoryInput>,
  async run(tx, { id, limit = 50, cursor, ...filters }) {
    const transitions = await transitionsOf(tx, id);
    if (transitions.size === 0) throw notFound(`there is no contact ${id}`);
    const before =
      cursor === undefined ? Number.POSITIVE_INFINITY : Number(decodeCursor(cursor, { id, ...filters })[0]);
    const data: ContactVersion[] = [];
    let later: OperationRecord | null = null;
    for (const sequence of [...transitions.keys()].sort((a, b) => b - a)) {
      const operation = await tx.operation({ sequence });
      if (!operation) continue;
      if (sequence < before && isWithin(operation, filters)) {
        if (data.length === limit) {
          const last = later?.sequence ?? 0;
          return { data, next_cursor: encodeCursor([last], { id, ...filters }), has_more: true };
        }
        const changes = await changesOf(tx, transitions.get(sequence) ?? []);
        const contact = contactAt(transitions, sequence);
        if (contact) data.push({ ...contact, ...versionOf(operation, later, changes) });
      }
      later = operation;
    }
    return { data, next_cursor: null, has_more: false };
  },
});

/** Times are compared as instants: they may have any precision. */
function isWithin(
  { recorded_at }: OperationRecord,
  { from, to }: { from?: string | undefined; to?: string | undefined },
) {
  const at = Date.parse(recorded_at);
  return (from === undefined || at >= Date.parse(from)) && (to === undefined || at <= Date.parse(to));
}

function versionOf(operation: OperationRecord, later: OperationRecord | null, changes: Change[]) {
  const { recorded_at, actor, reason, id, label } = operation;
  return {
    _temporal: {
      as_of: recorded_at,
      valid_at: recorded_at,
      sys_from: recorded_at,
      sys_to: later?.recorded_at ?? null,
      captured_by: actor,
      capture_reason: reason,
    },
    operation_id: id,
    operation: label,
    changes,
  };
}

/** The contact's own row after an operation; a removed one as it last was. */
function contactAt(transitions: ReadonlyMap<number, Transition[]>, sequence: number): Contact | null {
  const own = [...transitions]
    .filter(([at]) => at <= sequence)
    .sort(([a], [b]) => b - a)
    .flatMap(([, list]) => list.filter(({ table }) => table === "contacts"));
  const row = own[0]?.after ?? own[0]?.before;
  return row ? shape(row as unknown as Contact, CONTACT_KEYS) : null;
}
