/** Look-up columns, computed from the columns they stand for, so that nobody can forget to keep them current. */
import { channelKey } from "../domain/channel.ts";
import { foldedName, nameKey } from "../domain/search-text.ts";
import type { TableName } from "./tables.ts";

type Values = Record<string, unknown>;

/** The look-up columns that follow from the given ones; empty when none of them changes. */
export function lookupColumns(table: TableName, values: Values): Values {
  if (table === "contacts") {
    const keys: Values = {};
    if (typeof values.display_name === "string") keys.name_key = nameKey(values.display_name);
    if (values.vcard_uid !== undefined)
      keys.uid_key = values.vcard_uid === null ? null : uidKey(String(values.vcard_uid));
    return keys;
  }
  if (table === "channels" && typeof values.value === "string" && typeof values.type === "string") {
    return { plain_key: typeof values.canonical_value === "string" ? null : channelKey(values.type, values.value) };
  }
  if (table === "tags" || table === "groups") {
    return typeof values.name === "string" ? { name_key: foldedName(values.name) } : {};
  }
  return {};
}

/** UIDs are compared without `urn:uuid:` and without regard to case. */
export function uidKey(vcard_uid: string): string {
  return vcard_uid
    .trim()
    .toLowerCase()
    .replace(/^urn:uuid:/, "");
}
