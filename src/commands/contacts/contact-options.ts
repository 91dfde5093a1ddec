/** The options that say what a contact shall be; `create` and `update` share them. */
import type { Command } from "commander";
import type { ContactKind } from "../../domain/draft.ts";
import { BacksideError, badRequest, usageError } from "../../domain/errors.ts";
import { nearest } from "../../domain/nearest.ts";
import { quoted } from "../../domain/quoted.ts";
import { keyOfPrototype } from "../../domain/schema.ts";
import { KINDS, NULLABLE_FIELDS, type NullableField } from "../../operations/contacts/contact-fields.ts";
import { type ContactChanges, EMPTIED, noChanges } from "../../workflows/contact-changes.ts";
import type { Context } from "../context.ts";
import { once, oneOf, repeated } from "../option.ts";
import { labelled, parseAddress, parseChannel, parseDate } from "./part-values.ts";

export type ContactOptions = {
  name?: string;
  kind?: ContactKind;
  email?: string[];
  phone?: string[];
  url?: string[];
  channel?: string[];
  address?: string[];
  birthday?: string;
  date?: string[];
  org?: string;
  title?: string;
  department?: string;
  role?: string;
  tag?: string[];
  metadata?: string[];
  set?: string[];
  fromJson?: string;
  clear?: string[];
} & { [F in keyof typeof FIELD_OPTIONS]?: string };

/** Options that are a field each, by the name that commander gives them. */
const FIELD_OPTIONS = {
  given: "given_name",
  middle: "middle_name",
  family: "family_name",
  prefix: "prefix",
  suffix: "suffix",
  nickname: "nickname",
  bio: "bio",
  avatarUrl: "avatar_url",
  language: "language",
  timezone: "timezone",
  uid: "vcard_uid",
} as const satisfies Record<string, NullableField>;

const PLAIN_FIELDS = ["display_name", "kind", ...(Object.keys(NULLABLE_FIELDS) as NullableField[])] as const;

export function contactOptions(command: Command): Command {
  return command
    .option("--kind <kind>", "person, organization or group", oneOf("--kind", KINDS))
    .option("--name <name>", "display name", once("--name"))
    .option("--given <name>", "given name", once("--given"))
    .option("--middle <name>", "middle name", once("--middle"))
    .option("--family <name>", "family name", once("--family"))
    .option("--prefix <text>", "title before the name, such as Dr.", once("--prefix"))
    .option("--suffix <text>", "what follows the name, such as Jr.", once("--suffix"))
    .option("--nickname <name>", "nickname", once("--nickname"))
    .option("--email <address>", "e-mail, with a label or without: work:ada@example.org; repeatable", repeated)
    .option("--phone <number>", "phone number, with a label or without; repeatable", repeated)
    .option("--url <address>", "web address, with a label or without; repeatable", repeated)
    .option(
      "--channel <type:value>",
      "any other channel: twitter:ada, matrix:work:@ada:example.org; repeatable",
      repeated,
    )
    .option("--address <text>", '"1 Main St, Springfield, IL 62701, US"; repeatable', repeated)
    .option("--birthday <date>", "1990-04-12, or 04-12 without a year", once("--birthday"))
    .option("--date <type=date>", "another date: anniversary=2015-06-20; repeatable", repeated)
    .option("--org <name>", "organization that the contact belongs to now; made when there is none", once("--org"))
    .option("--title <text>", "job title there", once("--title"))
    .option("--department <name>", "department there", once("--department"))
    .option("--role <text>", "role there", once("--role"))
    .option("--tag <name>", "tag; repeatable", repeated)
    .option("--bio <text>", "note", once("--bio"))
    .option("--avatar-url <address>", "address of a picture", once("--avatar-url"))
    .option("--language <code>", "language, such as en or pt-BR", once("--language"))
    .option("--timezone <name>", "time zone, such as Europe/Berlin", once("--timezone"))
    .option("--uid <text>", "UID of the contact's vCard", once("--uid"))
    .option("--metadata <key=value>", "a key of metadata; repeatable", repeated)
    .option("--set <field=value>", "any field by its name in JSON: given_name=Ada; repeatable", repeated)
    .option("--from-json <file>", "a contact as `contacts get --json` prints it; - reads standard input");
}

/** Options whose value goes into the lists of a contact, or to the end of everything: what `--clear` may name. */
export function clearOption(command: Command): Command {
  const names = [...Object.keys(NULLABLE_FIELDS), "metadata", ...EMPTIED];
  const read = (text: string, before: string[] = []): string[] => [...before, ...text.split(",").map(clearable)];
  return command.option(
    "--clear <field>",
    `empty a field, or a list before anything is added to it: ${names.join(", ")}, or metadata.KEY; repeatable`,
    Object.assign(read, { choices: names, list: true, repeats: true }),
  );
}

const CLEARABLE = new Map<string, string>([
  ...Object.keys(NULLABLE_FIELDS).map((name) => [name, name] as const),
  ...Object.entries(FIELD_OPTIONS).map(([option, field]) => [dashed(option), field] as const),
  ...["metadata", ...EMPTIED].map((name) => [name, name] as const),
]);

function clearable(text: string): string {
  const name = text.trim();
  if (/^metadata\../.test(name)) return name;
  const found = CLEARABLE.get(name);
  if (found !== undefined) return found;
  const known = [...CLEARABLE.values()];
  const meant = nearest(name, known);
  throw usageError(
    `--clear cannot empty ${quoted(name)}`,
    meant === null ? `it empties ${[...new Set(known)].join(", ")}` : `Did you mean ${meant}?`,
  );
}

/** What the options ask for. What a file says comes first, what the command line says stands over it. */
export async function changesOf(context: Context, options: ContactOptions): Promise<ContactChanges> {
  const changes = options.fromJson === undefined ? noChanges() : await fromJson(context, options.fromJson);
  addFields(changes, options);
  addParts(changes, options);
  for (const name of options.clear ?? []) clear(changes, name);
  return changes;
}

async function fromJson(context: Context, file: string): Promise<ContactChanges> {
  const { readContactJson } = await import("./contact-json.ts");
  const { changes, ignored } = await readContactJson(context.io, file);
  if (ignored.length > 0)
    await context.note(`not taken from ${file === "-" ? "standard input" : file}: ${ignored.join(", ")}`);
  return changes;
}

/** What an operation says of the value of a channel is said of the option that it came from. */
export async function namingOptions<T>(options: ContactOptions, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof BacksideError) || error.code !== "bad_request") throw error;
    const [, said, shown = ""] = /^value: (.*: (".*"))$/s.exec(error.message) ?? [];
    const option = (["email", "phone", "url"] as const).find((type) =>
      options[type]?.some((text) => quoted(labelled(text).value.trim()) === shown),
    );
    throw option === undefined ? error : badRequest(`--${option}: ${said}`, error.hint);
  }
}

function addFields({ fields }: ContactChanges, options: ContactOptions): void {
  for (const text of options.set ?? []) {
    const [name, value] = assigned("--set", text);
    fields[plainField(name)] = name === "kind" ? oneOf("--set kind", KINDS)(value) : (value as never);
  }
  for (const [option, field] of Object.entries(FIELD_OPTIONS)) {
    const value = options[option as keyof typeof FIELD_OPTIONS];
    if (value !== undefined) fields[field] = value;
  }
  if (options.name !== undefined) fields.display_name = options.name;
  if (options.kind !== undefined) fields.kind = options.kind;
  if (options.metadata) {
    const pairs = options.metadata.map((text) => assigned("--metadata", text));
    const refused = keyOfPrototype(Object.fromEntries(pairs));
    if (refused !== null) throw usageError(`--metadata: ${refused} cannot be a key`);
    fields.metadata = { ...fields.metadata, ...Object.fromEntries(pairs) };
  }
}

function plainField(name: string): (typeof PLAIN_FIELDS)[number] {
  const found = PLAIN_FIELDS.find((field) => field === name);
  if (found !== undefined) return found;
  const meant = nearest(name, PLAIN_FIELDS);
  throw usageError(
    `--set knows no field ${quoted(name)}`,
    meant === null ? `fields: ${PLAIN_FIELDS.join(", ")}` : `Did you mean ${meant}?`,
  );
}

function addParts(changes: ContactChanges, options: ContactOptions): void {
  for (const type of ["email", "phone", "url"] as const)
    for (const text of options[type] ?? []) changes.channels.push({ type, ...unlabelled(labelled(text)) });
  for (const text of options.channel ?? []) changes.channels.push(unlabelled(parseChannel(text)));
  for (const text of options.address ?? []) changes.addresses.push(parseAddress(text));
  if (options.birthday !== undefined) changes.dates.push({ date_type: "birthday", ...parseDate(options.birthday) });
  for (const text of options.date ?? []) {
    const [date_type, value] = assigned("--date", text);
    changes.dates.push({ date_type, ...parseDate(value) });
  }
  const { org, title, department, role } = options;
  const position = given({ organization_name: org, title, department, role });
  if (Object.keys(position).length > 0) changes.affiliations.push(position);
  changes.tags.push(...(options.tag ?? []));
}

function clear(changes: ContactChanges, name: string): void {
  const { fields } = changes;
  const list = EMPTIED.find((one) => one === name);
  if (list !== undefined) changes.emptied.push(list);
  else if (name.startsWith("metadata.")) fields.metadata = { ...fields.metadata, [name.slice(9)]: null };
  else if (fields[name as NullableField] === undefined) fields[name as NullableField] = null;
  else throw usageError(`${name} cannot be set and cleared at once`);
}

/** `anniversary=2015-06-20` → both sides. */
function assigned(option: string, text: string): [name: string, value: string] {
  const at = text.indexOf("=");
  if (at < 1) throw usageError(`${option} takes NAME=VALUE, not ${quoted(text)}`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}

/** No label is said of a channel that may have one. */
function unlabelled<T extends { label: string | null }>({ label, ...channel }: T) {
  return label === null ? channel : { ...channel, label };
}

function given<T extends object>(values: T): { [F in keyof T]?: NonNullable<T[F]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

/** `avatarUrl` → `avatar-url`. */
function dashed(option: string): string {
  return option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
