/** Verbs that are the same for every kind of part: a kind only brings their texts. */
import type { Backend, CallOptions } from "../../backend/backend.ts";
import type { Context } from "../context.ts";
import { REF } from "../option.ts";
import type { Verb } from "../verb.ts";
import { type Identified, ownerOf, type PartKind, partCalled, showParts, showRemoved } from "./part.ts";

type Texts = Pick<Verb, "summary" | "examples" | "notes" | "json" | "output">;

/** `backside contacts channel list REF` */
export function listVerb<Row extends Identified>(kind: PartKind<Row>, texts: Texts): Verb {
  return {
    name: "list",
    ...texts,
    errors: { not_found: "nobody is called so", ambiguous: "more than one contact is" },
    effect: "read",
    operations: ["contacts.resolve", `${kind.plural}.list`],
    build: (command, context) => command.argument("<ref>", REF).action((ref: string) => showParts(context, kind, ref)),
  };
}

type Removal<Row> = Texts & {
  /** How the command line names a part. */
  part: string;
  /** Removes the part of the contact, and answers it as it was. */
  remove(backend: Backend, contact_id: string, part: Row, options: CallOptions): Promise<Row>;
};

/** `backside contacts channel remove REF CHANNEL` */
export function removeVerb<Row extends Identified>(
  kind: PartKind<Row>,
  { part, remove, ...texts }: Removal<Row>,
): Verb {
  return {
    name: "remove",
    ...texts,
    errors: {
      not_found: `nobody is called so, or the contact has no such ${kind.name}`,
      ambiguous: "a name has more than one meaning",
    },
    effect: "destructive",
    operations: ["contacts.resolve", `${kind.plural}.list`, `${kind.plural}.remove`],
    build: (command, context) =>
      command
        .argument("<ref>", REF)
        .argument(`<${kind.name}>`, part)
        .action((ref: string, name: string) => removeNamed(context, kind, remove, ref, name)),
  };
}

async function removeNamed<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  remove: Removal<Row>["remove"],
  ref: string,
  name: string,
): Promise<void> {
  const article = /^[aeiou]/.test(kind.name) ? "an" : "a";
  const contact = await ownerOf(context, ref, `remove ${article} ${kind.name}`);
  const part = await partCalled(context, kind, contact, name);
  const row = await remove(context.backend("write"), contact.id, part, context.writing());
  await showRemoved(context, kind, contact, row);
}
