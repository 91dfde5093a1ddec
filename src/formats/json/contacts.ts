/** Elements of a JSON file → contacts, by way of a card of version 4.0, so that what nobody models is kept. */
import { BacksideError } from "../../domain/errors.ts";
import type { Card, Property } from "../../vcard/card.ts";
import { formatLine, type Line } from "../../vcard/content-line.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";
import { digest } from "../../vcard/open-card.ts";
import { cardWarning } from "../../vcard/warnings.ts";
import type { FormatOptions, FoundContact } from "../format.ts";
import { draftOfCard } from "../vcard.ts";
import { type JsonElement, readElements } from "./elements.ts";

/** What a format makes of a JSON value: its content lines, or null for one that is no contact of the format. */
export type LinesOfJson = (value: unknown) => Line[] | null;

/**
 * The contacts of a file. Elements that are none fail one by one, as soon as another one is.
 * @param name what the format is called
 * @throws invalid_input when no element is a contact
 */
export async function* readContacts(
  source: AsyncIterable<Uint8Array>,
  { charset, region }: FormatOptions,
  name: string,
  linesOf: LinesOfJson,
): AsyncGenerator<FoundContact[]> {
  let waiting: FoundContact[] | null = [];
  for await (const elements of readElements(source, charset)) {
    const cards = elements.map((element) => cardOf(element, name, linesOf));
    const contacts = cards.map((card) => found(card, region));
    if (waiting === null) yield contacts;
    else {
      for (const contact of contacts) waiting.push(contact);
      if (cards.every(({ refused }) => refused !== null) && waiting.length < MOST_WAITING) continue;
      yield waiting;
      waiting = null;
    }
  }
  if (waiting === null) return;
  const [first] = waiting;
  const reason = first === undefined ? "there is no contact in it" : first.read().failure;
  throw new BacksideError("invalid_input", `the file is not ${name}: ${reason}`, {
    hint: "--format says what it is; nothing was changed",
    details: { line: first?.line ?? 0 },
  });
}

function found(card: Card, region: string | null): FoundContact {
  return {
    line: card.first_line,
    index: card.index,
    digest: card.refused === null ? card.digest : null,
    read: () => draftOfCard(card, region),
  };
}

function cardOf({ line, index, value, failure, warnings }: JsonElement, name: string, linesOf: LinesOfJson): Card {
  const lines = failure === null ? linesOf(value) : null;
  const refused = failure ?? (lines === null ? `The value is not a contact as ${name} has it.` : excess(lines));
  const properties = refused === null && lines !== null ? lines.map((one) => propertyOf(one, line)) : [];
  if (lines?.some((one, at) => one.value.length !== properties[at]?.value.length && refused === null))
    warnings.push(cardWarning("control_character", line));
  return {
    version: "4.0",
    properties,
    nested: [],
    first_line: line,
    last_line: line,
    index,
    warnings,
    refused,
    digest: digestOf(name, refused === null && lines !== null ? lines : []),
  };
}

/** As of a card read from a file: everything counts but what every export writes anew. */
function digestOf(name: string, lines: readonly Line[]): string {
  const stable = lines.filter((line) => line.name !== "REV" && line.name !== "PRODID");
  return digest([name, ...stable.map(formatLine)].join("\n"));
}

function propertyOf({ group, name, original, params, value }: Line, line: number): Property {
  return {
    group,
    name,
    original,
    params: params.map((param) => ({ name: param.name, values: param.values.map(clean) })),
    value: clean(value),
    bytes: null,
    line,
  };
}

function clean(text: string): string {
  return text.toWellFormed().replace(CONTROL, "");
}

/** Why a contact is beyond the limits of a card; null when it is not. */
function excess(lines: readonly Line[]): string | null {
  const { properties, parameters, value, line: long, photo } = DEFAULT_LIMITS;
  if (lines.length > properties) return `The contact has more than ${properties} properties.`;
  for (const line of lines) {
    if (line.params.length > parameters) return `A property has more than ${parameters} parameters.`;
    const isData = /^data:/i.test(line.value);
    if (line.value.length > (isData || line.name === "JSPROP" ? long : value))
      return `A value is longer than ${isData ? long : value} bytes.`;
    if (isData && line.value.length * 0.75 > photo) return `A decoded value is larger than ${photo} bytes.`;
  }
  return null;
}

const MOST_WAITING = 1000;
/** As the reader of vCards: all but tabs and line ends. */
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
