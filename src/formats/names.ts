/** The formats of contacts, as `--format` names them. */
export const FORMATS = ["vcard", "csv", "jcard", "jscontact", "ndjson", "ldif"] as const;
export type FormatName = (typeof FORMATS)[number];
