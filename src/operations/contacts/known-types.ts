/** The relationship types that a query names: what nobody can be related by finds nobody, and that is worth saying. */
import { invalid } from "../../domain/query/errors.ts";
import type { Query } from "../../domain/query/tree.ts";
import { quoted } from "../../domain/quoted.ts";
import { BUILTIN_NAMES, builtinHint, isBuiltin, typeName } from "../../domain/relationship-types.ts";
import type { Reader } from "../../store/store.ts";

/** @param text the query as it was written. @throws invalid_query */
export async function requireKnownTypes(tx: Reader, filter: Query | null, text = ""): Promise<void> {
  const asked = filter === null ? [] : typesIn(filter).filter((type) => !isBuiltin(type));
  if (asked.length === 0) return;
  const own = await tx.find("relationship_types", {});
  const names = own.flatMap(({ name, inverse_name }) => [name, ...(inverse_name === null ? [] : [inverse_name])]);
  for (const type of asked) {
    if (names.includes(type) || (await tx.find("relationships", { relationship_type: type }, 1)).length > 0) continue;
    const known = [...BUILTIN_NAMES, ...names];
    throw invalid(`there is no relationship type ${quoted(type)}`, placeOf(type, text, known), builtinHint(type));
  }
}

function typesIn(query: Query): string[] {
  if (query.op === "and" || query.op === "or") return query.of.flatMap(typesIn);
  if (query.op === "not") return typesIn(query.of);
  return query.op === "related" ? [query.type] : [];
}

function placeOf(type: string, query: string, expected: readonly string[]) {
  for (const found of query.matchAll(/\brel:?=?("[^"]*"|[^\s()"]+)/gi)) {
    const word = found[1] ?? "";
    if (typeName(word.replaceAll('"', "")) !== type) continue;
    return { query, position: found.index + found[0].length - word.length, length: word.length, expected };
  }
  return null;
}
