/** What Android and Outlook have words of their own for; sources in docs/vcard-targets.md. */
import type { Channel, ContactDate, RelationshipView } from "../../domain/entities.ts";
import { ANDROID_RELATIONS, RELATED_FORMS, SERVICES } from "../dialects.ts";
import { escapeText } from "../values.ts";
import { add, type Writing } from "./state.ts";

/** The property Android or Outlook reads a handle from; null where it has none and the usual form is written. */
export function handleProperty({ target, contact }: Writing, channel: Channel): string | null {
  if (target.modern || target.dialect === "apple") return null;
  if (target.dialect === "android") return ANDROID_HANDLES.get(channel.type) ?? null;
  // Outlook has one field for a messaging address.
  const first = contact.channels.find(({ type }) => MESSENGERS.has(type));
  return first?.id === channel.id ? "X-MS-IMADDRESS" : null;
}

/**
 * Adds a date as Android's event, by `ContactsContract.CommonDataKinds.Event`.
 * @param value `1999-07-10` or `--07-10`
 */
export function addAndroidEvent(writing: Writing, { date_type, date_label }: ContactDate, value: string): void {
  const label = date_label ?? (date_type === "custom" ? null : date_type);
  const kind = label === null || label === "Other" ? ["2", ""] : ["0", escapeText(label)];
  addAndroidCustom(writing, "contact_event", [value, ...kind]);
}

/** Adds a relative in the words of Android or Outlook; false where the usual form must do. */
export function addNamedRelative(writing: Writing, relationship: RelationshipView): boolean {
  const { target } = writing;
  if (target.modern || target.dialect === "apple") return false;
  const name = escapeText(relationship.display_name);
  const label = RELATED_FORMS.get(relationship.relationship_type)?.label ?? relationship.description;
  const word = label ?? relationship.relationship_type;
  if (target.dialect === "android") {
    const kind = ANDROID_RELATIONS.indexOf(word.toLowerCase());
    addAndroidCustom(writing, "relation", [name, ...(kind > 0 ? [String(kind), ""] : ["0", escapeText(word)])]);
    return true;
  }
  const property = OUTLOOK_RELATIVES.get(word.toLowerCase());
  if (property !== undefined) add(writing, property, name);
  return property !== undefined;
}

/** A row of Android's contacts with its type and first columns of the fifteen. */
function addAndroidCustom(writing: Writing, type: string, columns: readonly string[]): void {
  const empty = Array.from({ length: 15 - columns.length }, () => "");
  add(writing, "X-ANDROID-CUSTOM", [`vnd.android.cursor.item/${type}`, ...columns, ...empty].join(";"));
}

const ANDROID_HANDLES: ReadonlyMap<string, string> = new Map([
  ["aim", "X-AIM"],
  ["gtalk", "X-GOOGLE-TALK"],
  ["icq", "X-ICQ"],
  ["msn", "X-MSN"],
  ["sip", "X-SIP"],
  ["skype", "X-SKYPE-USERNAME"],
  ["xmpp", "X-JABBER"],
  ["yahoo", "X-YAHOO"],
]);

const OUTLOOK_RELATIVES: ReadonlyMap<string, string> = new Map([
  ["spouse", "X-MS-SPOUSE"],
  ["manager", "X-MS-MANAGER"],
  ["assistant", "X-MS-ASSISTANT"],
  ["child", "X-MS-CHILD"],
]);

const MESSENGERS: ReadonlySet<string> = new Set(
  SERVICES.filter(({ form, type }) => form === "IMPP" && type !== "sip").map(({ type }) => type),
);
