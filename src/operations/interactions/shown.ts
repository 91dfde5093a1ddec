/** Interactions as the world sees them: rows with their participants, and for people with names. */
import type { Interaction } from "../../domain/entities.ts";
import { INTERACTION_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows } from "../../store/store.ts";

/** What an answer may carry besides. */
export const INTERACTION_PARTS = ["people", "corrected_by"] as const;
export type InteractionPart = (typeof INTERACTION_PARTS)[number];

export type ShownInteraction = Interaction & {
  /** Everybody who had a part in it, the main contact first. */
  people?: { contact_id: string; display_name: string }[];
  /** Id of the newest interaction that corrects this one. */
  corrected_by?: string | null;
};

/** The rows with their participants in the order in which they were named. */
export async function shownInteractions(
  tx: Reader,
  rows: readonly Rows["interactions"][],
  include: readonly InteractionPart[],
): Promise<ShownInteraction[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const participants = Map.groupBy(
    await tx.find("interaction_participants", { interaction_id: ids }),
    ({ interaction_id }) => interaction_id,
  );
  const shown: ShownInteraction[] = rows.map((row) => {
    const participant_ids = participants.get(row.id)?.map(({ contact_id }) => contact_id) ?? [];
    return shape({ ...row, participant_ids }, INTERACTION_KEYS);
  });
  if (include.includes("people")) await addPeople(tx, shown);
  if (include.includes("corrected_by")) await addCorrections(tx, shown);
  return shown;
}

async function addPeople(tx: Reader, shown: ShownInteraction[]): Promise<void> {
  const all = new Set(shown.flatMap(({ contact_id, participant_ids }) => [contact_id, ...participant_ids]));
  const names = new Map((await tx.names([...all])).map(({ id, display_name }) => [id, display_name]));
  for (const interaction of shown) {
    interaction.people = [interaction.contact_id, ...interaction.participant_ids].map((contact_id) => ({
      contact_id,
      display_name: names.get(contact_id) ?? "",
    }));
  }
}

async function addCorrections(tx: Reader, shown: ShownInteraction[]): Promise<void> {
  const later = await tx.find("interactions", { corrects: shown.map(({ id }) => id) });
  // Oldest first: the newest one stays.
  const byEarlier = new Map(later.map(({ id, metadata }) => [String(metadata.corrects), id]));
  for (const interaction of shown) interaction.corrected_by = byEarlier.get(interaction.id) ?? null;
}
