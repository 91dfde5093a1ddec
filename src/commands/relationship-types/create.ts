import type { Command } from "commander";
import { usageError } from "../../domain/errors.ts";
import { relationshipSentence, typeName } from "../../domain/relationship-types.ts";
import { createRelationshipType } from "../../operations/relationship-types/create.ts";
import type { Context } from "../context.ts";
import { did, emptied } from "../definitions.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { TYPE_JSON, typeView } from "./type-view.ts";

export const create: Verb = {
  name: "create",
  summary: "Create a relationship type",
  examples: [
    "backside relationship-types create mentors --inverse mentored_by",
    "backside relationship-types create neighbour --symmetric",
  ],
  notes: ["A verb reads from left to right (`alice mentors bob`), a noun as `alice is godparent of bob`."],
  json: TYPE_JSON,
  output: "RelationshipType",
  errors: {
    usage: "both --inverse and --symmetric are given",
    bad_request: "the name is not in snake_case",
    conflict: "the name or the inverse belongs to another type, or is built in",
  },
  effect: "write",
  operations: ["relationship_types.create"],
  build: createCommand,
};

type CreateOptions = { inverse?: string; symmetric?: boolean; description?: string };

/** `backside relationship-types create NAME` */
function createCommand(command: Command, context: Context): Command {
  return command
    .argument("<name>", "in snake_case: mentors, godparent")
    .option("--inverse <name>", "how it reads from the other end: mentored_by")
    .option("--symmetric", "both ends are alike, as with friends")
    .option("--description <text>", "what the type means")
    .action(async (words: string, { inverse, symmetric, description }: CreateOptions) => {
      if (inverse !== undefined && symmetric) throw usageError("--inverse and --symmetric do not go together");
      const view = typeView(context);
      const inverse_name = inverse === undefined ? undefined : typeName(inverse);
      const input = { name: typeName(words), inverse_name, is_symmetric: symmetric, description: emptied(description) };
      const record = await context.backend("write").call(createRelationshipType, input, context.writing());
      const line = `${did(context, "Created", "create")} relationship type ${record.name}: ${relationshipSentence("Alice", record.name, "Bob")}`;
      await showWritten(context, { record, id: record.id, outcome: "made", line, view });
    });
}
