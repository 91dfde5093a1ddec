import type { Command } from "commander";
import type { RelationshipView } from "../../domain/entities.ts";
import { asBacksideError } from "../../domain/errors.ts";
import { RELATIONSHIP_VIEW_KEYS } from "../../domain/shapes.ts";
import { listRelationships } from "../../operations/relationships/list.ts";
import type { Column } from "../../render/column.ts";
import { relationshipText } from "../../render/relationship.ts";
import { resolve } from "../../workflows/resolve.ts";
import type { Context } from "../context.ts";
import { oneOf, REF } from "../option.ts";
import { showRecords, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";
import { chooser, withWayOut } from "./each.ts";

export const relationships: Verb = {
  name: "relationships",
  summary: "List how a contact is related to others",
  examples: ["backside contacts relationships ada", "backside contacts relationships ada --direction from --json"],
  notes: ["Told from the contact's own side, whichever end they were said from. Deleted contacts are left out."],
  json:
    "[{id, from_contact_id, to_contact_id, relationship_type, description, ..., direction, contact_id, display_name," +
    " contact_uid, inverse_name}]; the last five are about the other end",
  output: "RelationshipView[]",
  errors: {
    not_found: "nobody is called so",
    ambiguous: "more than one contact is; details.candidates names them",
  },
  effect: "read",
  operations: ["contacts.resolve", "relationships.list"],
  build: relationshipsCommand,
};

const DIRECTIONS = ["from", "to", "both"] as const;

/** `backside contacts relationships REF` */
function relationshipsCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .option("--direction <end>", "said from the contact, to it, or both", oneOf("--direction", DIRECTIONS))
    .action(async (ref: string, { direction }: { direction?: (typeof DIRECTIONS)[number] }) => {
      const backend = context.backend("read");
      const { contact } = await resolve(backend, ref, {
        region: context.settings().region,
        choose: context.mayPrompt() ? chooser(context) : null,
      }).catch((error) => {
        throw withWayOut(context, asBacksideError(error));
      });
      const rows = await backend.call(listRelationships, { id: contact.id, direction });
      const view = viewOf(
        context,
        [...RELATIONSHIP_VIEW_KEYS, "metadata.*"],
        COLUMNS,
        tableColumns(contact.display_name),
      );
      await showRecords(context, rows, view);
      if (rows.length === 0 && context.form() === "table")
        await context.note(`${contact.display_name} has no ${direction ? "such " : ""}relationships`);
    });
}

const COLUMNS: readonly Column<RelationshipView>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "direction", text: ({ direction }) => direction },
  { name: "relationship_type", text: ({ relationship_type }) => relationship_type },
  { name: "contact_id", text: ({ contact_id }) => contact_id },
  { name: "display_name", text: ({ display_name }) => display_name },
  { name: "description", text: ({ description }) => description ?? "" },
];

function tableColumns(self: string): Column<RelationshipView>[] {
  return [
    { name: "relationship", min: 24, text: (view) => relationshipText(view, self) },
    { name: "description", style: "dim", text: ({ description }) => description ?? "" },
  ];
}
