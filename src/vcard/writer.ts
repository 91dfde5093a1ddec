/**
 * Contact → vCard. Lines are made in one fixed order in normal form, put into the words of the version (`versions.ts`),
 * formatted by `vcf`'s property model (`property-line.ts`) and folded.
 */
import type { FullContact } from "../domain/entities.ts";
import { fold } from "./fold.ts";
import { formatProperty } from "./property-line.ts";
import { escapeText } from "./values.ts";
import { inVersion, TARGETS, type Target } from "./versions.ts";
import { addAffiliations } from "./writing/affiliations.ts";
import {
  addKind,
  addMembers,
  addNames,
  addPhotos,
  addTexts,
  addUid,
  type GroupMember,
  headsOf,
  type Photo,
} from "./writing/identity.ts";
import { addKeptLines } from "./writing/kept.ts";
import { addAddresses, addChannels, addDates } from "./writing/parts.ts";
import { addRelationships } from "./writing/related.ts";
import type { Writing } from "./writing/state.ts";

export type { GroupMember } from "./writing/identity.ts";

/** `now` is the time of REV, RFC 3339; null leaves REV out. `product` is PRODID. */
export type WriteOptions = { version: Target["version"]; now: string | null; product: string };

/**
 * One card of version 3.0 (RFC 2426) or 4.0 (RFC 6350), with CRLF line ends.
 * @param extra the bytes of the photo; the members of a contact of kind group
 */
export function writeCard(
  contact: FullContact,
  extra: { photo: Photo | null; members: readonly GroupMember[] | null },
  options: WriteOptions,
): string {
  const target = TARGETS[options.version];
  const writing: Writing = { contact, target, lines: [], labelled: new Set(), labels: null, used: null, next: 1 };
  const heads = headsOf(writing);
  addUid(writing, heads);
  addKind(writing);
  addNames(writing, heads);
  addPhotos(writing, heads, extra.photo);
  addDates(writing);
  addChannels(writing);
  addAddresses(writing);
  addAffiliations(writing);
  addTexts(writing, heads);
  addRelationships(writing);
  if (extra.members !== null) addMembers(writing, heads, extra.members);
  addKeptLines(writing, heads);

  let card = `BEGIN:VCARD\r\nVERSION:${target.version}\r\n`;
  if (options.product !== "") card += `${fold(`PRODID:${escapeText(options.product)}`)}\r\n`;
  for (const line of writing.lines) card += `${fold(formatProperty(inVersion(line, target)))}\r\n`;
  if (options.now !== null) card += `REV:${target.modern ? basicTime(options.now) : options.now}\r\n`;
  return `${card}END:VCARD\r\n`;
}

/** RFC 6350 section 4.3.5 has timestamps without hyphens and colons. */
function basicTime(time: string): string {
  return time.replace(/\.\d+/, "").replace(/[-:]/g, "");
}
