/** The fields of a query, by the name they are called. */
import { PART_NAMES, type TimeField, VALUE_FIELDS, type ValueField } from "./tree.ts";

export type Field =
  | { of: "value"; field: ValueField }
  | { of: "channel"; type: string }
  | { of: "time"; field: TimeField }
  | { of: "tag" | "group" | "kind" | "id" | "has" | "missing" | "birthday" | "rel" };

/** Types of channels that are fields of their own; any other is `channel.TYPE`. */
export const CHANNEL_FIELDS = [
  ...["email", "phone", "url", "twitter", "linkedin", "custom"],
  ...["aim", "facebook", "flickr", "gadugadu", "github", "groupwise", "gtalk", "icq", "instagram", "irc", "mastodon"],
  ...["matrix", "msn", "myspace", "qq", "sametime", "signal", "sinaweibo", "sip", "skype", "telegram", "threema"],
  ...["whatsapp", "xing", "xmpp", "yahoo", "youtube", "zoom"],
] as const;

const FIELDS: ReadonlyMap<string, Field> = new Map<string, Field>([
  ...VALUE_FIELDS.map((field): [string, Field] => [field, { of: "value", field }]),
  ...CHANNEL_FIELDS.map((type): [string, Field] => [type, { of: "channel", type }]),
  ...(["tag", "group", "kind", "id", "has", "missing", "birthday", "rel"] as const).map((of): [string, Field] => [
    of,
    { of },
  ]),
  ["created", { of: "time", field: "created_at" }],
  ["updated", { of: "time", field: "updated_at" }],
  ["last", { of: "time", field: "last_interaction_at" }],
]);

export const FIELD_NAMES: readonly string[] = [...FIELDS.keys()];

/** What stands behind `has:` and `missing:`. */
export const HAS_NAMES: readonly string[] = [...PART_NAMES, ...CHANNEL_FIELDS];

/** `last.before:` and the like, since a shell takes `<` for itself; what they are for a date and for a length of time. */
export const TIME_WORDS = {
  before: { date: "<", age: ">" },
  after: { date: ">", age: "<" },
  within: { date: ":", age: ":" },
} as const;

/** @param name as written, also `channel.TYPE`; null when there is no such field */
export function fieldOf(name: string): Field | null {
  const type = channelType(name);
  return type === null ? (FIELDS.get(name) ?? null) : { of: "channel", type };
}

/** `channel.fax` → `fax`. */
export function channelType(name: string): string | null {
  return /^channel\.(.{1,64})$/.exec(name)?.[1] ?? null;
}
