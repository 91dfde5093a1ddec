/** What a card changes in a contact, as values people can read. Pure. */
import { dateValue } from "./date-value.ts";
import type { AddressDraft, AffiliationDraft, ChannelDraft, DateDraft, PhotoDraft } from "./draft.ts";
import type { FullContact } from "./entities.ts";
import type { FieldChange } from "./import-plan.ts";
import { keptLines, lineValue, nameOf, unescaped } from "./kept.ts";
import type { Addition } from "./merge.ts";
import type { Replacement } from "./replace.ts";

export function changesOfAddition(contact: FullContact, addition: Addition): FieldChange[] {
  return [
    ...fieldChanges(contact, addition.fields),
    ...addition.channels.map((one) => gained(one.type, channelText(one))),
    ...addition.addresses.map((one) => gained("address", addressText(one))),
    ...addition.dates.map((one) => gained(dateField(one), dateValue(one))),
    ...addition.affiliations.map((one) => gained("affiliation", affiliationText(one))),
    ...addition.tags.map((name) => gained("tag", name)),
    ...photoChange(contact, addition.photo),
  ];
}

export function changesOfReplacement(contact: FullContact, replacement: Replacement): FieldChange[] {
  const { fields, channels, addresses, dates, affiliations, tags, photo } = replacement;
  return [
    ...fieldChanges(contact, fields),
    ...partChanges(channels, ({ type }) => type, channelText),
    ...partChanges(addresses, () => "address", addressText),
    ...partChanges(dates, dateField, dateValue),
    ...partChanges<Position>(affiliations, () => "affiliation", affiliationText),
    ...tags.map((name) => gained("tag", name)),
    ...photoChange(contact, photo),
  ];
}

function partChanges<Part>(
  { added, changed, removed }: { added: Part[]; changed: { row: Part; to: Part }[]; removed: Part[] },
  field: (part: Part) => string,
  text: (part: Part) => string,
): FieldChange[] {
  return [
    ...removed.map((one) => ({ field: field(one), from: text(one), to: null })),
    ...changed.map(({ row, to }) => ({ field: field(to), from: text(row), to: text(to) })),
    ...added.map((one) => gained(field(one), text(one))),
  ];
}

/** A kept line is told by its property: `X-FOO`. */
function fieldChanges(contact: FullContact, fields: Addition["fields"] | Replacement["fields"]): FieldChange[] {
  const { metadata, ...single } = fields;
  const before = contact as unknown as Record<string, string | null>;
  const changes = Object.entries(single).map(([field, to]) => ({ field, from: before[field] ?? null, to: to ?? null }));
  if (metadata === undefined) return changes;
  const [mine, theirs] = [keptLines(contact.metadata), keptLines(metadata)];
  const lines = [
    ...mine.filter((line) => !theirs.includes(line)).map((line) => ({ ...kept(line), to: null })),
    ...theirs
      .filter((line) => !mine.includes(line))
      .map((line) => ({ field: nameOf(line), from: null, to: kept(line).from })),
  ];
  return [...changes, ...lines];
}

function kept(line: string): { field: string; from: string } {
  const value = unescaped(lineValue(line) ?? "");
  return { field: nameOf(line), from: value.length > LONG ? `${value.slice(0, LONG)}…` : value };
}

/** Letters of a kept value that are shown: it may be a picture. */
const LONG = 200;

function gained(field: string, to: string): FieldChange {
  return { field, from: null, to };
}

function photoChange({ photo }: FullContact, to: PhotoDraft | null): FieldChange[] {
  if (to === null) return [];
  return [
    {
      field: "photo",
      from: photo === null ? null : `${photo.media_type}, ${photo.size} bytes`,
      to: `${to.media_type}, ${to.bytes.length} bytes`,
    },
  ];
}

function channelText({ value, label }: ChannelDraft): string {
  return label === null ? value : `${value} (${label})`;
}

function addressText(one: AddressDraft): string {
  const { street, extended, po_box, postal_code, city, region, country, label } = one;
  const parts = [street, extended, po_box, postal_code, city, region, country].filter((part) => part !== null);
  return label === null ? parts.join(", ") : `${parts.join(", ")} (${label})`;
}

function dateField({ date_type, date_label }: DateDraft): string {
  return date_type === "custom" ? (date_label ?? date_type) : date_type;
}

type Position = Pick<AffiliationDraft, "title" | "role" | "department" | "organization_name">;

function affiliationText({ title, role, department, organization_name }: Position): string {
  return [title, role, department, organization_name].filter((part) => part !== null).join(", ");
}
