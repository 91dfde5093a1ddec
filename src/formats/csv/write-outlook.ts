/**
 * The columns of an English Outlook. It has so many of each kind and no more: what finds none free is not written,
 * docs/csv.md says what that is.
 */
import type { Channel, ContactDate, FullContact } from "../../domain/entities.ts";
import { NO_NAME } from "../../vcard/mapping.ts";
import { OUTLOOK_PHONES, OUTLOOK_PLACES } from "./outlook.ts";
import { keptText } from "./written.ts";

const PLACES = OUTLOOK_PLACES.map(([place]) => place);

export const OUTLOOK_HEADER: readonly string[] = [
  ...["Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department", "Job Title"],
  ...PLACES.flatMap((place) =>
    ["Street", "Address PO Box", "City", "State", "Postal Code", "Country/Region"].map((part) => `${place} ${part}`),
  ),
  ...OUTLOOK_PHONES.map(([name]) => name),
  ...["Anniversary", "Assistant's Name", "Birthday", "Categories", "Children"],
  ...["E-mail Address", "E-mail 2 Address", "E-mail 3 Address", "Given Yomi", "Manager's Name", "Nickname", "Notes"],
  ...["Spouse", "Surname Yomi", "Web Page", "Personal Web Page"],
];

/** The cells of a contact, in the order of the header. */
export function outlookCells(contact: FullContact): string[] {
  const cells = new Map<string, string>();
  const [employer] = contact.affiliations;
  const isCompany = contact.kind === "organization";
  const hasParts = contact.given_name !== null || contact.family_name !== null || contact.display_name === NO_NAME;
  put(cells, "Title", contact.prefix);
  put(cells, "First Name", contact.given_name ?? (hasParts || isCompany ? null : contact.display_name));
  put(cells, "Middle Name", contact.middle_name);
  put(cells, "Last Name", contact.family_name);
  put(cells, "Suffix", contact.suffix);
  put(cells, "Nickname", contact.nickname);
  put(cells, "Notes", contact.bio);
  put(cells, "Company", isCompany ? contact.display_name : employer?.organization_name);
  put(cells, "Department", employer?.department);
  put(cells, "Job Title", employer?.title);
  put(cells, "Categories", contact.tags.map(({ name }) => name).join(";"));
  for (const [name, type] of DATES) put(cells, name, usDate(contact.dates, type));
  for (const [name, property] of YOMI) put(cells, name, keptText(contact, property));
  putRelatives(cells, contact);
  putAddresses(cells, contact);
  putChannels(cells, contact.channels);
  return OUTLOOK_HEADER.map((name) => cells.get(name) ?? "");
}

const DATES = [
  ["Birthday", "birthday"],
  ["Anniversary", "anniversary"],
] as const;
const YOMI = [
  ["Given Yomi", "X-PHONETIC-FIRST-NAME"],
  ["Surname Yomi", "X-PHONETIC-LAST-NAME"],
] as const;
const RELATIVES: ReadonlyMap<string, string> = new Map([
  ["spouse", "Spouse"],
  ["child", "Children"],
  ["assistant", "Assistant's Name"],
  ["manager", "Manager's Name"],
]);

/** Sets a cell that nothing stands in yet. */
function put(cells: Map<string, string>, name: string, text: string | null | undefined): boolean {
  if (text === null || text === undefined || text === "" || cells.has(name)) return false;
  cells.set(name, text);
  return true;
}

function putRelatives(cells: Map<string, string>, { relationships }: FullContact): void {
  for (const { direction, relationship_type, display_name } of relationships) {
    const name = direction === "to" ? RELATIVES.get(relationship_type) : undefined;
    if (name !== undefined) put(cells, name, display_name);
  }
}

function putAddresses(cells: Map<string, string>, { addresses }: FullContact): void {
  const free = new Set(PLACES);
  const labels = new Map(OUTLOOK_PLACES.map(([place, label]) => [label, place]));
  for (const address of addresses) {
    const wanted = labels.get(address.label ?? "") ?? "Other";
    const place = free.has(wanted) ? wanted : [...free].at(-1);
    if (place === undefined) return;
    free.delete(place);
    put(cells, `${place} Street`, [address.street, address.extended].filter((text) => text !== null).join("\n"));
    put(cells, `${place} Address PO Box`, address.po_box);
    put(cells, `${place} City`, address.city);
    put(cells, `${place} State`, address.region);
    put(cells, `${place} Postal Code`, address.postal_code);
    put(cells, `${place} Country/Region`, address.country);
  }
}

function putChannels(cells: Map<string, string>, channels: readonly Channel[]): void {
  const ofType = (type: string): Channel[] => channels.filter((channel) => channel.type === type);
  const emails = ofType("email");
  for (const { value } of [...emails.filter(isPrimary), ...emails.filter((one) => !isPrimary(one))])
    ["E-mail Address", "E-mail 2 Address", "E-mail 3 Address"].some((name) => put(cells, name, value));
  for (const { value, label } of ofType("phone")) phoneColumns(label).some((name) => put(cells, name, value));
  for (const { value, label } of ofType("url"))
    put(cells, label === "home" ? "Personal Web Page" : "Web Page", value) || put(cells, "Personal Web Page", value);
}

function isPrimary({ is_primary }: Channel): boolean {
  return is_primary;
}

/** The columns of a label, then those that mean little. */
function phoneColumns(label: string | null): string[] {
  const wanted = SAME_LABEL.get(label ?? "") ?? label ?? "other";
  const own = OUTLOOK_PHONES.filter(([, name]) => name === wanted).map(([name]) => name);
  return [...own, "Other Phone", "Primary Phone", "Business Phone 2", "Home Phone 2"];
}

const SAME_LABEL: ReadonlyMap<string, string> = new Map([
  ["mobile", "cell"],
  ["work cell", "cell"],
  ["home cell", "cell"],
  ["workfax", "work fax"],
  ["homefax", "home fax"],
  ["main-number", "main"],
]);

/** `1/31/1990`; Outlook has no date without a year. */
function usDate(dates: readonly ContactDate[], type: string): string | null {
  const date = dates.find(({ date_type }) => date_type === type);
  if (date === undefined || date.date_year === null || date.date_month === null || date.date_day === null) return null;
  return `${date.date_month}/${date.date_day}/${date.date_year}`;
}
