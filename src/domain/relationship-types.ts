/** Types of relationships: those that every tenant has without a row, and how their words are read (API page, 2.8). */
import type { RelationshipType } from "./entities.ts";
import { BacksideError } from "./errors.ts";
import { nearest } from "./nearest.ts";
import { quoted } from "./quoted.ts";

type Builtin = Pick<RelationshipType, "name" | "inverse_name" | "is_symmetric" | "description"> & {
  /** The words before the other one's name: "reports to Bob". */
  reads: string;
};

/** In the order of the API; the order also makes their ids. */
const BUILTINS: readonly Builtin[] = [
  builtin("reports_to", "reports to", { inverse: "manages" }, "works under somebody"),
  builtin("works_with", "works with", "symmetric", "is a colleague"),
  builtin("manages", "manages", { inverse: "reports_to" }, "has somebody working under them"),
  builtin("spouse", "spouse of", "symmetric", "is married to somebody"),
  builtin("partner", "partner of", "symmetric", "lives with somebody"),
  builtin("parent", "parent of", { inverse: "child" }, "is the mother or father"),
  builtin("child", "child of", { inverse: "parent" }, "is the daughter or son"),
  builtin("sibling", "sibling of", "symmetric", "is a sister or brother"),
  builtin("friend", "friend of", "symmetric", "is a friend"),
  builtin("other", "related to", null, "anything else; the description says what"),
];

function builtin(
  name: string,
  reads: string,
  end: "symmetric" | { inverse: string } | null,
  description: string,
): Builtin {
  const is_symmetric = end === "symmetric";
  const inverse_name = end === null || end === "symmetric" ? null : end.inverse;
  return { name, inverse_name, is_symmetric, description, reads };
}

const BY_NAME: ReadonlyMap<string, Builtin> = new Map(BUILTINS.map((type) => [type.name, type]));

export const BUILTIN_NAMES: readonly string[] = BUILTINS.map(({ name }) => name);

/** The built-in types as the API answers them; they have been there since ever. */
export function builtinTypes(tenant_id: string): RelationshipType[] {
  return BUILTINS.map(({ name, inverse_name, is_symmetric, description }, at) => ({
    id: `00000000-0000-7000-8000-${(0x200 + at).toString(16).padStart(12, "0")}`,
    tenant_id,
    name,
    inverse_name,
    is_symmetric,
    is_builtin: true,
    description,
    metadata: {},
    created_at: "1970-01-01T00:00:00Z",
    updated_at: "1970-01-01T00:00:00Z",
  }));
}

export function isBuiltin(name: string): boolean {
  return BY_NAME.has(name);
}

/** What a type is called from the other end: its own name where both ends are alike. */
export function inverseOf(type: Pick<RelationshipType, "name" | "inverse_name" | "is_symmetric">): string | null {
  return type.is_symmetric ? type.name : type.inverse_name;
}

/** The same of a built-in type; null also where there is none of that name. */
export function builtinInverse(name: string): string | null {
  const type = BY_NAME.get(name);
  return type ? inverseOf(type) : null;
}

/** How a type reads before a name: `reports_to` as "reports to", `godparent` as "godparent of". */
export function reading(name: string): string {
  const words = name.replaceAll("_", " ");
  return BY_NAME.get(name)?.reads ?? (isVerb(name) ? words : `${words} of`);
}

/** What goes between a name and the words: "Alice mentors Bob", but "Alice is godparent of Bob", "is mentored by". */
export function needsIs(name: string): boolean {
  return !isVerb(name) || /ed$/.test(firstWord(name));
}

/** "Bob mentors Ada", "Bob is godparent of Ada". */
export function relationshipSentence(from: string, type: string, to: string): string {
  return `${from} ${needsIs(type) ? "is " : ""}${reading(type)} ${to}`;
}

/** Whether the words say what somebody does, not what somebody is. */
function isVerb(name: string): boolean {
  return /(?:[^s]s|ed)$/.test(firstWord(name)) || PREPOSITIONS.has(name.split("_").at(-1) ?? "");
}

function firstWord(name: string): string {
  return name.split("_")[0] ?? "";
}

const PREPOSITIONS = new Set("about at by for from in of on to under with".split(" "));

/** What people type as the name it stands for: "reports to", `Reports-To` and "parent of" are no other types. */
export function typeName(words: string): string {
  const name = words
    .normalize("NFC")
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "_");
  const phrase = name.replaceAll("_", " ");
  return BUILTINS.find(({ reads }) => reads === phrase)?.name ?? name;
}

export const LONGEST_TYPE_NAME = 64;

/** `snake_case`, in any script. */
export function isTypeName(name: string): boolean {
  return (
    name.length <= LONGEST_TYPE_NAME &&
    /^[\p{L}\p{N}\p{M}]+(?:_[\p{L}\p{N}\p{M}]+)*$/u.test(name) &&
    name === name.toLowerCase()
  );
}

/**
 * What people called types of their own is data: the details have it, the likeliest first, and no hint does.
 * @param own names of the tenant's own types
 */
export function unknownType(name: string, own: readonly string[]): BacksideError {
  const likely = nearest(name, own);
  const types = likely === null ? [...own] : [likely, ...own.filter((type) => type !== likely)];
  return new BacksideError("bad_request", `there is no relationship type ${quoted(name)}`, {
    hint: `${builtinHint(name)}${nearest(name, BUILTIN_NAMES) ? " " : "; "}\`backside relationship-types create NAME\` makes one`,
    details: { field: "relationship_type", types },
  });
}

/** The built-in type that is meant, or all of them. */
export function builtinHint(name: string): string {
  const meant = nearest(name, BUILTIN_NAMES);
  return meant === null ? `built in are ${BUILTIN_NAMES.join(", ")}` : `Did you mean ${meant}?`;
}
