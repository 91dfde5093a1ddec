/** Parts of a contact in lists and sentences: the columns of TSV and CSV, those of a table, and each as a text. */
import type { Address, Affiliation, Channel, ContactDate } from "../domain/entities.ts";
import type { Column } from "./column.ts";
import { calendarDate } from "./time.ts";

/** How the parts of one kind look. Columns are only ever appended. */
export type PartLook<Row> = {
  columns: readonly Column<Row>[];
  /** Those that say something of the rows are shown. */
  table: readonly Column<Row>[];
  /** What it is, in one line: `email ada@example.org`. */
  text(row: Row): string;
};

export const channelLook: PartLook<Channel> = {
  columns: [
    { name: "id", text: ({ id }) => id },
    { name: "type", text: ({ type }) => type },
    { name: "value", text: ({ value }) => value },
    { name: "label", text: ({ label }) => label ?? "" },
    { name: "is_primary", text: ({ is_primary }) => String(is_primary) },
    { name: "is_verified", text: ({ is_verified }) => String(is_verified) },
    { name: "preference_order", text: ({ preference_order }) => String(preference_order) },
  ],
  table: [
    { name: "type", text: ({ type }) => type },
    { name: "value", min: 24, text: ({ value }) => value },
    { name: "label", text: ({ label }) => label ?? "" },
    { name: "primary", text: ({ is_primary }) => yes(is_primary) },
    { name: "verified", text: ({ is_verified }) => yes(is_verified) },
  ],
  text: ({ type, value }) => `${type} ${value}`,
};

export const addressLook: PartLook<Address> = {
  columns: [
    { name: "id", text: ({ id }) => id },
    ...(["label", "street", "extended", "po_box", "city", "region", "postal_code", "country"] as const).map(column),
    ...(["country_code", "latitude", "longitude"] as const).map(column),
    { name: "is_primary", text: ({ is_primary }) => String(is_primary) },
  ],
  table: [
    { name: "address", min: 24, text: (row) => addressLines(row).join(", ") },
    { name: "label", text: ({ label }) => label ?? "" },
    {
      name: "position",
      text: ({ latitude, longitude }) => [latitude, longitude].filter((one) => one !== null).join(" "),
    },
    { name: "primary", text: ({ is_primary }) => yes(is_primary) },
  ],
  text(row) {
    const lines = addressLines(row).join(", ");
    return lines === "" ? `address ${row.label ?? "without a line"}` : `address ${lines}`;
  },
};

export const dateLook: PartLook<ContactDate> = {
  columns: [
    { name: "id", text: ({ id }) => id },
    { name: "date_type", text: ({ date_type }) => date_type },
    { name: "date", text: plainDate },
    { name: "date_label", text: ({ date_label }) => date_label ?? "" },
  ],
  table: [
    { name: "type", text: ({ date_type }) => date_type },
    { name: "date", text: calendarDate },
    { name: "label", text: ({ date_label }) => date_label ?? "" },
  ],
  text: (row) => `${row.date_label ?? row.date_type} ${calendarDate(row)}`,
};

export type NamedAffiliation = Affiliation & { organization_name: string };

export const affiliationLook: PartLook<NamedAffiliation> = {
  columns: [
    { name: "id", text: ({ id }) => id },
    ...(["organization_name", "title", "role", "department", "start_date", "end_date"] as const).map(affiliationColumn),
    { name: "is_current", text: ({ is_current }) => String(is_current) },
    { name: "organization_id", text: ({ organization_id }) => organization_id },
  ],
  table: [
    { name: "organization", min: 16, text: ({ organization_name }) => organization_name },
    ...(["title", "role", "department"] as const).map(affiliationColumn),
    { name: "since", text: ({ start_date }) => start_date ?? "" },
    { name: "until", text: ({ end_date }) => end_date ?? "" },
    { name: "current", text: ({ is_current }) => (is_current ? "yes" : "no") },
  ],
  text: affiliationText,
};

/** `Analyst, Design, Analytical Engines`. */
export function affiliationText({ title, role, department, organization_name }: NamedAffiliation): string {
  return [title ?? role, department, organization_name].filter(isGiven).join(", ");
}

/** The lines of an address as they stand on an envelope. */
export function addressLines({ po_box, extended, street, ...address }: Address): string[] {
  const town = [address.city, address.region].filter(isGiven).join(", ");
  return [
    po_box,
    extended,
    street,
    [town, address.postal_code].filter(isGiven).join(" "),
    address.country ?? address.country_code,
  ].filter(isGiven);
}

/** `1990-04-12`, `--04-12`, `1990-04`, `1990`: as `date add` takes it. */
function plainDate({ date_year, date_month, date_day }: ContactDate): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const year = date_year === null ? null : String(date_year).padStart(4, "0");
  if (date_month === null) return [year, date_day === null ? null : `---${two(date_day)}`].filter(isGiven).join("");
  return `${year ?? "-"}-${two(date_month)}${date_day === null ? "" : `-${two(date_day)}`}`;
}

function column<F extends keyof Address>(name: F): Column<Address> {
  return { name, text: (row) => String(row[name] ?? "") };
}

function affiliationColumn<F extends keyof NamedAffiliation>(name: F): Column<NamedAffiliation> {
  return { name, text: (row) => String(row[name] ?? "") };
}

function yes(holds: boolean): string {
  return holds ? "yes" : "";
}

function isGiven(value: string | null): value is string {
  return value !== null && value !== "";
}
