/** What the operations on relationship types share. Built-in types are facts of the program, not rows. */
import type { RelationshipType } from "../../domain/entities.ts";
import { BacksideError, badRequest, notFound } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { builtinTypes, isBuiltin, isTypeName, LONGEST_TYPE_NAME, typeName } from "../../domain/relationship-types.ts";
import { RELATIONSHIP_TYPE_KEYS, shape } from "../../domain/shapes.ts";
import type { Reader, Rows, Transaction } from "../../store/store.ts";

type Row = Rows["relationship_types"];

export function typeOf(row: Row): RelationshipType {
  return shape(row, RELATIONSHIP_TYPE_KEYS);
}

/** A type of the tenant's own. @throws not_found; bad_request for a built-in one */
export async function requireOwnType(tx: Reader, id: string): Promise<Row> {
  const builtin = builtinTypes("").find((type) => type.id === id);
  if (builtin) throw badRequest(`${builtin.name} is built in and stays as it is`);
  const row = await tx.get("relationship_types", id);
  if (!row) throw notFound(`there is no relationship type ${id}`);
  return row;
}

/** @throws bad_request */
export function requireTypeName(field: string, name: string): void {
  if (name.length > LONGEST_TYPE_NAME) throw badRequest(`${field}: must have at most ${LONGEST_TYPE_NAME} characters`);
  if (isTypeName(name)) return;
  const meant = typeName(name);
  const hint = isTypeName(meant) ? `Did you mean ${meant}?` : "small letters, digits and _";
  throw badRequest(`${field}: ${quoted(name)} is no name for a type`, hint);
}

/**
 * Ties a type and the one it is the inverse of, so that either tells the other. What two types say of each other may
 * not contradict.
 * @param own id of the type; null for one that is still to be made
 * @throws bad_request, conflict
 */
export async function pairInverse(tx: Transaction, name: string, inverse: string, own: string | null): Promise<void> {
  if (inverse === name) throw badRequest(`${name} cannot be its own inverse`, "a symmetric type is");
  requireTypeName("inverse_name", inverse);
  if (isBuiltin(inverse)) throw conflict(`${inverse} is built in and has an inverse of its own`, inverse);
  const types = await tx.find("relationship_types", {});
  const taken = types.find((type) => type.inverse_name === inverse && type.id !== own);
  if (taken) throw conflict(`${inverse} is the inverse of ${taken.name} already`, taken.name);
  const other = types.find((type) => type.name === inverse);
  if (!other) return;
  if (other.is_symmetric || (other.inverse_name !== null && other.inverse_name !== name))
    throw conflict(`${inverse} has an inverse of its own: ${other.inverse_name ?? other.name}`, inverse);
  await tx.update("relationship_types", other.id, { inverse_name: name });
}

function conflict(message: string, name: string): BacksideError {
  return new BacksideError("conflict", message, {
    hint: "`backside relationship-types list` shows them all",
    details: { field: "inverse_name", name },
  });
}
