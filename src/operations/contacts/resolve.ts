import { canonicalEmail, channelKey } from "../../domain/channel.ts";
import type { Contact } from "../../domain/entities.ts";
import { UUID } from "../../domain/ids.ts";
import { choice, nullable, object, optional, type Schema, text } from "../../domain/schema.ts";
import { fold, nameKey, terms } from "../../domain/search-text.ts";
import { CONTACT_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { defineRead } from "../operation.ts";
import { type Candidate, candidatesOf } from "./candidates.ts";

export type ResolveInput = {
  ref: string;
  /** E.164 form of `ref` where it is a valid phone number; the caller knows the region. */
  phone?: string | null | undefined;
  deleted?: "exclude" | "include" | "only" | undefined;
};

/** By what the reference was met; null when it names nothing. */
export type ResolvedBy = "id" | "id_prefix" | "email" | "phone" | "display_name" | "search";
export type Resolved = {
  by: ResolvedBy | null;
  contacts: Contact[];
  /** The same with what tells them apart; none where it is one contact. */
  candidates: Candidate[];
  /** Whether the reference may mean still more contacts than these. */
  more: boolean;
};

/** Candidates answered for an ambiguous reference. */
const CANDIDATES = 20;
const ID_PREFIX = /^[0-9a-f][0-9a-f-]{3,35}$/i;

/** The first step that meets anybody decides; more than one contact there is ambiguous, which the caller reports. */
export const resolveContact = defineRead<ResolveInput, Resolved>({
  name: "contacts.resolve",
  summary: "Find the contact a reference names",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/resolve", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: () =>
    object({
      ref: text("Id, unique start of an id, e-mail, phone, exact display name, or search words with one hit"),
      phone: optional(nullable(text("The reference as E.164 phone number"))),
      deleted: optional(choice(["exclude", "include", "only"], "Whether deleted contacts count")),
    }) as Schema<ResolveInput>,
  async run(tx, { ref, phone = null, deleted = "exclude" }) {
    const counts = ({ deleted_at }: Contact) => deleted === "include" || (deleted_at !== null) === (deleted === "only");
    const counted = (rows: Rows["contacts"][]) => rows.filter(counts);
    const met = async (by: ResolvedBy, rows: readonly Contact[]): Promise<Resolved> => {
      const contacts = rows.slice(0, CANDIDATES).map((row) => shape(row, CONTACT_KEYS));
      return {
        by: rows.length > 0 ? by : null,
        contacts,
        candidates: contacts.length > 1 ? await candidatesOf(tx, contacts) : [],
        more: rows.length > CANDIDATES,
      };
    };

    if (UUID.test(ref)) return met("id", counted(await tx.find("contacts", { id: ref.toLowerCase() })));
    const named = counted(await byName(tx, ref));
    if (ID_PREFIX.test(ref)) {
      const begun = counted(await tx.contactsByIdPrefix(ref.toLowerCase(), CANDIDATES + 1));
      // A name such as "Abba" may also begin an id: both count, so that neither is taken by guess.
      const both = [...begun, ...named.filter((row) => !begun.some(({ id }) => id === row.id))];
      if (begun.length > 0) return met("id_prefix", both);
    }
    const email = canonicalEmail(ref.replace(/^mailto:/i, ""));
    if (email !== null) {
      const owners = counted(await byChannel(tx, "email", email));
      if (owners.length > 0) return met("email", owners);
    }
    const number = phone ?? (mayBeNumber(ref) ? channelKey("phone", ref) : null);
    if (number !== null) {
      const owners = counted(await byChannel(tx, "phone", number));
      if (owners.length > 0) return met("phone", owners);
    }
    if (named.length > 0) return met("display_name", named);
    const { rows } = await tx.list(
      {
        terms: terms(ref),
        name_key: nameKey(ref),
        filter: null,
        kind: null,
        tags: [],
        groups: [],
        deleted,
        sort: "rank",
        descending: false,
      },
      CANDIDATES + 1,
      null,
    );
    return met("search", rows);
  },
});

/** Three digits or more, and no letters; those of ASCII are asked about first, because `\p{L}` takes its time. */
function mayBeNumber(ref: string): boolean {
  return !/[a-z]/i.test(ref) && /\d\D*\d\D*\d/.test(ref) && !/\p{L}/u.test(ref);
}

async function byName(tx: Reader, ref: string): Promise<Rows["contacts"][]> {
  const folded = fold(ref).trim();
  const rows = await tx.find("contacts", { name_key: nameKey(ref) });
  return rows.filter((row) => fold(row.display_name).trim() === folded);
}

async function byChannel(tx: Reader, type: string, key: string): Promise<Rows["contacts"][]> {
  const channels = (await tx.find("channels", { lookup_key: key })).filter((channel) => channel.type === type);
  return tx.find("contacts", { id: [...new Set(channels.map(({ contact_id }) => contact_id))] });
}
