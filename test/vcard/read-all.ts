import type { Card, CardWarning, Property } from "../../src/vcard/card.ts";
import { type ReadOptions, readCards } from "../../src/vcard/reader.ts";

/** Everything the reader makes of a file: strings are latin1, one character per byte. */
export async function readAll(
  source: string | Iterable<Uint8Array>,
  options: ReadOptions = {},
): Promise<{ cards: Card[]; outside: CardWarning[] }> {
  const outside: CardWarning[] = [];
  const cards: Card[] = [];
  const chunks = typeof source === "string" ? [Buffer.from(source, "latin1")] : source;
  for await (const batch of readCards(chunks, { ...options, onWarning: (warning) => outside.push(warning) })) {
    cards.push(...batch);
  }
  return { cards, outside };
}

/** The one card of these lines, with BEGIN, VERSION and END around them. */
export async function readCard(lines: string[], version = "3.0", options: ReadOptions = {}): Promise<Card> {
  const text = ["BEGIN:VCARD", `VERSION:${version}`, ...lines, "END:VCARD", ""].join("\r\n");
  const { cards, outside } = await readAll(text, options);
  const [card] = cards;
  if (cards.length !== 1 || card === undefined || outside.length > 0) throw new Error(`read ${cards.length} cards`);
  return card;
}

/** The first property of the lines. */
export async function readProperty(lines: string | string[], version = "3.0"): Promise<Property> {
  const [property] = (await readCard([lines].flat(), version)).properties;
  if (property === undefined) throw new Error("no property");
  return property;
}

/** The value of the first property. */
export async function readValue(lines: string | string[], version = "3.0"): Promise<string> {
  return (await readProperty(lines, version)).value;
}

/** The codes of a card's warnings. */
export function codes(card: Card | undefined): string[] {
  return (card?.warnings ?? []).map((warning) => warning.code);
}

/** Text as the bytes of UTF-8, one character each. */
export function utf8(text: string): string {
  return Buffer.from(text, "utf8").toString("latin1");
}
