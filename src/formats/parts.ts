/** Parts of a contact as formats without vCard's parameters say them: a value, perhaps with a word beside it. */
import { canonicalEmail, channelKey } from "../domain/channel.ts";
import type { AddressDraft, AffiliationDraft, ChannelDraft, ContactDraft, DateDraft } from "../domain/draft.ts";
import { keptLines, textLine, withLines } from "../domain/kept.ts";
import { canonicalPhone } from "../domain/phone.ts";
import { spokenName } from "../domain/spoken-name.ts";
import { formatHead } from "../vcard/content-line.ts";
import { RELATIONSHIP_TYPES } from "../vcard/dialects.ts";
import { NO_NAME } from "../vcard/mapping.ts";

/** No phone number is longer; libphonenumber takes its time for texts that are. */
const LONGEST_PHONE = 250;

/** @param region ISO 3166-1 alpha-2 country of national phone notations */
export function channelDraft(
  type: string,
  text: string,
  { label = null, region }: { label?: string | null; region: string | null },
): ChannelDraft {
  const value = type === "email" ? (emailOf(text) ?? text.toLowerCase()) : text;
  const canonical_value =
    type === "phone"
      ? value.length < LONGEST_PHONE
        ? canonicalPhone(value, region)
        : null
      : (channelKey(type, value) ?? value);
  return { type, value, label, is_primary: false, canonical_value, metadata: {} };
}

/** The address in `a@b`, `mailto:a@b` and `Ann <a@b>`, in lower case; null when there is none. */
export function emailOf(text: string): string | null {
  const bracketed = /<([^<>]*)>\s*$/.exec(text)?.[1];
  return canonicalEmail((bracketed ?? text).replace(/^\s*mailto:/i, ""));
}

export function emptyAddress(label: string | null): AddressDraft {
  const nothing = { street: null, extended: null, po_box: null, city: null, region: null, postal_code: null };
  const place = { country: null, country_code: null, latitude: null, longitude: null };
  return { label, ...nothing, ...place, is_primary: false, metadata: {} };
}

export function affiliationDraft(organization_name: string): AffiliationDraft {
  return { organization_name, title: null, role: null, department: null, metadata: {} };
}

export function dateDraft(
  date_type: string,
  parts: Pick<DateDraft, "date_day" | "date_month" | "date_year">,
  date_label: string | null = null,
): DateDraft {
  return { date_type, ...parts, date_label, metadata: {} };
}

/** Somebody known by name only: a link when a contact of the name is found, and a RELATED line (RFC 6350) until then. */
export function addRelated(draft: ContactDraft, word: string | null, name: string): void {
  const params = [
    ...(word === null ? [] : [{ name: "TYPE", values: [word.toLowerCase()] }]),
    { name: "VALUE", values: ["text"] },
  ];
  const line = textLine(formatHead({ group: null, original: "RELATED", params }), name);
  const type = RELATIONSHIP_TYPES.get(word?.toLowerCase() ?? "");
  keepLine(draft, line);
  draft.related.push({
    relationship_type: type ?? "other",
    description: type === undefined ? word : null,
    uid: null,
    name,
    lines: [line],
  });
}

/** Keeps what the model has no field for and vCard has a property for. */
export function keepLine(draft: ContactDraft, line: string): void {
  draft.metadata = withLines(draft.metadata, [...keptLines(draft.metadata), line]);
}

/** Gives a contact without a display name one: of its name parts, nickname, organization, first e-mail or phone. */
export function nameDraft(draft: ContactDraft): void {
  if (draft.display_name !== "") return;
  const channel = (type: string): string | undefined => draft.channels.find((one) => one.type === type)?.value;
  const organization = draft.affiliations.map((one) => one.organization_name).find((name) => name !== "");
  const name = spokenName(draft) ?? draft.nickname ?? organization ?? channel("email") ?? channel("phone");
  draft.display_name = name ?? draft.channels[0]?.value ?? NO_NAME;
}

/** Whether a draft says nothing but what is kept in its metadata. */
export function saysNothing(draft: ContactDraft): boolean {
  const { channels, addresses, dates, affiliations, tags, related, members } = draft;
  const parts = channels.length + addresses.length + dates.length + affiliations.length + tags.length + related.length;
  const named = draft.display_name !== "" && draft.display_name !== NO_NAME;
  return !named && parts === 0 && (members ?? []).length === 0 && draft.bio === null && draft.photo === null;
}
