/**
 * Look-ups of an import: a batch of cards asks for what all of them need at once, and each card then finds its answers
 * here. What this import writes makes the answers it touches go, and the next card asks the store again.
 */
import { lookupKey } from "../../domain/channel.ts";
import type { ContactKind } from "../../domain/draft.ts";
import type { FullContact } from "../../domain/entities.ts";
import { withParts } from "../../store/parts.ts";
import type { Reader, Rows } from "../../store/store.ts";
import { isLive, MANY, ownersOf, rowsByUid } from "./find-contact.ts";
import { spellingsOf } from "./names-agree.ts";
import type { PreparedContact } from "./prepare.ts";

type Row = Rows["contacts"];

/** By what a card may find its contact. */
export type Keys = Pick<
  PreparedContact,
  "uid_key" | "name_key" | "kind" | "lookup_keys" | "spellings" | "has_name_evidence"
>;

export type Book = {
  readonly tx: Reader;
  /** Looks up what the cards may ask for. @param ids contacts that are met for certain */
  load(cards: readonly Keys[], ids: readonly string[]): Promise<void>;
  /** Live contacts with the UID. */
  byUid(uid_key: string): Promise<Row[]>;
  /** Live contacts with the e-mail or phone; null when they are too many to say anything. */
  byChannel(lookup_key: string): Promise<Row[] | null>;
  /** Live contacts of the name; null when they are too many. */
  byName(name_key: string, kind: ContactKind): Promise<Row[] | null>;
  /** The contacts with the parts that comparing and adding need. */
  full(rows: readonly Row[]): Promise<FullContact[]>;
  byId(id: string): Promise<FullContact | null>;
  /** Revision that a contact answered here had before this import. */
  revision(id: string): number;
  /** What is known of a contact that this import made or changed holds no more. */
  forget(id: string, keys: Keys): void;
};

/** Parts that comparing and adding need. */
const COMPARED = ["channels", "addresses", "dates", "affiliations", "tags", "relationships", "photo"] as const;

/** Rows read for one key of a batch on the average; with more, each key is looked up by itself. */
const FEW = 4;

export function book(tx: Reader): Book {
  const uids = new Map<string, Row[]>();
  const channels = new Map<string, Row[] | null>();
  const names = new Map<string, Row[] | null>();
  const rows = new Map<string, Row>();
  const contacts = new Map<string, FullContact>();
  /** Contacts that were written since: rows read before say what they were. */
  const written = new Set<string>();
  const revisions = new Map<string, number>();
  /** Of contacts that this import has changed. */
  const before = new Map<string, number>();
  /** Keys that too many share, which stays so. */
  const common = new Set<string>();
  /** A first import never asks ahead, and has nothing to forget. */
  let loaded = false;

  async function loadUids(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    const limit = FEW * keys.length;
    const found = await tx.find("contacts", { uid_key: [...keys] }, limit);
    if (found.length === limit) return;
    for (const key of keys) uids.set(key, []);
    for (const row of found) if (isLive(row) && row.uid_key !== null) uids.get(row.uid_key)?.push(row);
    // Our exports name a contact without a UID by its id.
    const ids = keys.filter((key) => uids.get(key)?.length === 0);
    for (const row of await tx.find("contacts", { id: ids })) if (isLive(row)) uids.get(row.id)?.push(row);
  }

  async function loadChannels(keys: readonly string[]): Promise<void> {
    const asked = keys.filter((key) => !common.has(key));
    if (asked.length === 0) return;
    const limit = FEW * asked.length + MANY;
    const found = await tx.find("channels", { lookup_key: asked }, limit);
    if (found.length === limit) return;
    const ids = [...new Set(found.map(({ contact_id }) => contact_id))];
    const owners = new Map((await tx.find("contacts", { id: ids })).map((row) => [row.id, row]));
    const held = Map.groupBy(found, lookupKey);
    for (const key of asked) {
      const mine = held.get(key) ?? [];
      const distinct = new Set(mine.map(({ contact_id }) => contact_id));
      const live = [...distinct].flatMap((id) => owners.get(id) ?? []).filter(isLive);
      channels.set(key, mine.length > MANY ? null : live);
    }
  }

  async function loadNames(keys: readonly string[], kind: ContactKind): Promise<void> {
    const asked = keys.filter((key) => !common.has(placeOf(key, kind)));
    if (asked.length === 0) return;
    const limit = FEW * asked.length + MANY;
    const found = await tx.find("contacts", { name_key: asked, kind }, limit);
    if (found.length === limit) return;
    const held = Map.groupBy(found, ({ name_key }) => name_key);
    for (const key of asked) {
      const mine = held.get(key) ?? [];
      names.set(placeOf(key, kind), mine.length > MANY ? null : mine.filter(isLive));
    }
  }

  async function loadFull(wanted: readonly Row[]): Promise<void> {
    const fresh = [...new Map(wanted.map((row) => [row.id, row])).values()].filter(({ id }) => !contacts.has(id));
    for (const row of fresh) revisions.set(row.id, row.revision);
    for (const contact of await withParts(tx, fresh, COMPARED)) contacts.set(contact.id, contact);
  }

  const known: Book = {
    tx,
    async load(cards, ids) {
      loaded = true;
      for (const map of [uids, channels, names, rows, contacts, written, revisions]) map.clear();
      await loadUids(unique(cards.map(({ uid_key }) => uid_key)));
      const strangers = cards.filter(({ uid_key }) => uid_key === null || uids.get(uid_key)?.length === 0);
      await loadChannels(unique(strangers.flatMap(({ lookup_keys }) => lookup_keys)));
      for (const kind of ["person", "organization"] as const) {
        const asking = strangers.filter((card) => card.kind === kind && card.has_name_evidence);
        await loadNames(unique(asking.map(({ name_key }) => name_key)), kind);
      }
      const certain = ids.length === 0 ? [] : await tx.find("contacts", { id: unique(ids) });
      for (const row of certain) rows.set(row.id, row);
      const wanted = strangers.flatMap(({ lookup_keys, name_key, spellings, kind }) => [
        ...lookup_keys
          .flatMap((key) => channels.get(key) ?? [])
          .filter((row) => spellingsOf(row).some((spelling) => spellings.includes(spelling))),
        ...(names.get(placeOf(name_key, kind)) ?? []),
      ]);
      await loadFull([...certain, ...[...uids.values()].flat(), ...wanted]);
    },
    byUid: async (key) => uids.get(key) ?? rowsByUid(tx, key),
    async byChannel(key) {
      const ahead = channels.get(key);
      if (ahead !== undefined) return ahead;
      if (common.has(key)) return null;
      const found = await ownersOf(tx, key);
      if (found === null) common.add(key);
      return found;
    },
    async byName(key, kind) {
      const place = placeOf(key, kind);
      const ahead = names.get(place);
      if (ahead !== undefined) return ahead;
      if (common.has(place)) return null;
      const found = await tx.find("contacts", { name_key: key, kind }, MANY + 1);
      if (found.length <= MANY) return found.filter(isLive);
      common.add(place);
      return null;
    },
    async full(wanted) {
      const missing = wanted.filter(({ id }) => !contacts.has(id));
      const stale = missing.flatMap(({ id }) => (written.has(id) ? id : []));
      const anew = stale.length === 0 ? [] : await tx.find("contacts", { id: stale });
      const current = [...missing.filter(({ id }) => !written.has(id)), ...anew.filter(isLive)];
      for (const row of current) revisions.set(row.id, row.revision);
      const read = new Map((await withParts(tx, current, COMPARED)).map((one) => [one.id, one]));
      return wanted.flatMap(({ id }) => contacts.get(id) ?? read.get(id) ?? []);
    },
    async byId(id) {
      const row = rows.get(id) ?? (await tx.get("contacts", id));
      return (row && (await known.full([row]))[0]) ?? null;
    },
    revision: (id) => before.get(id) ?? revisions.get(id) ?? 0,
    forget(id, { uid_key, name_key, kind, lookup_keys }) {
      const revision = revisions.get(id);
      if (revision !== undefined && !before.has(id)) before.set(id, revision);
      if (!loaded) return;
      contacts.delete(id);
      rows.delete(id);
      written.add(id);
      if (uid_key !== null) uids.delete(uid_key);
      for (const key of lookup_keys) channels.delete(key);
      names.delete(placeOf(name_key, kind));
    },
  };
  return known;
}

function placeOf(name_key: string, kind: ContactKind): string {
  return `${kind} ${name_key}`;
}

function unique(keys: readonly (string | null)[]): string[] {
  return [...new Set(keys)].filter((key) => key !== null);
}
