import type { Command } from "commander";
import { INTERACTION_KEYS } from "../../domain/shapes.ts";
import { allInteractions, listInteractions } from "../../operations/interactions/list.ts";
import { INTERACTION_PARTS } from "../../operations/interactions/shown.ts";
import { parseFields } from "../../render/fields.ts";
import { INTERACTION_COLUMNS, interactionTableColumns, type ListedInteraction } from "../../render/interaction.ts";
import type { Context } from "../context.ts";
import { readMoment, WHEN_NOTE } from "../moment.ts";
import { anyOf, positive, REF } from "../option.ts";
import { showRecords, type View } from "../records.ts";
import { firstRows, type LimitOptions, limitOf, noteRest } from "../screenful.ts";
import type { Verb } from "../verb.ts";
import { oneRef } from "./each.ts";

export const interactions: Verb = {
  name: "interactions",
  summary: "List what was logged with a contact, or with anybody, newest first",
  examples: [
    "backside contacts interactions ada",
    "backside contacts interactions ada --type meeting --from 2026-01-01",
    "backside contacts interactions --from yesterday",
  ],
  notes: [
    WHEN_NOTE,
    "A day alone is its beginning after --from, and its end after --to.",
    "Entries never change. One that a later entry corrects is marked; corrected_by is the later one's id.",
  ],
  json: "[{id, contact_id, interaction_type, summary, body, occurred_at, participant_ids, ..., people, corrected_by}]",
  output: "Interaction[]",
  errors: { not_found: "nobody is called so", ambiguous: "more than one is; details.candidates names them" },
  effect: "read",
  operations: ["contacts.resolve", "interactions.list", "interactions.list_all"],
  build: interactionsCommand,
};

export const INTERACTION_TYPES = ["meeting", "call", "email", "note"] as const;

/** What `--fields` may name. */
export const INTERACTION_FIELDS = [
  ...INTERACTION_KEYS,
  ...["people", "people.contact_id", "people.display_name", "corrected_by", "metadata.*"],
];

type InteractionsOptions = LimitOptions & { type?: string; from?: string; to?: string };

/** `backside contacts interactions [REF]` */
function interactionsCommand(command: Command, context: Context): Command {
  return command
    .argument("[ref]", `${REF}; without it all contacts`)
    .option("--type <type>", "only meeting, call, email, note or another type", anyOf(INTERACTION_TYPES))
    .option("--from <when>", "only since then")
    .option("--to <when>", "only until then")
    .option("--limit <n>", "at most so many rows", positive("--limit"))
    .option("--all", "every row, also on a terminal")
    .action(async (ref: string | undefined, options: InteractionsOptions) => {
      const contact = ref === undefined ? null : await oneRef(context, ref);
      const filters = {
        interaction_type: options.type,
        from: options.from === undefined ? undefined : await readMoment(context, options.from, "from"),
        to: options.to === undefined ? undefined : await readMoment(context, options.to, "to", "end"),
        include: [...INTERACTION_PARTS],
      };
      const backend = context.backend("read");
      const limit = limitOf(context, options);
      // One row more than shown tells whether there are more.
      const page = { ...filters, ...(limit === null ? {} : { limit: Math.min(limit + 1, PAGE) }) };
      const pages = contact
        ? backend.pages(listInteractions, { id: contact.id, ...page })
        : backend.pages(allInteractions, page);
      const shown = { rows: 0, more: false };
      const rows = firstRows(pages, limit, shown) as AsyncGenerator<ListedInteraction>;
      await showRecords(context, rows, viewOf(context, contact?.id ?? null));
      await noteRest(context, shown, options, "no interaction matches");
    });
}

/** Rows read at a time when all are wanted. */
const PAGE = 250;

function viewOf(context: Context, of: string | null): View<ListedInteraction> {
  const { fields } = context.options();
  return {
    fields: fields === undefined ? null : parseFields(fields, INTERACTION_FIELDS),
    columns: INTERACTION_COLUMNS,
    table: (rows) => interactionTableColumns(rows, { now: context.io.now(), of }),
  };
}
