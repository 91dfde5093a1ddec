import type { Command } from "commander";
import type { Backend } from "../../backend/backend.ts";
import type { RelationshipView } from "../../domain/entities.ts";
import { isBuiltin, unknownType } from "../../domain/relationship-types.ts";
import { listRelationshipTypes } from "../../operations/relationship-types/list.ts";
import { deleteRelationship } from "../../operations/relationships/delete.ts";
import { listRelationships } from "../../operations/relationships/list.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showReport } from "../records.ts";
import type { Verb } from "../verb.ts";
import { type Said, saidBy, sentence, sentenceArguments } from "./relations.ts";

export const unrelate: Verb = {
  name: "unrelate",
  summary: "Take the relationship of two contacts back",
  examples: ["backside contacts unrelate alice reports_to bob"],
  notes: ["Said from the other end it is the same one. One that is not there changes nothing."],
  json: "{operation_id, matched, changed, unchanged, failed, ids, dry_run}; the ids are those of relationships",
  output: "BulkReport",
  errors: {
    usage: "both ends are the same contact",
    bad_request: "there is no such relationship type",
    not_found: "nobody is called so",
    ambiguous: "more than one contact is; details.candidates names them",
  },
  effect: "write",
  operations: ["contacts.resolve", "relationships.list", "relationship_types.list", "relationships.delete"],
  build: unrelateCommand,
};

/** `backside contacts unrelate ALICE reports_to BOB` */
function unrelateCommand(command: Command, context: Context): Command {
  return sentenceArguments(command).action(async (from: string, relation: string, to: string) => {
    const said = await saidBy(context, [from, relation, to], "unrelate");
    const { id } = said.from;
    const ids = await context.backend("write").batch(
      "relationships.delete",
      async (backend) => {
        const found = (await backend.call(listRelationships, { id })).filter((view) => says(view, said));
        if (found.length === 0) await requireType(backend, said.type);
        for (const { id: relationship_id } of found) await backend.call(deleteRelationship, { id, relationship_id });
        return found.map((view) => view.id);
      },
      context.writing(),
    );
    const { length: changed } = ids;
    const line =
      changed === 0
        ? `It is not said that ${sentence(said)}`
        : `${did(context, "Removed", "remove")}: ${sentence(said)}`;
    const report = { operation_id: context.operationId(), matched: changed, changed, unchanged: 0, failed: [], ids };
    await showReport(context, { ...report, dry_run: context.options().dryRun ?? false }, line);
  });
}

/** Whether a relationship, as one end sees it, is the sentence that begins there. */
function says(
  { direction, relationship_type, inverse_name, contact_id }: RelationshipView,
  { type, to }: Said,
): boolean {
  return contact_id === to.id && (direction === "from" ? relationship_type : inverse_name) === type;
}

/** A word that nobody knows is a slip, and not an answer. @throws bad_request */
async function requireType(backend: Backend, type: string): Promise<void> {
  if (isBuiltin(type)) return;
  const own: { name: string; inverse_name: string | null }[] = [];
  for await (const page of backend.pages(listRelationshipTypes, {})) own.push(...page);
  if (own.some(({ name, inverse_name }) => name === type || inverse_name === type)) return;
  throw unknownType(
    type,
    own.map(({ name }) => name).filter((name) => !isBuiltin(name)),
  );
}
