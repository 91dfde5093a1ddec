import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { instantOf } from "../../domain/when.ts";
import { type ContactDiff, contactDiff } from "../../operations/history/diff.ts";
import { changeLine } from "../../render/change.ts";
import { stylesFor } from "../../render/colour.ts";
import { parseFields } from "../../render/fields.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { momentText, plural } from "../../render/time.ts";
import type { Context } from "../context.ts";
import { readPast, WHEN_NOTE } from "../moment.ts";
import { REF } from "../option.ts";
import { showRecord, showRecords } from "../records.ts";
import type { Verb } from "../verb.ts";
import { calledAs, oneRef } from "./each.ts";
import { changeColumns } from "./history.ts";

export const diff: Verb = {
  name: "diff",
  summary: "Compare a contact at two moments",
  examples: [
    "backside contacts diff ada --from yesterday",
    "backside contacts diff ada --from 2026-01-01 --to 2026-02-01 --json",
  ],
  notes: [
    WHEN_NOTE,
    "A day alone is its beginning after --from, and its end after --to. Deleted contacts are met too.",
  ],
  json: "{from, to, created_in_window, deleted_in_window, intermediate_versions, changes: [{action, label, field, from, to}]}",
  output: "ContactDiff",
  errors: {
    not_found: "nobody is called so, or was there at either time",
    ambiguous: "more than one is; details.candidates names them",
  },
  effect: "read",
  operations: ["contacts.resolve", "contacts.diff"],
  build: diffCommand,
};

type DiffOptions = { from: string; to?: string };

/** `backside contacts diff REF --from WHEN [--to WHEN]` */
function diffCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", `${REF}; deleted or not`)
    .requiredOption("--from <when>", "the earlier moment")
    .option("--to <when>", "the later moment; now by default")
    .action(async (ref: string, options: DiffOptions) => {
      const from = await readPast(context, options.from, "from");
      const to =
        options.to === undefined ? instantOf(context.io.now()) : await readPast(context, options.to, "to", "end");
      const contact = await oneRef(context, ref, "include");
      const { id } = contact;
      const read = () => context.backend("read").call(contactDiff, { id, from, to });
      await showDiff(context, contact, await calledAs(ref, id, read));
    });
}

async function showDiff(context: Context, contact: Contact, diff: ContactDiff): Promise<void> {
  const { fields } = context.options();
  const form = context.form();
  if (fields === undefined && (form === "tsv" || form === "csv"))
    return showRecords(context, diff.changes, { fields: null, columns: changeColumns() });
  const view = { fields: fields === undefined ? null : parseFields(fields, DIFF_FIELDS), columns: [] };
  await showRecord(context, diff, view, () => diffText(context, contact, diff));
}

const DIFF_FIELDS = [
  ..."from to created_in_window deleted_in_window intermediate_versions".split(" "),
  ..."changes changes.action changes.resource_type changes.label changes.field changes.from changes.to".split(" "),
];

async function diffText({ io }: Context, { display_name }: Contact, diff: ContactDiff): Promise<string> {
  const styles = await stylesFor(io.stdout.colour);
  const name = styles.bold(sanitizeForTty(display_name, { cell: true }));
  const [from, to] = [diff.from, diff.to].map((time) => momentText(time, io.now()));
  const heading = styles.dim(`from ${from} to ${to}: ${plural(diff.intermediate_versions, "operation")}`);
  const lines = diff.changes.map((change) => changeLine(change, io.stdout.columns, styles));
  return `${[name, heading, ...(lines.length > 0 ? lines : ["  nothing is different"])].join("\n")}\n`;
}
