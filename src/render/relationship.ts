/** Relationships read as sentences, from either end: the card, lists and the answers of verbs say them alike. */
import type { RelationshipView } from "../domain/entities.ts";
import { reading, relationshipSentence } from "../domain/relationship-types.ts";

/**
 * "manages Bob"; a type that has no name for the other end is told from there: "Bob mentors Ada".
 * @param self display name of the contact the view belongs to
 */
export function relationshipText(
  view: Pick<RelationshipView, "relationship_type" | "direction" | "display_name" | "inverse_name">,
  self: string,
): string {
  const { relationship_type: type, direction, display_name: other, inverse_name } = view;
  if (direction === "from" || type === "other") return `${reading(type)} ${other}`;
  if (inverse_name !== null) return `${reading(inverse_name)} ${other}`;
  return relationshipSentence(other, type, self);
}
