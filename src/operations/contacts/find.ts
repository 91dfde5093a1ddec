import { canonicalEmail, channelKey } from "../../domain/channel.ts";
import type { Contact } from "../../domain/entities.ts";
import { type BacksideError, notFound } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { nonempty, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { terms } from "../../domain/search-text.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import { dialled } from "../../domain/spelled-number.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { defineRead } from "../operation.ts";

export type FindInput = { type: string; value: string; region?: string | null | undefined };

/** Of several it is the one where the channel is primary, then the one that prefers it most, then the oldest. */
export const findByChannel = defineRead<FindInput, Contact>({
  name: "contacts.find",
  summary: "Find the contact that has a channel",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/find-by-channel", status: 200, contract: "documented" },
  mcp: { name: "contacts_find_by_channel" },
  errors: ["bad_request", "not_found"],
  input: findSchema,
  async run(tx, input) {
    const [contact] = await ownersInOrder(tx, input);
    if (!contact) throw nobodyHas(input);
    return contact;
  },
});

/** All that have the channel, the one that `contacts.find` answers first. */
export const findOwners = defineRead<FindInput, Contact[]>({
  name: "contacts.owners",
  summary: "List the contacts that have a channel",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/owners-of-channel", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: findSchema,
  async run(tx, input) {
    const owners = await ownersInOrder(tx, input);
    if (owners.length === 0) throw nobodyHas(input);
    return owners;
  },
});

function findSchema(): Schema<FindInput> {
  return object({
    type: nonempty("email, phone, url, twitter, linkedin or any other"),
    value: nonempty("The address, number or name, in any spelling"),
    region: optional(nullable(text("Country of a phone number in national notation, such as US"))),
  }) as Schema<FindInput>;
}

function nobodyHas({ type, value }: FindInput): BacksideError {
  return notFound(`no contact has the ${type.trim().toLowerCase()} ${quoted(value)}`);
}

async function ownersInOrder(tx: Reader, { type, value, region = null }: FindInput): Promise<Contact[]> {
  const folded = type.trim().toLowerCase();
  const keys = await keysOf(folded, value.trim(), region);
  const met = (await tx.find("channels", { lookup_key: keys })).filter((channel) => channel.type === folded);
  const owned = met.length === 0 && folded === "phone" && region === null ? await byDigits(tx, value) : met;
  const owners = await ownersOf(tx, owned);
  const age = new Map(owners.map(({ id }, at) => [id, at]));
  const ordered = owned
    .filter(({ contact_id }) => age.has(contact_id))
    .sort(
      (a, b) =>
        Number(b.is_primary) - Number(a.is_primary) ||
        a.preference_order - b.preference_order ||
        (age.get(a.contact_id) ?? 0) - (age.get(b.contact_id) ?? 0),
    );
  const byId = new Map(owners.map((owner) => [owner.id, owner]));
  return [...new Set(ordered.map(({ contact_id }) => contact_id))].flatMap((id) => {
    const owner = byId.get(id);
    return owner ? [shape(owner, CONTACT_KEYS)] : [];
  });
}

/** A phone that was not valid where it was stored is found by its digits. */
async function keysOf(type: string, value: string, region: string | null): Promise<string[]> {
  const plain = channelKey(type, value.replace(/^(?:tel|mailto):/i, ""));
  if (type === "email") return [canonicalEmail(value.replace(/^mailto:/i, "")) ?? plain].filter((key) => key !== null);
  if (type === "url") return plain === null ? [] : urlKeys(plain);
  if (type !== "phone") return plain === null ? [] : [plain];
  const { canonicalPhone } = await import("../../domain/phone.ts");
  const canonical = canonicalPhone(value, region?.toUpperCase() ?? null);
  return [...new Set([canonical, plain].filter((key) => key !== null))];
}

/** Contacts looked at whose numbers hold the digits. */
const NEAR = 100;

/** A number whose country is not known is met by its digits: as they were written, or after a country's code. */
async function byDigits(tx: Reader, value: string): Promise<Rows["channels"][]> {
  const text = dialled(value.trim().replace(/^tel:/i, ""));
  if (/^(?:\+|00)/.test(text)) return [];
  const wanted = terms(text);
  const [run = "", bare = run] = wanted.length === 1 ? (wanted[0]?.digits ?? []) : [];
  if (bare.length < SHORTEST) return [];
  const { rows } = await tx.list({ ...EVERYBODY, terms: wanted }, NEAR, null);
  if (rows.length === 0) return [];
  const channels = await tx.find("channels", { contact_id: rows.map(({ id }) => id) });
  return channels.filter(({ type, value, canonical_value }) => {
    if (type !== "phone") return false;
    const known = (canonical_value ?? "").replace(/\D/g, "");
    const code = known.length - bare.length;
    return dialled(value).replace(/\D/g, "") === run || (known.endsWith(bare) && code >= 1 && code <= 3);
  });
}

/** Fewer digits are the end of too many numbers. */
const SHORTEST = 6;

const EVERYBODY = {
  name_key: null,
  filter: null,
  kind: null,
  tags: [],
  groups: [],
  deleted: "exclude",
  sort: "created_at",
  descending: false,
} as const;

/** A web address is the same without its scheme, `www.` and the slash at its end. */
function urlKeys(key: string): string[] {
  const bare = key
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/^www\./, "")
    .replace(/\/$/, "");
  const hosts = ["", "http://", "https://"].flatMap((scheme) => [`${scheme}${bare}`, `${scheme}www.${bare}`]);
  return [...new Set([key, ...hosts.flatMap((host) => [host, `${host}/`])])];
}

/** Oldest first. */
async function ownersOf(tx: Reader, channels: readonly Rows["channels"][]): Promise<Rows["contacts"][]> {
  if (channels.length === 0) return [];
  const rows = await tx.find("contacts", { id: [...new Set(channels.map(({ contact_id }) => contact_id))] });
  return rows.filter(({ deleted_at }) => deleted_at === null);
}
