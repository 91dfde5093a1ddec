import type { BackupRecord } from "../../domain/backup.ts";
import { object, type Schema } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import { defineRead } from "../operation.ts";

export const backupDefinitions = defineRead<Record<string, never>, BackupRecord[]>({
  name: "backup.definitions",
  summary: "Read tags, groups and relationship types as a backup has them",
  scope: "contacts:read",
  http: { method: "GET", path: "/backup/definitions", status: 200, contract: "extension" },
  mcp: false,
  errors: [],
  input: () => object({}) as Schema<Record<string, never>>,
  async run(tx) {
    const tags = await tx.find("tags", {});
    const groups = await tx.find("groups", {});
    const types = await tx.find("relationship_types", {});
    const uids = await uidsOf(
      tx,
      groups.map(({ id }) => id),
    );
    // Those of contacts last and in the order of the contacts, as they are made when they are put back.
    const place = ({ id }: { id: string }): string => (uids.has(id) ? `1${id}` : "0");
    groups.sort((a, b) => (place(a) < place(b) ? -1 : place(a) > place(b) ? 1 : 0));
    return [
      ...tags.map(({ name, color, description, metadata }) => ({
        type: "tag" as const,
        name,
        color,
        description,
        metadata,
      })),
      ...groups.map(({ id, name, description, metadata }) => {
        return { type: "group" as const, name, description, contact_uid: uids.get(id) ?? null, metadata };
      }),
      ...types.map(({ name, inverse_name, is_symmetric, description, metadata }) => {
        return { type: "relationship_type" as const, name, inverse_name, is_symmetric, description, metadata };
      }),
    ];
  },
});

/** UIDs of the contacts' cards, also of those that get theirs on export; without the deleted ones. */
export async function uidsOf(tx: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const names = ids.length === 0 ? [] : await tx.names([...new Set(ids)]);
  const live = names.filter(({ deleted_at }) => deleted_at === null);
  return new Map(live.map(({ id, vcard_uid }) => [id, vcard_uid ?? `urn:uuid:${id}`]));
}
