import type { Command } from "commander";
import type { Backend } from "../../backend/backend.ts";
import type { Relationship } from "../../domain/entities.ts";
import { BacksideError } from "../../domain/errors.ts";
import { isBuiltin, unknownType } from "../../domain/relationship-types.ts";
import { RELATIONSHIP_KEYS, shape } from "../../domain/shapes.ts";
import { listRelationshipTypes } from "../../operations/relationship-types/list.ts";
import { createRelationship } from "../../operations/relationships/create.ts";
import { deleteRelationship } from "../../operations/relationships/delete.ts";
import { listRelationships } from "../../operations/relationships/list.ts";
import type { Column } from "../../render/column.ts";
import type { Context } from "../context.ts";
import { did, emptied } from "../definitions.ts";
import { showWritten, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";
import { type Said, saidBy, sentence, sentenceArguments } from "./relations.ts";

export const relate: Verb = {
  name: "relate",
  summary: "Relate two contacts; the command reads as a sentence",
  examples: [
    "backside contacts relate alice reports_to bob",
    'backside contacts relate alice parent carol --description "since 2015"',
  ],
  notes: [
    "Verbs read from left to right, nouns as `alice is parent of carol`. `backside relationship-types list` shows the" +
      " types. What is said already, also from the other end, changes nothing; --description replaces what is there.",
  ],
  json: "{id, from_contact_id, to_contact_id, relationship_type, description, ...}",
  output: "Relationship",
  errors: {
    usage: "both ends are the same contact",
    bad_request: "there is no such relationship type",
    not_found: "nobody is called so",
    ambiguous: "more than one contact is; details.candidates names them",
  },
  effect: "write",
  operations: ["contacts.resolve", "relationships.create", "relationships.list", "relationships.delete"],
  build: relateCommand,
};

/** `backside contacts relate ALICE reports_to BOB` */
function relateCommand(command: Command, context: Context): Command {
  return sentenceArguments(command)
    .option("--description <text>", "what else is to be said of it")
    .action(async (from: string, relation: string, to: string, { description }: { description?: string }) => {
      const said = await saidBy(context, [from, relation, to], "relate", (type) => requireType(context, type));
      const { record, known } = await context
        .backend("write")
        .batch("relationships.create", (backend) => related(backend, said, emptied(description)), context.writing());
      const remark = record.description === null ? "" : ` (${record.description})`;
      const text = `${sentence(said)}${known ? " already" : ""}${remark}`;
      const line = known ? text : did(context, text, `relate: ${text}`);
      const view = viewOf(context, [...RELATIONSHIP_KEYS, "metadata.*"], COLUMNS);
      await showWritten(context, { record, id: record.id, outcome: known ? "unchanged" : "made", line, view });
    });
}

/** The operation refuses it as well, but only once both contacts are known. @throws bad_request */
async function requireType(context: Context, type: string): Promise<void> {
  if (isBuiltin(type) || context.missingStore() !== null) return;
  const names: string[] = [];
  for await (const page of context.backend("write").pages(listRelationshipTypes, {})) {
    if (page.some(({ name, inverse_name }) => name === type || inverse_name === type)) return;
    names.push(...page.filter(({ is_builtin }) => !is_builtin).map(({ name }) => name));
  }
  throw unknownType(type, names);
}

const COLUMNS: readonly Column<Relationship>[] = [
  { name: "id", text: ({ id }) => id },
  { name: "from_contact_id", text: ({ from_contact_id }) => from_contact_id },
  { name: "relationship_type", text: ({ relationship_type }) => relationship_type },
  { name: "to_contact_id", text: ({ to_contact_id }) => to_contact_id },
  { name: "description", text: ({ description }) => description ?? "" },
];

type Related = { record: Relationship; known: boolean };

/** Makes the relationship; one that says the same stays, and is made anew where its description is to be another. */
async function related(
  backend: Backend,
  { from, type, to }: Said,
  description: string | null | undefined,
): Promise<Related> {
  const wanted = { id: from.id, to_contact_id: to.id, relationship_type: type };
  try {
    return { record: await backend.call(createRelationship, { ...wanted, description }), known: false };
  } catch (error) {
    const known = await relationshipNamedBy(backend, from.id, error);
    if (description === undefined || description === known.description) return { record: known, known: true };
    const { id, from_contact_id, to_contact_id, relationship_type } = known;
    await backend.call(deleteRelationship, { id: from.id, relationship_id: id });
    const ends = { id: from.id, from_contact_id, to_contact_id, relationship_type };
    return { record: await backend.call(createRelationship, { ...ends, description }), known: false };
  }
}

/** The relationship that a conflict is about. @throws what was thrown, when it is about something else */
async function relationshipNamedBy(backend: Backend, id: string, error: unknown): Promise<Relationship> {
  if (!(error instanceof BacksideError) || error.code !== "conflict") throw error;
  const all = await backend.call(listRelationships, { id });
  const known = all.find((one) => one.id === error.details?.relationship_id);
  if (!known) throw error;
  return shape(known, RELATIONSHIP_KEYS);
}
