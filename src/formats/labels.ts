/** Labels as Google and Outlook show them, and as vCard's TYPE has them: `Mobile` is `cell`, `Work Fax` is `work fax`. */
import { LABEL_TYPES } from "../vcard/dialects.ts";

/** The label of a word of theirs; another word is the user's own and stays as it is. */
export function labelOfWord(word: string): string | null {
  const text = word.trim();
  if (text === "") return null;
  const lower = text.toLowerCase();
  const label = WORDS.get(lower) ?? lower;
  return label.split(" ").every((part) => KNOWN.has(part)) ? label : text;
}

/** The word they show for a label. */
export function wordOfLabel(label: string | null): string {
  if (label === null) return "";
  if (label === "cell") return "Mobile";
  if (label === "homepage") return "Home Page";
  if (!label.split(" ").every((part) => KNOWN.has(part))) return label;
  return label.replace(/(^| )[a-z]/g, (letter) => letter.toUpperCase());
}

const WORDS: ReadonlyMap<string, string> = new Map([
  ["mobile", "cell"],
  ["home page", "homepage"],
]);
const KNOWN: ReadonlySet<string> = new Set(LABEL_TYPES);
