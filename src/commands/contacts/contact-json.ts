/** A contact object in a file or on standard input, as `contacts get --json` prints it → what is wanted of a contact. */
import fs from "node:fs";
import { BacksideError, badRequest, errnoOf } from "../../domain/errors.ts";
import type { Json, JsonObject } from "../../domain/json.ts";
import {
  ADDRESS_KEYS,
  AFFILIATION_KEYS,
  CHANNEL_KEYS,
  CONTACT_KEYS,
  DATE_KEYS,
  TAG_KEYS,
} from "../../domain/shapes.ts";
import type { Io } from "../../io.ts";
import { NULLABLE_FIELDS } from "../../operations/contacts/contact-fields.ts";
import { type ContactChanges, noChanges } from "../../workflows/contact-changes.ts";

type Read = {
  changes: ContactChanges;
  /** Keys that were there and are the store's to set. */
  ignored: string[];
};

/** @throws file_unreadable, bad_request */
export async function readContactJson(io: Io, file: string): Promise<Read> {
  if (file === "-" && io.stdin.isTTY) await io.err("reading a contact as JSON from the terminal; end with Ctrl-D\n");
  const place = file === "-" ? "standard input" : file;
  return contactOf(parsed(await textOf(io, file), place), place);
}

async function textOf(io: Io, file: string): Promise<string> {
  if (file !== "-") return fileText(file);
  const chunks: Uint8Array[] = [];
  for await (const chunk of io.stdin.stream()) chunks.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(chunks).toString();
}

function fileText(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch (cause) {
    const reason = errnoOf(cause) === "ENOENT" ? "there is no such file" : (errnoOf(cause) ?? String(cause));
    throw new BacksideError("file_unreadable", `cannot read ${file}: ${reason}`, { details: { file }, cause });
  }
}

function parsed(text: string, file: string): JsonObject {
  let value: Json;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw badRequest(`${file} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  if (Array.isArray(value))
    throw badRequest(`${file} holds a list; one contact object is wanted`, "`backside contacts import` takes many");
  return objectOf(value, file);
}

/** Set by the store, or read from others' rows. */
const OWN = ["id", "tenant_id", "contact_id", "created_at", "updated_at", "deleted_at", "_temporal"];
const PARTS = ["channels", "addresses", "dates", "affiliations", "tags"] as const;
/** Parts that `get --include` adds and that have commands of their own. */
const LINKS = ["relationships", "groups", "photo", "people"];

function contactOf(contact: JsonObject, file: string): Read {
  const changes = noChanges();
  const ignored = new Set<string>();
  const fields = picked(contact, file, {
    takes: ["display_name", "kind", ...Object.keys(NULLABLE_FIELDS), "metadata"],
    ignores: [...LINKS, ...CONTACT_KEYS, ...OWN],
    besides: PARTS,
    ignored,
  });
  changes.fields = fields as ContactChanges["fields"];
  const take = (name: (typeof PARTS)[number], keys: readonly string[], own: readonly string[], besides?: string) =>
    listOf(contact[name], name).map((part, at) =>
      picked(objectOf(part, `${name}[${at}]`), `${name}[${at}]`, {
        takes: [...keys.filter((key) => !OWN.includes(key) && !own.includes(key)), ...(besides ? [besides] : [])],
        ignores: [...OWN, ...own],
        ignored,
      }),
    );
  changes.channels = take("channels", CHANNEL_KEYS, COMPUTED).map(withoutNo) as ContactChanges["channels"];
  changes.addresses = take("addresses", ADDRESS_KEYS, COMPUTED).map(withoutNo) as ContactChanges["addresses"];
  changes.dates = take("dates", DATE_KEYS, []).map((date) => ({ ...UNKNOWN, ...date })) as ContactChanges["dates"];
  const affiliations = take("affiliations", AFFILIATION_KEYS, [], "organization_name");
  changes.affiliations = affiliations.map(byIdOrName) as ContactChanges["affiliations"];
  changes.tags = listOf(contact.tags, "tags").map((tag, at) => tagName(tag, `tags[${at}]`));
  return { changes, ignored: [...ignored] };
}

/** Follow from the other fields of a channel or an address. */
const COMPUTED = ["preference_order", "canonical_value", "key_version"];
const UNKNOWN = { date_year: null, date_month: null, date_day: null };

/** That a part is not the primary one follows from another one that is. */
function withoutNo(part: JsonObject): JsonObject {
  const { is_primary, is_verified, ...rest } = part;
  return { ...rest, ...(is_primary === true ? { is_primary } : {}), ...(is_verified === true ? { is_verified } : {}) };
}

/** The id says which organization it is; the name stands beside it for people. */
function byIdOrName({ organization_name, ...affiliation }: JsonObject): JsonObject {
  if (affiliation.organization_id !== undefined || organization_name === undefined) return affiliation;
  return { ...affiliation, organization_name };
}

function tagName(tag: Json, place: string): string {
  if (typeof tag === "string") return tag;
  const { name, ...rest } = objectOf(tag, place);
  const unknown = Object.keys(rest).filter((key) => !(TAG_KEYS as readonly string[]).includes(key));
  if (unknown.length > 0) throw unknownKeys(place, unknown);
  if (typeof name !== "string") throw badRequest(`${place}: a tag has a name`);
  return name;
}

type Picking = {
  takes: readonly string[];
  ignores: readonly string[];
  /** Neither taken here nor ignored. */
  besides?: readonly string[];
  /** Collects what was ignored. */
  ignored: Set<string>;
};

/** @throws bad_request naming the keys that nobody knows */
function picked(from: JsonObject, place: string, { takes, ignores, besides = [], ignored }: Picking): JsonObject {
  const unknown: string[] = [];
  const kept: JsonObject = {};
  for (const [key, value] of Object.entries(from)) {
    if (takes.includes(key)) kept[key] = value;
    else if (ignores.includes(key)) {
      if (value !== null) ignored.add(key);
    } else if (!besides.includes(key)) unknown.push(key);
  }
  if (unknown.length > 0) throw unknownKeys(place, unknown);
  return kept;
}

function unknownKeys(place: string, keys: readonly string[]): BacksideError {
  return new BacksideError("bad_request", `${place} has keys that no contact has: ${keys.join(", ")}`, {
    hint: "`backside contacts get REF --json` shows those there are",
    details: { fields: [...keys] },
  });
}

function objectOf(value: Json, place: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw badRequest(`${place} is not an object`);
}

function listOf(value: Json | undefined, place: string): Json[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value;
  throw badRequest(`${place} is not a list`);
}
