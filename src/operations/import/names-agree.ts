/** Whether two names are of one person as far as names can tell: words count, not their order or a title. */
import type { ContactDraft } from "../../domain/draft.ts";
import { nameKey } from "../../domain/search-text.ts";

export type Named = Pick<ContactDraft, "display_name" | "given_name" | "middle_name" | "family_name">;

/** `Lovelace, Ada` agrees with `Dr. Ada Lovelace`; `A. Lovelace` and `Ada King Lovelace` do not. */
export function nameAgrees(one: Named, other: Named): boolean {
  if (nameKey(one.display_name) === nameKey(other.display_name)) return true;
  const spellings = new Set(spellingsOf(other));
  return spellingsOf(one).some((spelling) => spellings.has(spelling));
}

/** What is displayed is one name, so that a phone is evidence enough. */
export function isSpelledAlike(one: Named, other: Named): boolean {
  return nameKey(one.display_name) === nameKey(other.display_name);
}

/** The words of the name as it is displayed, and as its parts say, each in the order of the alphabet. */
export function spellingsOf({ display_name, given_name, middle_name, family_name }: Named): string[] {
  const shown = inOrder(display_name);
  if (given_name === null || family_name === null) return [shown];
  const spelled = [given_name, middle_name, family_name].filter((part) => part !== null).join(" ");
  if (spelled === display_name) return [shown]; // nearly always
  const parts = inOrder(spelled);
  return parts === shown ? [shown] : [shown, parts];
}

function inOrder(name: string): string {
  const words = nameKey(name.replace(/[,.()]/g, " ")).split(" ");
  const telling = words.filter((word) => word !== "" && !TITLES.has(word));
  return (telling.length === 0 ? words : telling).toSorted().join(" ");
}

/** Academic ones only: Mr. and Mrs. tell two people apart. */
const TITLES: ReadonlySet<string> = new Set([
  "dr",
  "prof",
  "ing",
  "dipl",
  "mag",
  "phd",
  "md",
  "msc",
  "bsc",
  "med",
  "mba",
]);
