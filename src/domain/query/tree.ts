/** A query as a tree: what `parseQuery` reads, `matches` tells plainly and an engine compiles. */
import type { ContactKind } from "../draft.ts";
import type { Term } from "../search-text.ts";

export type Query = { op: "and" | "or"; of: readonly Query[] } | { op: "not"; of: Query } | Condition;

export type Condition =
  /** A free word, found in any place; `whole` where it is quoted and no beginning will do. */
  | { op: "text"; term: Term; whole: boolean }
  | { op: "value"; field: ValueField; test: TextTest }
  | { op: "channel"; type: string; test: TextTest }
  /** By name, folded; `begun` where the name may go on. */
  | { op: "tag" | "group"; name: string; begun: boolean }
  | { op: "kind"; kind: ContactKind }
  | { op: "id"; begins: string }
  | { op: "has"; part: PartName }
  | { op: "has_channel"; type: string }
  /** Milliseconds since 1970: not before `from`, and before `until`. No time at all is in no span. */
  | { op: "time"; field: TimeField; from: number | null; until: number | null }
  | { op: "birthday"; year: number | null; month: number | null; day: number | null }
  /** Related as the contact's own side tells it: "reports to Bob". `who` is the other's id, or what its name holds. */
  | { op: "related"; type: string; who: { id: string } | { name: readonly TextTest[] } | null };

/** Fields whose texts are looked at one by one; a contact may have several of each. */
export const VALUE_FIELDS = [
  "name",
  "given",
  "middle",
  "family",
  "nickname",
  "note",
  "org",
  "title",
  "role",
  "department",
  "address",
  "street",
  "city",
  "country",
] as const;
export type ValueField = (typeof VALUE_FIELDS)[number];

export type TimeField = "created_at" | "updated_at" | "last_interaction_at";

/** What `has:` and `missing:` know besides types of channels. */
export const PART_NAMES = [
  "channel",
  "address",
  "birthday",
  "date",
  "photo",
  "note",
  "nickname",
  "tag",
  "group",
  "org",
  "interaction",
  "relationship",
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** What a text must be like: any of `wanted` will do. Words are folded and separated by one blank, digits are bare. */
export type TextTest = {
  /**
   * - `begin`: the words stand in it in a row, the last one perhaps only begun
   * - `whole`: the words stand in it in a row
   * - `equal`: it is the text, folded
   * - `digits`: its digits hold these
   * - `number`: its digits are these
   */
  how: "begin" | "whole" | "equal" | "digits" | "number";
  wanted: readonly string[];
};
