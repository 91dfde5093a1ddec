import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { typeName } from "../../domain/relationship-types.ts";
import { listRelationshipTypes } from "../../operations/relationship-types/list.ts";
import { updateRelationshipType } from "../../operations/relationship-types/update.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did, emptied, isSame } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TYPE_JSON, typeView } from "./type-view.ts";

export const update: Verb = {
  name: "update",
  summary: "Change the inverse or the description of a relationship type",
  examples: [
    "backside relationship-types update mentors --inverse mentored_by",
    'backside relationship-types update mentors --inverse ""',
  ],
  notes: ["Only what is named changes; an empty text empties a field. The name stays, as relationships carry it."],
  json: TYPE_JSON,
  output: "RelationshipType",
  errors: {
    usage: "nothing to change is named",
    bad_request: "the type is built in, or the inverse is not in snake_case",
    not_found: "there is no such type",
    conflict: "the inverse belongs to another type",
  },
  effect: "write",
  operations: ["relationship_types.list", "relationship_types.update"],
  build: updateCommand,
};

/** `backside relationship-types update TYPE --inverse NAME` */
function updateCommand(command: Command, context: Context): Command {
  return command
    .argument("<relation>", "the type, by name or id")
    .option("--inverse <name>", "how it reads from the other end")
    .option("--description <text>", "what the type means")
    .action(async (ref: string, { inverse, description }: { inverse?: string; description?: string }) => {
      if (inverse === undefined && description === undefined)
        throw usageError("nothing to change is named", "--inverse or --description");
      const view = typeView(context);
      const backend = context.backend("write");
      const before = await definitionNamed(backend, listRelationshipTypes, "relationship type", ref);
      const inverse_name = inverse === undefined ? undefined : emptied(typeName(inverse));
      const input = { type_id: before.id, inverse_name, description: emptied(description) };
      const record = await backend.call(updateRelationshipType, input, context.writing());
      const same = isSame(before, record);
      const line = same
        ? `Relationship type ${record.name} is so already`
        : `${did(context, "Updated", "update")} relationship type ${record.name}`;
      await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
    });
}
