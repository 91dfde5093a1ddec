/** Organizations and tags an import refers to by name: found again, or made once. */
import { foldedName, nameKey } from "../../domain/search-text.ts";
import { uidKey } from "../../store/keys.ts";
import type { Transaction } from "../../store/store.ts";
import { rowsByUid } from "./find-contact.ts";

/** Names remembered at a time; a book with more distinct companies looks some of them up again. */
const REMEMBERED = 50_000;

/** Organizations looked at that differ in signs only; of more than so many it is the first anyway. */
const NAMESAKES = 50;

export type NamedIds = {
  /** @param uid of its own card; without it, or where no contact has it, the name decides */
  organization(name: string, uid?: string | null): Promise<string>;
  tag(name: string): Promise<string>;
  /** Tells of an organization contact that a card made; the first of its name is the one that is meant. */
  learn(name: string, id: string): void;
};

/**
 * @param fresh whether the store was empty at the start, so that nothing needs to be looked up
 * @param make makes a contact of kind organization and answers its id
 * @param flush writes what is waiting, so that a look-up meets it
 */
export function namedIds(
  tx: Transaction,
  fresh: boolean,
  make: (display_name: string) => string,
  flush: () => Promise<void>,
): NamedIds {
  const organizations = new Map<string, string>();
  const tags = new Map<string, string>();
  /** Once something was forgotten, even a fresh store has to be asked. */
  let forgot = false;

  function remember(map: Map<string, string>, key: string, id: string): string {
    if (map.size >= REMEMBERED) {
      map.clear();
      forgot = true;
    }
    map.set(key, id);
    return id;
  }

  async function findOrganization(name: string, key: string): Promise<string | null> {
    if (fresh && !forgot) return null;
    await flush();
    const rows = await tx.find("contacts", { name_key: nameKey(name), kind: "organization" }, NAMESAKES);
    return rows.find((row) => row.deleted_at === null && foldedName(row.display_name) === key)?.id ?? null;
  }

  async function organizationByUid(uid: string): Promise<string | null> {
    const key = `${uidKey(uid)}\0`; // no folded name ends so
    const known = organizations.get(key);
    if (known !== undefined) return known === "" ? null : known;
    await flush();
    const found = (await rowsByUid(tx, uidKey(uid))).find(({ kind }) => kind === "organization");
    remember(organizations, key, found?.id ?? "");
    return found?.id ?? null;
  }

  return {
    async organization(name, uid = null) {
      const own = uid === null ? null : await organizationByUid(uid);
      if (own !== null) return own;
      const key = foldedName(name);
      const known = organizations.get(key);
      if (known !== undefined) return known;
      return remember(organizations, key, (await findOrganization(name, key)) ?? make(name));
    },
    async tag(name) {
      const key = foldedName(name);
      const known = tags.get(key);
      if (known !== undefined) return known;
      const found = (await tx.find("tags", { name_key: key }))[0];
      const { id } = found ?? (await tx.insert("tags", { name, color: null, description: null, metadata: {} }));
      return remember(tags, key, id);
    },
    learn(name, id) {
      const key = foldedName(name);
      if (!organizations.has(key)) remember(organizations, key, id);
    },
  };
}
