/** Putting tags on contacts and taking them off, as one operation; `tag` and `untag` share it. */
import type { Backend } from "../../backend/backend.ts";
import { canonicalEmail } from "../../domain/channel.ts";
import type { Contact } from "../../domain/entities.ts";
import { usageError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { foldedName } from "../../domain/search-text.ts";
import type { Part } from "../../domain/shapes.ts";
import { isVisible } from "../../domain/visible.ts";
import { type GotContact, getContact } from "../../operations/contacts/get.ts";
import { resolveContact } from "../../operations/contacts/resolve.ts";
import { type Tagged, tagContact } from "../../operations/contacts/tag.ts";
import { untagContact } from "../../operations/contacts/untag.ts";
import { listTags } from "../../operations/tags/list.ts";
import { CONTACT_COLUMNS, type ListedContact } from "../../render/contact.ts";
import { plural } from "../../render/time.ts";
import { definitionNamed, definitionOrNull } from "../../workflows/definitions.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showWritten } from "../records.ts";
import { showBulk } from "./bulk.ts";
import { contactView } from "./rows.ts";
import { type TargetOptions, targetsOf, whomOf } from "./targets.ts";

export type Tagging = {
  name: "tag" | "untag";
  refs: readonly string[];
  add: readonly string[];
  remove: readonly string[];
};

/** A tag named on the command line; one that is not there yet has no id before it is first put on. */
type Named = { name: string; id: string | null; made: boolean };

type Done = { changed: string[]; added: Named[]; removed: Named[]; contact: GotContact | null };

export async function showTagging(context: Context, tagging: Tagging, options: TargetOptions): Promise<void> {
  checkTags(tagging);
  const { name, refs } = tagging;
  const view = contactView(context, []);
  const targets = await targetsOf(context, refs, options, { verb: name, destructive: false });
  const [first] = targets.contacts;
  const alone = refs.length === 1 ? first : undefined;
  const done = await context
    .backend("write")
    .batch(`contacts.${name}`, (backend) => apply(backend, tagging, targets.contacts, alone && (view.include ?? [])), {
      ...context.writing(),
    });
  const line = lineOf(context, targets.contacts, done, tagging);
  if (!done.contact) return showBulk(context, targets, done.changed, line);
  const record = done.contact as GotContact & ListedContact;
  await showWritten(context, {
    record,
    id: record.id,
    outcome: done.changed.length > 0 ? "changed" : "unchanged",
    line,
    view: { fields: view.fields, columns: CONTACT_COLUMNS },
  });
}

/** `tag ada bob@example.org vip` puts no tag of that name on Ada: it is a contact who was meant. @throws usage */
export async function refuseContacts(context: Context, words: readonly string[]): Promise<void> {
  const suspects = words.filter((word) => UUID.test(word.trim()) || canonicalEmail(word) !== null);
  if (suspects.length === 0 || context.missingStore() !== null) return;
  const backend = context.backend("write");
  for (const word of suspects) {
    if (await definitionOrNull(backend, listTags, word)) continue;
    // An id that nobody has is a tag's that is gone.
    if (!UUID.test(word) || (await backend.call(resolveContact, { ref: word })).by === "id") refuse(word);
  }
}

function refuse(word: string | undefined): void {
  if (word === undefined) return;
  throw usageError(
    `${quoted(word)} is the id or e-mail of a contact, not a name for a new tag`,
    "several contacts are tagged with --add: `backside contacts tag REF… --add TAG`",
  );
}

function checkTags({ add, remove }: Tagging): void {
  const named = [...add, ...remove];
  if (named.length === 0) throw usageError("no tag is named", "backside contacts tag REF TAG…");
  if (!named.every(isVisible)) throw usageError("a tag needs a name");
  const both = add.find((word) => remove.some((other) => foldedName(other) === foldedName(word)));
  if (both !== undefined) throw usageError(`${quoted(both)} is both to be put on and taken off`);
}

/** @param parts of the one contact to be answered; undefined for the report on many */
async function apply(
  backend: Backend,
  { add, remove }: Tagging,
  contacts: readonly Contact[],
  parts: Part[] | undefined,
): Promise<Done> {
  const added = await Promise.all(distinct(add).map((word) => tagOrNew(backend, word)));
  const removed = await Promise.all(distinct(remove).map((word) => definitionNamed(backend, listTags, "tag", word)));
  const done: Done = { changed: [], added, removed: removed.map((tag) => ({ ...tag, made: false })), contact: null };
  for (const { id } of contacts) {
    const results: Tagged[] = [];
    for (const tag of done.added) results.push(await putOn(backend, id, tag));
    for (const { id: tag_id } of removed) results.push(await backend.call(untagContact, { id, tag_id }));
    if (results.some(({ changed }) => changed)) done.changed.push(id);
    if (parts) done.contact = await backend.call(getContact, { id, include: parts });
  }
  return done;
}

/** The tags named, each once. */
function distinct(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [foldedName(name), name])).values()];
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

async function tagOrNew(backend: Backend, word: string): Promise<Named> {
  // What looks like an id is one, and no name for a new tag.
  const known = await (UUID.test(word)
    ? definitionNamed(backend, listTags, "tag", word)
    : definitionOrNull(backend, listTags, word));
  return known ? { name: known.name, id: known.id, made: false } : { name: word, id: null, made: true };
}

async function putOn(backend: Backend, id: string, tag: Named): Promise<Tagged> {
  const result = await backend.call(tagContact, tag.id === null ? { id, name: tag.name } : { id, tag_id: tag.id });
  tag.id = result.tag.id;
  tag.name = result.tag.name;
  return result;
}

/** `Tagged Ada Lovelace vip`, `Tagged 12 contacts customer, no longer lead; 3 were so already`. */
function lineOf(
  context: Context,
  contacts: readonly Contact[],
  { changed, added, removed }: Done,
  { refs }: Tagging,
): string {
  const [first] = contacts;
  const who = contacts.length === 1 && first ? first.display_name : plural(contacts.length, "contact");
  if (changed.length === 0) return unchangedLine(who, contacts.length, added, removed);
  const count = contacts.length === 1 ? who : plural(changed.length, "contact");
  const names = (tags: readonly Named[]) => tags.map(nameOf).join(", ");
  const untagged = removed.length === 0 ? "" : names(removed);
  const steps =
    added.length === 0
      ? `${did(context, "Untagged", "untag")} ${count} ${untagged}`
      : `${did(context, "Tagged", "tag")} ${count} ${names(added)}${untagged && `, no longer ${untagged}`}`;
  const rest = contacts.length - changed.length;
  const whom =
    contacts.length === 1
      ? ""
      : whomOf(
          context,
          contacts.filter(({ id }) => changed.includes(id)),
        );
  const others = rest > 0 && refs.length !== 1 ? `; ${rest} ${rest === 1 ? "was" : "were"} so already` : "";
  return steps + whom + others;
}

function unchangedLine(who: string, count: number, added: readonly Named[], removed: readonly Named[]): string {
  if (count === 0) return "No contact matches";
  const names = (tags: readonly Named[]) => tags.map(({ name }) => name).join(", ");
  const one = count === 1;
  const has = added.length > 0 ? [`${one ? "has" : "have"} ${names(added)} already`] : [];
  const not = removed.length > 0 ? [`${one ? "does" : "do"} not have ${names(removed)}`] : [];
  return `${who} ${[...has, ...not].join(" and ")}`;
}

function nameOf({ name, made }: Named): string {
  return made ? `${name} (a new tag)` : name;
}
