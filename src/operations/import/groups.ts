/**
 * The group that a contact of kind group stands for. It has the contact's id: cards of one name are groups of their own,
 * and renaming either leaves both what they are.
 */
import { foldedName } from "../../domain/search-text.ts";
import type { Rows, Transaction } from "../../store/store.ts";

/** Finds names that no group has yet. */
export type GroupNames = { free(name: string): Promise<string> };

export function groupNames(tx: Transaction): GroupNames {
  /** How often a name was given out, so that many groups of one name are not counted through again. */
  const given = new Map<string, number>();
  const isTaken = async (name: string): Promise<boolean> =>
    (await tx.find("groups", { name_key: foldedName(name) })).length > 0;
  return {
    async free(name) {
      const key = foldedName(name);
      let number = (given.get(key) ?? 0) + 1;
      let free = number === 1 ? name : `${name} (${number})`;
      while (await isTaken(free)) free = `${name} (${++number})`;
      given.set(key, number);
      return free;
    },
  };
}

/** Id of the contact's group, which is made when there is none. */
export async function groupFor(
  tx: Transaction,
  names: GroupNames,
  { id, display_name }: Rows["contacts"],
): Promise<string> {
  if ((await tx.get("groups", id)) === null) {
    await tx.insert("groups", { id, name: await names.free(display_name), description: null, metadata: {} });
  }
  return id;
}
