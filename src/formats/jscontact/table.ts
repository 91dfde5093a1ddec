/** Which vCard property is which object of a JSContact Card. RFC 9555 sections 2.2 to 2.10. */

export type Spec = {
  /** Name in vCard. */
  property: string;
  /** Property of the Card that has the objects by id. */
  place: string;
  /** Property of the object that has the value. */
  field: string;
  isUri: boolean;
  /** Value of the object's `kind`; null where it has none. */
  kind: string | null;
  /** Parameters with a property of their own: text, or a number. */
  named: Readonly<Record<string, string>>;
  /** Whether X-ABLabel of the group is its label. RFC 9555 section 2.12.1. */
  hasLabel: boolean;
};

const MEDIA = { MEDIATYPE: "mediaType" };
const INFO = { LEVEL: "level", INDEX: "listAs" };

export const SPECS: readonly Spec[] = [
  text("NICKNAME", "nicknames", "name"),
  uri("PHOTO", "media", "photo", MEDIA),
  uri("LOGO", "media", "logo", MEDIA),
  uri("SOUND", "media", "sound", MEDIA),
  { ...text("TEL", "phones", "number"), hasLabel: true },
  { ...text("EMAIL", "emails", "address"), hasLabel: true },
  uri("IMPP", "onlineServices", null, { "SERVICE-TYPE": "service", USERNAME: "user" }),
  uri("SOCIALPROFILE", "onlineServices", null, { "SERVICE-TYPE": "service", USERNAME: "user" }),
  uri("URL", "links", null, MEDIA),
  uri("CONTACT-URI", "links", "contact", MEDIA),
  text("ORG", "organizations", "name"),
  { ...text("TITLE", "titles", "name"), kind: "title" },
  { ...text("ROLE", "titles", "name"), kind: "role" },
  text("NOTE", "notes", "note"),
  text("LANG", "preferredLanguages", "language"),
  uri("CALURI", "calendars", "calendar", MEDIA),
  uri("FBURL", "calendars", "freeBusy", MEDIA),
  uri("CALADRURI", "schedulingAddresses", null, {}),
  uri("KEY", "cryptoKeys", null, MEDIA),
  uri("SOURCE", "directories", "entry", MEDIA),
  uri("ORG-DIRECTORY", "directories", "directory", { ...MEDIA, INDEX: "listAs" }),
  { ...text("EXPERTISE", "personalInfo", "value"), kind: "expertise", named: INFO, hasLabel: true },
  { ...text("HOBBY", "personalInfo", "value"), kind: "hobby", named: INFO, hasLabel: true },
  { ...text("INTEREST", "personalInfo", "value"), kind: "interest", named: INFO, hasLabel: true },
];

/** TYPE of TEL → `features`. RFC 9555 section 2.6.1. */
export const FEATURES: ReadonlyMap<string, string> = new Map([
  ...["voice", "fax", "pager", "text", "video", "textphone", "main-number"].map((name): [string, string] => [
    name,
    name,
  ]),
  ["cell", "mobile"],
]);

/** TYPE → `contexts`; the last two are of addresses. RFC 9555 section 2.12.2, RFC 9554 section 4.10. */
export const CONTEXTS: ReadonlyMap<string, string> = new Map([
  ["home", "private"],
  ["work", "work"],
  ["billing", "billing"],
  ["delivery", "delivery"],
]);

/** LEVEL of EXPERTISE → `level`; the other two have the words of JSContact. RFC 9555 section 2.12.14. */
export const EXPERTISE_LEVELS: ReadonlyMap<string, string> = new Map([
  ["beginner", "low"],
  ["average", "medium"],
  ["expert", "high"],
]);

/** Properties of numbers among the named ones. */
export const NUMBERS: ReadonlySet<string> = new Set(["listAs"]);

/** Both ways through a table. */
export function keyOf(table: ReadonlyMap<string, string>, wanted: string): string | null {
  for (const [key, value] of table) if (value === wanted) return key;
  return null;
}

function text(property: string, place: string, field: string): Spec {
  return { property, place, field, isUri: false, kind: null, named: {}, hasLabel: false };
}

function uri(property: string, place: string, kind: string | null, named: Record<string, string>): Spec {
  return { property, place, field: "uri", isUri: true, kind, named, hasLabel: true };
}
