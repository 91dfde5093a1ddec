/** Parts of a contact at the command line: whose they are, which one is meant, and what was done to it. */
import type { Backend } from "../../backend/backend.ts";
import type { Contact } from "../../domain/entities.ts";
import { BacksideError, notFound } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { fold } from "../../domain/search-text.ts";
import { parseFields } from "../../render/fields.ts";
import type { PartLook } from "../../render/parts.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { showRecords, showWritten, type View } from "../records.ts";
import { oneRef } from "./each.ts";
import { targetsOf } from "./targets.ts";

/** All that the verbs of one kind of part have in common. */
export type PartKind<Row> = {
  /** As the command line calls it: `channel`, and several of them. */
  name: string;
  plural: string;
  /** The fields of `--json`. */
  keys: readonly string[];
  look: PartLook<Row>;
  /** A contact's parts, in order. */
  list(backend: Backend, id: string): Promise<Row[]>;
  /** Tells whether a part bears the name. */
  calledSo(name: string, context: Context): Promise<(row: Row) => boolean>;
};

export type Identified = { id: string };

/** `contacts channel list REF` */
export async function showParts<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  ref: string,
): Promise<void> {
  const view = viewOf(context, kind);
  const contact = await oneRef(context, ref);
  const rows = await kind.list(context.backend("read"), contact.id);
  await showRecords(context, rows, view);
  if (rows.length === 0 && context.form() === "table")
    await context.note(`${contact.display_name} has no ${kind.plural}`);
}

/** The one contact that a verb changes. @param doing for the question whether it is meant: `add a channel` */
export async function ownerOf(context: Context, ref: string, doing: string): Promise<Contact> {
  // Opening a store to write makes one, where nobody can be found.
  const missing = context.missingStore();
  if (missing !== null) throw notFound(`no contact is called ${quoted(ref)}`, missing);
  const { contacts } = await targetsOf(context, [ref], {}, { verb: doing, destructive: false });
  const [contact] = contacts;
  if (!contact) throw notFound(`no contact is called ${quoted(ref)}`);
  return contact;
}

const ID_PREFIX = /^[0-9a-f][0-9a-f-]{3,35}$/i;

/** The part that is called so: by its id, a unique start of it, or a name of its kind. @throws not_found, ambiguous */
export async function partCalled<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  contact: Contact,
  name: string,
): Promise<Row> {
  const rows = await kind.list(context.backend("write"), contact.id);
  const begins = (row: Row) => ID_PREFIX.test(name) && row.id.startsWith(name.toLowerCase());
  const calledSo = await kind.calledSo(name, context);
  const met = rows.filter((row) => row.id === name.toLowerCase() || begins(row) || calledSo(row));
  const [first, ...others] = met;
  const list = `backside contacts ${kind.name} list ${contact.id}`;
  if (!first) {
    throw new BacksideError("not_found", `${contact.display_name} has no ${kind.name} ${quoted(name)}`, {
      hint: rows.length === 0 ? null : `\`${list}\` shows those it has`,
      details: { ref: name, contact_id: contact.id },
    });
  }
  if (others.length === 0) return first;
  if (context.mayPrompt()) return pickPart(context, kind, met);
  throw new BacksideError("ambiguous", `${quoted(name)} may be any of ${met.length} ${kind.plural}`, {
    hint: `name one by its id; \`${list} --json\` shows them`,
    details: { ref: name, candidates: met.map((row) => ({ id: row.id, text: kind.look.text(row) })) },
  });
}

async function pickPart<Row extends Identified>(
  context: Context,
  { name, look }: PartKind<Row>,
  rows: readonly Row[],
): Promise<Row> {
  const { pick } = await import("../../prompt.ts");
  const choices = rows.map((row) => ({ value: row, name: look.text(row), note: row.id }));
  return pick(context.io, `Which ${name}?`, choices);
}

/** Names are compared without regard to case and accents. */
export function sameName(one: string | null, other: string): boolean {
  return one !== null && fold(one).trim() === fold(other).trim();
}

/** `Added email ada@example.org to Ada Lovelace` */
export async function showAdded<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  contact: Contact,
  row: Row,
  remark = "",
): Promise<void> {
  const line = `${did(context, "Added", "add")} ${kind.look.text(row)}${remark} to ${contact.display_name}`;
  await showWritten(context, { record: row, id: row.id, outcome: "made", line, view: viewOf(context, kind) });
}

/** `Removed email ada@example.org from Ada Lovelace` */
export async function showRemoved<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  contact: Contact,
  row: Row,
): Promise<void> {
  const line = `${did(context, "Removed", "remove")} ${kind.look.text(row)} from ${contact.display_name}`;
  await showWritten(context, { record: row, id: row.id, outcome: "changed", line, view: viewOf(context, kind) });
}

/** `Changed email ada@example.org of Ada Lovelace`, where it was a change. */
export async function showChange<Row extends Identified>(
  context: Context,
  kind: PartKind<Row>,
  contact: Contact,
  before: Row,
  after: Row,
  remark = "",
): Promise<void> {
  const changed = JSON.stringify(before) !== JSON.stringify(after);
  const what = `${kind.look.text(after)}${remark} of ${contact.display_name}`;
  const line = changed ? `${did(context, "Changed", "change")} ${what}` : `${what} is so already`;
  await showWritten(context, {
    record: after,
    id: after.id,
    outcome: changed ? "changed" : "unchanged",
    line,
    view: viewOf(context, kind),
  });
}

function viewOf<Row>(context: Context, { keys, look }: PartKind<Row>): View<Row> {
  const { fields } = context.options();
  return {
    fields: fields === undefined ? null : parseFields(fields, [...keys, "metadata.*"]),
    columns: look.columns,
    table: (rows) => {
      const telling = look.table.filter(({ text }) => rows.some((row) => text(row) !== ""));
      return telling.length > 0 ? telling : look.table;
    },
  };
}
