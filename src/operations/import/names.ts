/** Organizations and tags an import refers to by name: found again, or made once. */
import { nameKey, searchDocument } from "../../domain/search-text.ts";
import { foldedName } from "../../store/keys.ts";
import type { NewContact, Transaction } from "../../store/store.ts";

/** Names remembered at a time; a book with more distinct companies looks some of them up again. */
const REMEMBERED = 50_000;

export type NamedIds = {
  /** Ids of the organizations, made where there are none; new ones are appended to `pending`. */
  organization(name: string, pending: NewContact[]): Promise<string>;
  tag(name: string): Promise<string>;
  /** Tells of an organization contact that a card made. */
  learn(name: string, id: string): void;
  organizationsMade(): number;
};

/** @param fresh whether the store was empty at the start, so that nothing needs to be looked up */
export function namedIds(tx: Transaction, fresh: boolean): NamedIds {
  const organizations = new Map<string, string>();
  const tags = new Map<string, string>();
  let made = 0;
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
    const rows = await tx.find("contacts", { name_key: nameKey(name), kind: "organization" });
    return rows.find((row) => row.deleted_at === null && foldedName(row.display_name) === key)?.id ?? null;
  }

  return {
    async organization(name, pending) {
      const key = foldedName(name);
      const known = organizations.get(key) ?? pendingOrganization(pending, key) ?? (await findOrganization(name, key));
      if (known) return remember(organizations, key, known);
      const organization = bareOrganization(tx.newId(), name);
      pending.push(organization);
      made++;
      return remember(organizations, key, organization.contact.id);
    },
    async tag(name) {
      const key = foldedName(name);
      const known = tags.get(key) ?? (await tx.find("tags", { name_key: key }))[0]?.id;
      if (known) return remember(tags, key, known);
      const { id } = await tx.insert("tags", { name, color: null, description: null, metadata: {} });
      return remember(tags, key, id);
    },
    learn: (name, id) => void remember(organizations, foldedName(name), id),
    organizationsMade: () => made,
  };
}

function pendingOrganization(pending: readonly NewContact[], key: string): string | null {
  const found = pending.find(
    ({ contact }) => contact.kind === "organization" && foldedName(contact.display_name) === key,
  );
  return found?.contact.id ?? null;
}

/** A contact of kind organization known by its name alone. */
function bareOrganization(id: string, display_name: string): NewContact {
  const contact = {
    id,
    display_name,
    kind: "organization" as const,
    given_name: null,
    middle_name: null,
    family_name: null,
    prefix: null,
    suffix: null,
    nickname: null,
    avatar_url: null,
    bio: null,
    language: null,
    timezone: null,
    vcard_uid: null,
    metadata: {},
    deleted_at: null,
    card_digest: null,
  };
  const document = searchDocument({ ...contact, channels: [], addresses: [], affiliations: [], tags: [] });
  return { contact, channels: [], addresses: [], dates: [], affiliations: [], contact_tags: [], photos: [], document };
}
