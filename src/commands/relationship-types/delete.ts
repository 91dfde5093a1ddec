import type { Command } from "commander";
import { deleteRelationshipType } from "../../operations/relationship-types/delete.ts";
import { listRelationshipTypes } from "../../operations/relationship-types/list.ts";
import { definitionNamed } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TYPE_JSON, typeView } from "./type-view.ts";

export const deleteVerb: Verb = {
  name: "delete",
  summary: "Delete a relationship type that no relationship has",
  examples: ["backside relationship-types delete mentors"],
  json: `${TYPE_JSON}, the type as it was`,
  output: "RelationshipType",
  errors: {
    bad_request: "the type is built in",
    not_found: "there is no such type",
    conflict: "relationships have it",
  },
  effect: "destructive",
  operations: ["relationship_types.list", "relationship_types.delete"],
  build: deleteCommand,
};

/** `backside relationship-types delete TYPE` */
function deleteCommand(command: Command, context: Context): Command {
  return command.argument("<relation>", "the type, by name or id").action(async (ref: string) => {
    const view = typeView(context);
    const backend = context.backend("write");
    const { id: type_id } = await definitionNamed(backend, listRelationshipTypes, "relationship type", ref);
    const record = await backend.call(deleteRelationshipType, { type_id }, context.writing());
    await showWritten(context, {
      record,
      id: record.id,
      outcome: "changed",
      line: `${did(context, "Deleted", "delete")} relationship type ${record.name}`,
      view,
    });
  });
}
