/** TYPE values by property and version: vCard 2.1 section 2, RFC 2426 section 3, RFC 4770, RFC 6350, RFC 7852, RFC 9554. */
import type { Property, Version } from "../card.ts";
import { mediaOfType } from "../media.ts";
import { type Fault, quoted } from "../warnings.ts";

type Types = Readonly<Record<Version, ReadonlySet<string>>>;

/** Of one's own are those that begin with `X-`. */
export function typeFaults({ name, params }: Property, version: Version): Fault[] {
  const types = params.filter((param) => param.name === "TYPE").flatMap(({ values }) => values);
  return types.flatMap((written): Fault[] => {
    const type = written.toLowerCase();
    if (type === "" || type.startsWith("x-") || isKnown(name, type, version)) return [];
    if (type === "pref") return [["not_in_version", "vCard 4.0 says PREF=1 in place of TYPE=PREF."]];
    if (VERSIONS.some((other) => isKnown(name, type, other)))
      return [["not_in_version", `TYPE=${quoted(written)} is none of vCard ${version} here.`]];
    return [["unknown_type", `TYPE=${quoted(written)} is not known here.`]];
  });
}

const VERSIONS: readonly Version[] = ["4.0", "3.0", "2.1"];

function isKnown(name: string, type: string, version: Version): boolean {
  // Older versions have home and work for a few properties only, and every program writes them with the others too.
  if (type === "home" || type === "work") return true;
  if (type === "pref") return version !== "4.0";
  if (MEDIA.has(name)) return version !== "4.0" && mediaOfType(type) !== null;
  return TYPES.get(name)?.[version].has(type) ?? false;
}

const MEDIA: ReadonlySet<string> = new Set(["PHOTO", "LOGO", "SOUND", "KEY"]);

const NONE: ReadonlySet<string> = new Set();
const NUMBERS = "voice fax msg cell pager bbs modem car isdn video";
const MAILBOXES = "aol applelink attmail cis eworld internet ibmmail mcimail powershare prodigy tlx x400";
const PARCELS = words("dom intl postal parcel");
const RELATIONS =
  "contact acquaintance friend met co-worker colleague co-resident neighbor child parent sibling spouse kin muse crush " +
  "date sweetheart me agent emergency";

const TYPES: ReadonlyMap<string, Types> = new Map([
  [
    "TEL",
    {
      "2.1": words(NUMBERS),
      "3.0": words(`${NUMBERS} pcs`),
      "4.0": words("text voice fax cell video pager textphone main-number"),
    },
  ],
  ["EMAIL", { "2.1": words(MAILBOXES), "3.0": words("internet x400"), "4.0": NONE }],
  ["ADR", { "2.1": PARCELS, "3.0": PARCELS, "4.0": words("billing delivery") }],
  ["LABEL", { "2.1": PARCELS, "3.0": PARCELS, "4.0": NONE }],
  ["IMPP", { "2.1": NONE, "3.0": words("personal business mobile"), "4.0": NONE }],
  ["RELATED", { "2.1": NONE, "3.0": NONE, "4.0": words(RELATIONS) }],
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}
