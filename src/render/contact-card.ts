/** The card of `contacts get` on a terminal: everything about one contact, laid out for reading. */
import type { Address, Affiliation, Channel, FullContact, Interaction, Member } from "../domain/entities.ts";
import type { Styles } from "./colour.ts";
import { byPreference } from "./contact.ts";
import { addressLines, affiliationText } from "./parts.ts";
import { relationshipText } from "./relationship.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { byteSize, calendarDate, momentText, plural, relativeTime } from "./time.ts";
import { displayWidth, pad, truncate, wrap } from "./width.ts";

export type CardContact = FullContact & {
  /** Who belongs to an organization or a group. */
  people?: Member[];
  /** The last ones, newest first. */
  interactions?: (Pick<Interaction, "interaction_type" | "summary" | "occurred_at"> & {
    corrected_by?: string | null;
  })[];
  /** Of a card of the past: from when until when it looked so. */
  _temporal?: { sys_from: string; sys_to: string | null };
};

type CardOptions = { now: Date; columns: number; styles: Styles };

/** A line of the card: what it is, its value, and a remark beside it. An empty label continues the one above. */
type Line = { label: string; value: string; remark?: string };

/** The card as text. */
export function contactCard(contact: CardContact, { now, columns, styles }: CardOptions): string {
  const blocks = [
    channelLines(contact.channels),
    [...contact.addresses.flatMap(addressBlock), ...dateLines(contact)],
    [...otherAffiliations(contact), ...peopleLines(contact), ...linkLines(contact)],
    factLines(contact),
    interactionLines(contact, now),
  ];
  const width = Math.max(0, ...blocks.flat().map(({ label }) => displayWidth(shortLabel(label)))) + 2;
  const body = blocks.filter((block) => block.length > 0).map((block) => drawBlock(block, width, columns, styles));
  return `${[heading(contact, styles), ...body, footer(contact, now, styles)].join("\n\n")}\n`;
}

function heading(contact: CardContact, { bold, dim, yellow }: Styles): string {
  const name = bold(clean(contact.display_name));
  const kind = contact.kind === "person" ? "" : `  ${dim(clean(contact.kind))}`;
  const deleted = contact.deleted_at === null ? "" : `  ${yellow("deleted")}`;
  const position = contact.affiliations
    .filter(({ is_current }) => is_current)
    .slice(0, 1)
    .map(affiliationText);
  return [name + kind + deleted, ...position.map(clean)].join("\n");
}

function footer(
  { id, created_at, updated_at, deleted_at, _temporal }: CardContact,
  now: Date,
  { dim }: Styles,
): string {
  const times = [`created ${relativeTime(created_at, now)}`];
  if (updated_at !== created_at) times.push(`updated ${relativeTime(updated_at, now)}`);
  if (deleted_at !== null) times.push(`deleted ${relativeTime(deleted_at, now)}`);
  const lines = [`${id}  ${times.join(", ")}`];
  if (_temporal) lines.push(pastText(_temporal, now));
  return lines.map((line) => dim(clean(line))).join("\n");
}

function pastText({ sys_from, sys_to }: NonNullable<CardContact["_temporal"]>, now: Date): string {
  if (sys_to === null) return `as it has been since ${momentText(sys_from, now)}`;
  return `as it was from ${momentText(sys_from, now)} until ${momentText(sys_to, now)}`;
}

/** Labels in one column, values in the next, remarks in a third; a value is never cut, so that it can be copied. */
function drawBlock(lines: readonly Line[], width: number, columns: number, { dim }: Styles): string {
  const indent = 2 + width;
  const folded = lines.flatMap(({ label, value, remark }) =>
    value.split(/\r?\n/).flatMap((paragraph, at) =>
      wrap(clean(paragraph), Math.max(20, Math.min(80, columns - indent))).map((text, line) => ({
        label: at + line === 0 ? shortLabel(label) : "",
        text,
        remark: at + line === 0 ? clean(remark ?? "") : "",
      })),
    ),
  );
  const remarked = folded.filter(({ remark }) => remark !== "").map(({ text }) => displayWidth(text));
  const column = Math.min(40, Math.max(0, ...remarked));
  return folded
    .map(({ label, text, remark }, at) => {
      const shown = label === folded[at - 1]?.label ? "" : label;
      const start = `  ${dim(pad(shown, width))}`;
      return remark === "" ? (start + text).trimEnd() : `${start}${pad(text, column)}  ${dim(remark)}`;
    })
    .join("\n");
}

/** E-mail and phone first, then the others in the order of the contact; values of one type stand together. */
function channelLines(channels: readonly Channel[]): Line[] {
  const types = new Set(["email", "phone", ...channels.map(({ type }) => type)]);
  return [...types].flatMap((type) =>
    channels
      .filter((channel) => channel.type === type)
      .sort(byPreference)
      .map((channel) => ({
        label: titleOf(type),
        value: channel.value,
        remark: remarks(channel.label, channel.is_primary, channel.is_verified),
      })),
  );
}

function addressBlock(address: Address): Line[] {
  const value = addressLines(address).join("\n");
  return [{ label: "Address", value, remark: remarks(address.label, address.is_primary) }];
}

function dateLines({ dates }: CardContact): Line[] {
  return dates
    .map((date) => ({ label: date.date_label ?? titleOf(date.date_type), value: calendarDate(date) }))
    .filter(({ value }) => value !== "");
}

/** All but the current one that the heading names. */
function otherAffiliations({ affiliations }: CardContact): Line[] {
  const first = affiliations.find(({ is_current }) => is_current);
  return affiliations
    .filter((affiliation) => affiliation !== first)
    .map((affiliation) => ({
      label: "Work",
      value: affiliationText(affiliation),
      remark: termOf(affiliation),
    }));
}

/** `former, 2019-03-01 to 2021-06-30`, and as much of that as there is to say. */
function termOf({ is_current, start_date, end_date }: Affiliation): string {
  const since = start_date === null ? null : end_date === null ? `since ${start_date}` : `${start_date} to ${end_date}`;
  const until = start_date === null && end_date !== null ? `until ${end_date}` : null;
  return [is_current ? null : "former", since ?? until].filter(isGiven).join(", ");
}

function peopleLines({ kind, people = [] }: CardContact): Line[] {
  return people.map(({ display_name, title, role, department, is_current }) => ({
    label: kind === "group" ? "Members" : "People",
    value: display_name,
    remark: [title ?? role, department, is_current ? null : "former"].filter(isGiven).join(", "),
  }));
}

function linkLines(contact: CardContact): Line[] {
  return [
    ...list("Tags", contact.tags),
    ...list("Groups", contact.groups),
    ...contact.relationships.map((link) => ({
      label: "Related",
      value: relationshipText(link, contact.display_name),
      remark: link.description ?? "",
    })),
  ];
}

function factLines({ nickname, language, timezone, avatar_url, bio, photo, metadata }: CardContact): Line[] {
  const kept = Array.isArray(metadata.vcard) ? metadata.vcard.length : 0;
  return [
    ...fact("Nickname", nickname),
    ...fact("Language", language),
    ...fact("Time zone", timezone),
    ...fact("Picture", avatar_url),
    ...fact("Photo", photo === null ? null : `${photo.media_type}, ${byteSize(photo.size)}`),
    ...fact("Note", bio),
    ...fact("vCard", kept === 0 ? null : `${plural(kept, "more vCard line")} kept; --json shows them`),
  ];
}

function interactionLines({ interactions = [] }: CardContact, now: Date): Line[] {
  return interactions.map(({ interaction_type, summary, occurred_at, corrected_by }, at) => ({
    label: at === 0 ? "Last contact" : "Before",
    value: summary,
    remark: [interaction_type, relativeTime(occurred_at, now), corrected_by ? "corrected" : null]
      .filter(isGiven)
      .join(", "),
  }));
}

function list(label: string, items: readonly { name: string }[]): Line[] {
  return items.length === 0 ? [] : [{ label, value: items.map(({ name }) => name).join(", ") }];
}

function fact(label: string, value: string | null): Line[] {
  return isGiven(value) ? [{ label, value }] : [];
}

function remarks(label: string | null, primary: boolean, verified = false): string {
  return [label, primary ? "primary" : null, verified ? "verified" : null].filter(isGiven).join(", ");
}

/** `linkedin` → "LinkedIn", `custom_field` → "Custom field". */
function titleOf(type: string): string {
  const known: Record<string, string> = { linkedin: "LinkedIn", url: "URL" };
  if (Object.hasOwn(known, type)) return known[type] ?? type;
  return (type.charAt(0).toUpperCase() + type.slice(1)).replaceAll("_", " ");
}

function isGiven(value: string | null): value is string {
  return value !== null && value !== "";
}

/** Types and labels are free text; only the values deserve a long line. */
function shortLabel(label: string): string {
  return truncate(clean(label), 24);
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}
