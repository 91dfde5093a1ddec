/** Relationships read as sentences, from either end. */
import type { RelationshipView } from "../domain/entities.ts";

/** "reports to Bob" here is "manages Ada" there. */
const READS: Record<string, readonly [from: string, to: string]> = {
  reports_to: ["reports to", "manages"],
  manages: ["manages", "reports to"],
  works_with: ["works with", "works with"],
  parent: ["parent of", "child of"],
  child: ["child of", "parent of"],
  spouse: ["spouse of", "spouse of"],
  partner: ["partner of", "partner of"],
  sibling: ["sibling of", "sibling of"],
  friend: ["friend of", "friend of"],
  other: ["related to", "related to"],
};

/**
 * "manages Bob"; a type whose other side has no name is told as the other one's: "Bob mentors Ada".
 * @param self display name of the contact the view belongs to
 */
export function relationshipText(view: RelationshipView, self: string): string {
  const { relationship_type: type, direction, display_name } = view;
  const words = type.replaceAll("_", " ");
  const reads = Object.hasOwn(READS, type) ? READS[type] : undefined;
  if (direction === "from") return `${reads?.[0] ?? words} ${display_name}`;
  return reads === undefined ? `${display_name} ${words} ${self}` : `${reads[1]} ${display_name}`;
}
