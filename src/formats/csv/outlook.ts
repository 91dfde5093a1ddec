/** The columns of Outlook's export, classic and on the web, in English and German. docs/csv.md has where they are from. */
import type { Column, Dialect } from "./column.ts";
import { GERMAN } from "./outlook-german.ts";

export const OUTLOOK: Dialect = {
  name: "outlook",
  column: (header) => COLUMNS.get(header) ?? COLUMNS.get(GERMAN.get(header) ?? "") ?? null,
  monthFirst: true,
  lists: false,
  defaults: new Set(["normal", "unspecified", "false", "keine angabe", "falsch", "0"]),
};

/** @param headers in lower case */
export function isOutlook(headers: readonly string[]): boolean {
  const english = headers.map((header) => GERMAN.get(header) ?? header);
  return english.some((header) => MARKS.has(header)) && english.filter((header) => COLUMNS.has(header)).length > 1;
}

/** Columns that nobody but Outlook calls so. */
const MARKS: ReadonlySet<string> = new Set([
  "e-mail address",
  "e-mail 2 address",
  "business phone",
  "business street",
  "home street",
  "company main phone",
  "mobile phone",
]);

/** Phone columns and the label each stands for. Two of one label are two values. */
export const OUTLOOK_PHONES: readonly (readonly [string, string])[] = [
  ["Assistant's Phone", "assistant"],
  ["Business Fax", "work fax"],
  ["Business Phone", "work"],
  ["Business Phone 2", "work"],
  ["Callback", "callback"],
  ["Car Phone", "car"],
  ["Company Main Phone", "company"],
  ["Home Fax", "home fax"],
  ["Home Phone", "home"],
  ["Home Phone 2", "home"],
  ["ISDN", "isdn"],
  ["Mobile Phone", "cell"],
  ["Other Fax", "fax"],
  ["Other Phone", "other"],
  ["Pager", "pager"],
  ["Primary Phone", "main"],
  ["Radio Phone", "radio"],
  ["TTY/TDD Phone", "textphone"],
  ["Telex", "telex"],
];

/** Address columns begin so; the label each stands for. */
export const OUTLOOK_PLACES: readonly (readonly [string, string])[] = [
  ["Business", "work"],
  ["Home", "home"],
  ["Other", "other"],
];

const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ["title", { part: "text", field: "prefix" }],
  ["first name", { part: "text", field: "given_name" }],
  ["middle name", { part: "text", field: "middle_name" }],
  ["last name", { part: "text", field: "family_name" }],
  ["suffix", { part: "text", field: "suffix" }],
  ["nickname", { part: "text", field: "nickname" }],
  ["notes", { part: "text", field: "bio" }],
  ["language", { part: "text", field: "language" }],
  ["company", { part: "affiliation", slot: "1", as: "organization_name" }],
  ["department", { part: "affiliation", slot: "1", as: "department" }],
  ["job title", { part: "affiliation", slot: "1", as: "title" }],
  ["categories", { part: "tags" }],
  ["given yomi", { part: "line", property: "X-PHONETIC-FIRST-NAME" }],
  ["surname yomi", { part: "line", property: "X-PHONETIC-LAST-NAME" }],
  ["company yomi", { part: "line", property: "X-PHONETIC-ORG" }],
  ["birthday", { part: "date", slot: "birthday", type: "birthday", label: null, as: "value" }],
  ["anniversary", { part: "date", slot: "anniversary", type: "anniversary", label: null, as: "value" }],
  ["web page", { part: "channel", slot: "web page", type: "url", label: null, as: "value" }],
  ["personal web page", { part: "channel", slot: "personal", type: "url", label: "home", as: "value" }],
  ["spouse", { part: "related", slot: "spouse", label: "spouse", as: "value" }],
  ["children", { part: "related", slot: "children", label: "child", as: "value" }],
  ["assistant's name", { part: "related", slot: "assistant", label: "assistant", as: "value" }],
  ["manager's name", { part: "related", slot: "manager", label: "manager", as: "value" }],
  ...["", " 2", " 3"].flatMap((number): [string, Column][] => [
    [`e-mail${number} address`, { part: "channel", slot: `1${number}`, type: "email", label: null, as: "value" }],
    [`e-mail${number} type`, { part: "skip" }], // SMTP, or EX for an address that is none
    [`e-mail${number} display name`, { part: "skip" }], // name and address once more
  ]),
  ...OUTLOOK_PHONES.map(([name, label]): [string, Column] => [
    name.toLowerCase(),
    { part: "channel", slot: name, type: "phone", label, as: "value" },
  ]),
  ["mobile phone 2", { part: "channel", slot: "Mobile Phone 2", type: "phone", label: "cell", as: "value" }],
  ...OUTLOOK_PLACES.flatMap(([name, label]) => addressColumns(name.toLowerCase(), label)),
]);

function addressColumns(place: string, label: string): [string, Column][] {
  const column = (as: Extract<Column, { part: "address" }>["as"]): Column => ({
    part: "address",
    slot: place,
    label,
    as,
  });
  return [
    [`${place} address`, column("formatted")],
    [`${place} street`, column("street")],
    [`${place} street 2`, column("street")],
    [`${place} street 3`, column("street")],
    [`${place} address po box`, column("po_box")],
    [`${place} city`, column("city")],
    [`${place} state`, column("region")],
    [`${place} postal code`, column("postal_code")],
    [`${place} country`, column("country")],
    [`${place} country/region`, column("country")],
  ];
}
