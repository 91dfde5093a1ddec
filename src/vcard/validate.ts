/**
 * Whether a card keeps the rules of its own version: vCard 2.1 (versit), 3.0 (RFC 2426), 4.0 (RFC 6350 and those that
 * extend it). Reading is lenient and says what it had to guess; this says what a strict reader would refuse or miss.
 */
import type { Card, CardWarning, Property, Transfer, Version } from "./card.ts";
import { NOT_IN_2 } from "./later-names.ts";
import { isEmpty, toDraft } from "./mapping.ts";
import { ONCE, ONLY_IN_3, ONLY_IN_4, valueKind } from "./normal-form.ts";
import { parameterFaults } from "./validation/parameters.ts";
import { typeFaults } from "./validation/types.ts";
import { valueFaults } from "./validation/values.ts";
import { cardWarning, type Fault, quoted } from "./warnings.ts";

/** All there is to say about a card, by line: of the reader, of the mapping, and of the rules. */
export function lintCard(card: Card): CardWarning[] {
  const found = card.refused === null ? [...mappingWarnings(card), ...validate(card)] : refusal(card);
  const nested = card.nested.flatMap(lintCard);
  const known = new Set<string>();
  return [...found, ...nested]
    .filter(({ line, property, code }) => known.size < known.add(`${line} ${property} ${code}`).size)
    .sort((a, b) => a.line - b.line);
}

/** The rules alone. */
export function validate(card: Card): CardWarning[] {
  const { properties, version, transfers = [] } = card;
  const say = ({ line, name }: Property, faults: readonly Fault[]): CardWarning[] =>
    faults.map(([code, message]) => cardWarning(code, line, name, message));
  return [
    ...transfers.flatMap((transfer) =>
      transferFaults(transfer, version).map(([code, message]) =>
        cardWarning(code, transfer.line, transfer.property, message),
      ),
    ),
    ...properties.flatMap((property) => say(property, faultsOf(property, version))),
    ...repeated(properties, version).flatMap((property) => say(property, [["repeated_property"]])),
  ];
}

function refusal(card: Card): CardWarning[] {
  const isTold = card.warnings.some(({ code }) => code === "too_large");
  return isTold ? card.warnings : [...card.warnings, cardWarning("empty_card", card.first_line)];
}

/** A second BDAY or N is told by the rules, which know of ALTID. */
function mappingWarnings(card: Card): CardWarning[] {
  const { draft, warnings } = toDraft(card, { region: null });
  const told = warnings.filter(({ code, property }) => code !== "repeated_property" || property === "VERSION");
  return isEmpty(draft) ? [...told, cardWarning("empty_card", card.first_line)] : told;
}

function faultsOf(property: Property, version: Version): Fault[] {
  const { name } = property;
  if (!isStandard(name)) {
    if (name.startsWith("X-")) return parameterFaults(property, version).filter(([code]) => code === "bad_parameter");
    return [["bad_name", "The property is none of vCard; names of one's own begin with X-."]];
  }
  if (FOREIGN[version].has(name)) return [["not_in_version", `vCard ${version} has no ${name}.`]];
  return [...parameterFaults(property, version), ...typeFaults(property, version), ...valueFaults(property, version)];
}

function isStandard(name: string): boolean {
  return !name.startsWith("X-") && (valueKind(name, []) !== undefined || ONCE.has(name) || UNSTRUCTURED.has(name));
}

/** Standard properties whose values are taken as they stand. */
const UNSTRUCTURED: ReadonlySet<string> = new Set(["CLIENTPIDMAP", "JSPROP", "CAPURI"]);

/** Writing keeps AGENT out of 2.1 and CATEGORIES and PRODID in it, since everybody does; the text of versit does not. */
const FOREIGN: Readonly<Record<Version, ReadonlySet<string>>> = {
  "4.0": ONLY_IN_3,
  "3.0": ONLY_IN_4,
  "2.1": new Set([...ONLY_IN_4, ...NOT_IN_2, "CATEGORIES", "PRODID"].filter((name) => name !== "AGENT")),
};

/** RFC 2426 section 5 has neither bare types nor CHARSET; RFC 6350 section 3.1 has UTF-8 only, and no encoding. */
function transferFaults({ bare, encoding, charset }: Transfer, version: Version): Fault[] {
  if (version === "2.1")
    return encoding?.toLowerCase() === "b" ? [["not_in_version", "vCard 2.1 calls it ENCODING=BASE64."]] : [];
  const foreign = (what: string): Fault => ["not_in_version", `vCard ${version} has no ${what}.`];
  const isB = encoding?.toLowerCase() === "b";
  return [
    ...(charset === null ? [] : [foreign("CHARSET: its text is UTF-8")]),
    ...(encoding === null || (isB && version === "3.0") ? [] : [foreign(`ENCODING=${quoted(encoding)}`)]),
    ...(bare ? [foreign("parameters without a name; TYPE=HOME")] : []),
  ];
}

/** The second and further ones of what a card has once; those with one ALTID are one (RFC 6350 section 5.4). */
function repeated(properties: readonly Property[], version: Version): Property[] {
  const seen = new Map<string, Set<string | null>>();
  return properties.filter(({ name, params }) => {
    const plain = name === "X-ADDRESSBOOKSERVER-KIND" ? "KIND" : name;
    if (!ONCE.has(plain) || (plain === "TZ" && version === "4.0")) return false;
    const altid = params.find((param) => param.name === "ALTID")?.values[0] ?? null;
    const others = seen.get(plain);
    if (others === undefined) seen.set(plain, new Set([altid]));
    return others !== undefined && (altid === null || !others.has(altid));
  });
}
