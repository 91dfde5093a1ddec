import type { InteractionRecord } from "../../domain/backup.ts";
import { integer, object, optional, type Schema, text } from "../../domain/schema.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { shownInteractions } from "../interactions/shown.ts";
import { defineRead, type Page } from "../operation.ts";
import { uidsOf } from "./definitions.ts";

type Paging = { limit?: number | undefined; cursor?: string | undefined };

const EVERYTHING = { contact_id: null, interaction_type: null, from: null, to: null };

/** Newest first. One whose contact is deleted is left out, as the contact is. */
export const backupInteractions = defineRead<Paging, Page<InteractionRecord>>({
  name: "backup.interactions",
  summary: "Read interactions as a backup has them, newest first",
  scope: "contacts:read",
  http: { method: "GET", path: "/backup/interactions", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: () =>
    object({
      limit: optional(integer("Rows per page", 1)),
      cursor: optional(text("Continue after the page that gave this cursor")),
    }) as Schema<Paging>,
  async run(tx, { limit = 500, cursor }) {
    const after = cursor === undefined ? null : decodeCursor(cursor, EVERYTHING);
    const { rows, next } = await tx.interactions(EVERYTHING, limit, after);
    const shown = await shownInteractions(tx, rows, []);
    const uids = await uidsOf(
      tx,
      shown.flatMap(({ contact_id, participant_ids }) => [contact_id, ...participant_ids]),
    );
    const data = shown.flatMap(({ contact_id, participant_ids, ...one }): InteractionRecord[] => {
      const contact_uid = uids.get(contact_id);
      if (contact_uid === undefined) return [];
      const { id, interaction_type, summary, body, occurred_at, metadata } = one;
      const participant_uids = participant_ids.flatMap((other) => uids.get(other) ?? []);
      const said = { interaction_type, summary, body, occurred_at, participant_uids, metadata };
      return [{ type: "interaction", id, contact_uid, ...said }];
    });
    return { data, next_cursor: next && encodeCursor(next, EVERYTHING), has_more: next !== null };
  },
});
