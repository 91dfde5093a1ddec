/** What `relate` and `unrelate` share: two contacts and the word between them, as arguments and in the answer. */
import type { Command } from "commander";
import type { Contact } from "../../domain/entities.ts";
import { usageError } from "../../domain/errors.ts";
import { relationshipSentence, typeName } from "../../domain/relationship-types.ts";
import type { Context } from "../context.ts";
import { targetsOf } from "./targets.ts";

/** A sentence: ALICE reports_to BOB. */
export type Said = { from: Contact; type: string; to: Contact };

export function sentenceArguments(command: Command): Command {
  return command
    .argument("<from>", "the contact the sentence begins with")
    .argument("<relation>", "relationship type, such as reports_to or parent")
    .argument("<to>", "the contact it ends with");
}

/**
 * Both ends; neither is taken by guess without a question.
 * @param known refuses a type that there is not, before anybody is asked about contacts
 */
export async function saidBy(
  context: Context,
  [ref, relation, other]: readonly [string, string, string],
  verb: string,
  known?: (type: string) => Promise<void>,
): Promise<Said> {
  const doing = { verb, destructive: false };
  const type = typeName(relation);
  await known?.(type);
  const [from] = (await targetsOf(context, [ref], {}, doing)).contacts;
  const [to] = (await targetsOf(context, [other], {}, doing)).contacts;
  if (!from || !to) throw usageError("a relationship has two ends");
  if (from.id === to.id) throw usageError("both ends are the same contact", "a contact cannot be related to itself");
  return { from, type, to };
}

export function sentence({ from, type, to }: Said): string {
  return relationshipSentence(from.display_name, type, to.display_name);
}
