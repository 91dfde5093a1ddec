/** JSContact: files of one Card, of an array of them, or of one a line. RFC 9553, by way of vCard as RFC 9555 has it. */
import type { Json, JsonObject } from "../../domain/json.ts";
import { formatLine, type Line, parseLine } from "../../vcard/content-line.ts";
import { TARGETS } from "../../vcard/versions.ts";
import { linesOf } from "../../vcard/writer.ts";
import type { FormatOptions, FormatWriter, FoundContact } from "../format.ts";
import { isOneLine } from "../jcard/property.ts";
import { readContacts } from "../json/contacts.ts";
import { canonical, isObject } from "./json.ts";
import { cardOf } from "./to-card.ts";
import { linesOfCard } from "./to-lines.ts";

/** @throws invalid_input for a file without a Card */
export function readJscontact(
  source: AsyncIterable<Uint8Array>,
  options: FormatOptions,
): AsyncGenerator<FoundContact[]> {
  return readContacts(source, options, "JSContact", linesOfJson);
}

export const jscontactWriter: FormatWriter = {
  begin: "[\n",
  contact({ contact, photo, members }, { now, product }) {
    const lines = linesOf(contact, { photo, members }, TARGETS["4.0"]);
    const { uid, kind, ...others } = cardOf(lines);
    const card = { ...(uid !== undefined && { uid }), ...(kind !== undefined && { kind }), ...others };
    const head = { "@type": "Card", version: "1.0", prodId: product, updated: now.replace(/\.\d+/, "") };
    return JSON.stringify({ ...head, ...card, ...difference(card, lines) });
  },
  between: ",\n",
  end: "\n]\n",
};

/**
 * Vendor properties of ours (RFC 9553 section 1.8.1), there only where a Card read again would give other lines: their
 * order, or else the lines. They count as long as they say what the Card says.
 */
const ORDER = "backside.app:order";
const LINES = "backside.app:lines";

function difference(card: JsonObject, lines: readonly Line[]): JsonObject {
  const wanted = lines.map(formatLine);
  const given = linesOfCard(card).map(formatLine);
  if (wanted.length === given.length && wanted.every((line, index) => line === given[index])) return {};
  const places = new Map<string, number[]>();
  for (const [index, line] of [...given.entries()].reverse()) {
    const others = places.get(line);
    if (others === undefined) places.set(line, [index]);
    else others.push(index);
  }
  const order = wanted.map((line) => places.get(line)?.pop() ?? -1);
  return given.length === wanted.length && !order.includes(-1) ? { [ORDER]: order } : { [LINES]: wanted };
}

/** Null for what is no Card. */
function linesOfJson(value: unknown): Line[] | null {
  if (!isObject(value) || !(CARD_TYPES.has(value["@type"] ?? "Card") && KNOWN.some((key) => key in value))) return null;
  const { [ORDER]: order, [LINES]: written, ...card } = value["@type"] === "CardGroup" ? cardOfGroup(value) : value;
  const exact = Array.isArray(written) ? linesAsWritten(written, card) : null;
  if (exact !== null) return exact;
  const lines = linesOfCard(card);
  if (!Array.isArray(order) || order.length !== lines.length || new Set(order).size !== order.length) return lines;
  const sorted = order.map((index) => (typeof index === "number" ? lines[index] : undefined));
  return sorted.includes(undefined) ? lines : (sorted as Line[]);
}

/** The lines a Card was made of, unless somebody has changed it since. */
function linesAsWritten(written: readonly Json[], card: JsonObject): Line[] | null {
  if (!written.every((text) => typeof text === "string" && isOneLine(text))) return null;
  const lines = written.map((text) => parseLine(String(text))).map((line) => ({ ...line, value: line.value ?? "" }));
  const { "@type": _type, version: _version, prodId: _prodId, updated: _updated, ...said } = card;
  return canonical(cardOf(lines)) === canonical(said) ? lines : null;
}

/** A CardGroup of the drafts before RFC 9553: a Card of kind group, the group's own details in `card`. */
function cardOfGroup({ card, "@type": _type, ...group }: JsonObject): JsonObject {
  const { "@type": _card, ...own } = isObject(card) ? card : {};
  return { kind: "group", ...own, ...group };
}

const CARD_TYPES: ReadonlySet<Json> = new Set<Json>(["Card", "CardGroup"]);
/** A Card has one of these. */
const KNOWN: readonly string[] =
  "uid version name emails phones organizations onlineServices addresses members nicknames notes".split(" ");
