/** LDIF (RFC 2849) → contacts: people and groups of a directory, or of Mozilla's address book. */
import { createHash } from "node:crypto";
import { BacksideError } from "../domain/errors.ts";
import type { FormatOptions, FoundContact, ReadFormat } from "./format.ts";
import { readEntry } from "./ldif/entry.ts";
import { type LdifRecord, ldifRecords } from "./ldif/records.ts";

/** Reads people and groups; the rest of a directory is left out, with one warning. */
export const readLdif: ReadFormat = async function* (source, options) {
  const found: Found = { count: 0, leftOut: 0, firstLeftOut: 0, addresses: new Map() };
  let isLdif = false;
  let line = 0;
  for await (const records of ldifRecords(source, options.charset)) {
    isLdif ||= records.some(isNamed);
    line ||= records[0]?.line ?? 0;
    const contacts = isLdif ? records.flatMap((record) => contactsOf(record, found, options)) : [];
    if (contacts.length > 0) yield contacts;
  }
  if (!isLdif && line > 0)
    throw new BacksideError("invalid_input", "this is not LDIF: no record of it begins with dn:", {
      details: { line },
    });
  if (found.leftOut > 0) {
    const message = `${found.leftOut} records are neither people nor groups and were left out.`;
    options.onWarning({ line: found.firstLeftOut, property: null, code: "left_out", message });
  }
};

type Found = {
  count: number;
  leftOut: number;
  firstLeftOut: number;
  /** Of people by their DN, for the groups they are members of. */
  addresses: Map<string, string>;
};

function contactsOf(record: LdifRecord, found: Found, { region }: FormatOptions): FoundContact[] {
  if (!isContact(record)) {
    found.leftOut++;
    found.firstLeftOut ||= record.line;
    return [];
  }
  found.count++;
  remember(record, found);
  const addressOfDn = (dn: string): string | null => found.addresses.get(dn.trim().toLowerCase()) ?? null;
  return [
    {
      line: record.line,
      index: found.count,
      digest: digestOf(record),
      read: () => readEntry(record, region, addressOfDn),
    },
  ];
}

function isNamed({ values }: LdifRecord): boolean {
  return values[0]?.name === "dn";
}

/** People and groups by their class; without one, whatever has a name or an address. */
function isContact({ values }: LdifRecord): boolean {
  const classes = values.filter(({ name }) => name === "objectclass").map(({ text }) => text.trim().toLowerCase());
  if (classes.some((name) => CLASSES.has(name))) return true;
  const says = (name: string): boolean => values.some((value) => value.name === name);
  return says("mail") || says("sn") || says("givenname") || (classes.length === 0 && (says("cn") || says("o")));
}

const CLASSES: ReadonlySet<string> = new Set([
  "person",
  "organizationalperson",
  "inetorgperson",
  "residentialperson",
  "mozillaabpersonalpha",
  "mozillaorgperson",
  "groupofnames",
  "groupofuniquenames",
]);

/** A UID is surer than an e-mail address. */
function remember({ values }: LdifRecord, { addresses }: Found): void {
  const textOf = (name: string): string | undefined => values.find((value) => value.name === name)?.text.trim();
  const [dn, uuid, mail] = [textOf("dn"), textOf("entryuuid"), textOf("mail")];
  const address = uuid ? `urn:uuid:${uuid.toLowerCase()}` : mail ? `mailto:${mail.toLowerCase()}` : null;
  if (dn && address !== null) addresses.set(dn.toLowerCase(), address);
}

function digestOf({ values }: LdifRecord): string {
  const hash = createHash("sha256").update("ldif");
  for (const { name, text, bytes } of values) {
    if (name !== "modifytimestamp") hash.update(`\n${name}:`).update(bytes ?? text);
  }
  return hash.digest().subarray(0, 16).toString("base64url");
}
