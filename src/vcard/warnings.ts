import type { CardWarning } from "./card.ts";

/** Every warning about a card, each with its sentence. Reader, mapping and lint share this list. */
export const WARNINGS = {
  // Lines and cards
  line_without_colon: "The line has no colon and was skipped.",
  text_outside_card: "Text outside of a card was skipped.",
  missing_end: "The card has no END:VCARD; it was closed where the next one begins or the file ends.",
  nested_card: "A card stands inside another one; both were taken.",
  missing_version: "The card has no VERSION; it was guessed.",
  unknown_version: "The VERSION is not 2.1, 3.0 or 4.0; it was guessed.",
  empty_card: "The card is empty.",
  too_large: "The card is larger than the limits allow and was refused.",
  too_deep: "An AGENT card inside an AGENT card was kept as text.",
  // Encodings
  bad_quoted_printable:
    "The quoted-printable text has an equals sign without two hexadecimal digits; it was kept as text.",
  dangling_soft_break: "The quoted-printable text ends in a line break that nothing continues.",
  bad_base64: "The value is not base64; it was kept as text.",
  unknown_charset: "The character set is not known; another one was used.",
  guessed_charset: "The text is neither UTF-8 nor has it a CHARSET; windows-1252 was used.",
  invalid_utf8: "Some bytes are not text in the declared character set; they were replaced.",
  control_character: "Control characters were removed.",
  // Names and parameters
  bad_name: "The name of the property or its group has characters that do not belong there.",
  bad_parameter: "A parameter is not well-formed.",
  unknown_type: "The TYPE is not known for this property.",
  not_in_version: "The property, parameter or value belongs to another version of vCard.",
  // Values
  bad_date: "The date cannot be read; it was kept as text.",
  bad_uri: "The address is not a URI; it was kept as text.",
  bad_geo: "The coordinates cannot be read; they were kept.",
  not_an_image: "The PHOTO does not hold an image.",
  photo_left_out: "The photo is larger than --max-photo allows and was left out.",
  text_date: "Only version 4.0 has dates as text.",
  partial_date: "Only version 4.0 has dates without a day, month or year.",
  empty_property: "The property has no value.",
  repeated_property: "The property may occur once only.",
  // The card as a whole
  missing_fn: "The card has no FN.",
  missing_n: "The card has no N.",
  member_without_group: "A MEMBER needs KIND:group.",
} as const;

/** A code of the table above. */
export type WarningCode = keyof typeof WARNINGS;

/** What is wrong with a property, and the sentence that says so where that of the table says less. */
export type Fault = readonly [code: WarningCode, message?: string];

/** What every reader takes, and nobody loses anything by. */
const NOTES: ReadonlySet<string> = new Set<WarningCode>(["text_outside_card", "unknown_type", "empty_property"]);

export function levelOf(code: string): "note" | "warning" {
  return NOTES.has(code) ? "note" : "warning";
}

/** A word of a card within a sentence: as much of it as tells which one is meant. */
export function quoted(word: string): string {
  return word.length <= 40 ? word : `${word.slice(0, 40)}\u2026`;
}

/** Makes a warning; `message` replaces the sentence of the table where more is known. */
export function cardWarning(
  code: WarningCode,
  line: number,
  property: string | null = null,
  message: string = WARNINGS[code],
): CardWarning {
  return { line, property, code, message };
}
