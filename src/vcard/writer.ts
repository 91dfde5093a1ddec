/**
 * Contact → vCard. Lines are made in one fixed order in normal form, put into the words of the version (`versions.ts`),
 * formatted by `vcf`'s property model (`property-line.ts`) and folded.
 */
import type { FullContact } from "../domain/entities.ts";
import type { Line } from "./content-line.ts";
import { fold } from "./fold.ts";
import { formatLegacy } from "./legacy.ts";
import { formatProperty } from "./property-line.ts";
import { escapeText } from "./values.ts";
import { inVersion, TARGETS, type Target } from "./versions.ts";
import { addAffiliations } from "./writing/affiliations.ts";
import { addDates } from "./writing/dates.ts";
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
import { addAddresses, addChannels } from "./writing/parts.ts";
import { addRelationships } from "./writing/related.ts";
import type { Writing } from "./writing/state.ts";

export type { GroupMember } from "./writing/identity.ts";

/** `now` is the time of REV, RFC 3339; null leaves REV out. `product` is PRODID. A `target` decides over `version`. */
export type WriteOptions = { version: Target["version"]; target?: Target; now: string | null; product: string };

/** The bytes of the photo; the members of a contact of kind group. */
export type Extra = { photo: Photo | null; members: readonly GroupMember[] | null };

/** One card of version 2.1 (versit), 3.0 (RFC 2426) or 4.0 (RFC 6350), with CRLF line ends. */
export function writeCard(contact: FullContact, extra: Extra, options: WriteOptions): string {
  const target = options.target ?? TARGETS[options.version];
  let card = `BEGIN:VCARD\r\nVERSION:${target.version}\r\n`;
  // 2.1 does not know PRODID.
  if (options.product !== "" && target.version !== "2.1")
    card += `${fold(`PRODID:${escapeText(options.product)}`)}\r\n`;
  for (const line of normalLines(contact, extra, target)) card += formatted(inVersion(line, target), target);
  if (options.now !== null) card += `REV:${target.modern ? basicTime(options.now) : options.now}\r\n`;
  return `${card}END:VCARD\r\n`;
}

/** The lines of a contact in the words of a version, in their order; without VERSION, PRODID and REV. */
export function linesOf(contact: FullContact, extra: Extra, target: Target): Line[] {
  return normalLines(contact, extra, target).map((line) => inVersion(line, target));
}

/** A line as text, with its line end. */
function formatted(line: Line, target: Target): string {
  if (target.version === "2.1") return formatLegacy(line);
  const text = formatProperty(line);
  return `${target.folded ? fold(text) : text}\r\n`;
}

function normalLines(contact: FullContact, extra: Extra, target: Target): Line[] {
  const writing: Writing = {
    contact,
    target,
    lines: [],
    labelled: new Set(),
    labels: null,
    used: null,
    next: 1,
    waiting: [],
  };
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
  return writing.lines;
}

/** RFC 6350 section 4.3.5 has timestamps without hyphens and colons. */
function basicTime(time: string): string {
  return time.replace(/\.\d+/, "").replace(/[-:]/g, "");
}
