/** What a mirror does not do unasked: believe a side that is suddenly empty, or carry over the deletion of many. */
import { BacksideError } from "../../domain/errors.ts";
import type { Side } from "../../domain/mirror-report.ts";
import type { Sides, Step } from "./sides.ts";

/** How many of what a side knew would be deleted on it. */
export type Deletions = { side: Side; count: number; known: number };

/** Fewer deletions need no second look. */
const FEW = 10;

export function deletionsOf(steps: readonly Step[], known: number): Deletions[] {
  const count = (what: Step["do"]) => steps.filter((step) => step.do === what).length;
  return [
    { side: "store", count: count("delete_contact"), known },
    { side: "folder", count: count("delete_file"), known },
  ];
}

/** The side that has nothing any more, although there was something on both. */
export function emptiedSide({ files, unreadable, contacts, pairs }: Sides): Side | null {
  if (pairs.length === 0) return null;
  if (files.length + unreadable.length === 0) return "folder";
  return contacts.size === 0 ? "store" : null;
}

/** Those that are more than ten and more than half of all. */
export function isMuch({ count, known }: Deletions): boolean {
  return count > FEW && count * 2 > known;
}

/** @param expect the number that whoever called it stated; null for none */
export function guard(sides: Sides, steps: readonly Step[], expect: number | null): Deletions[] {
  const deletions = deletionsOf(steps, sides.pairs.length);
  const total = deletions.reduce((sum, { count }) => sum + count, 0);
  if (expect !== null && expect !== total) {
    throw new BacksideError("expect_mismatch", `this would delete ${total}, not ${expect}`, {
      hint: "nothing was changed; look at it with --dry-run",
      details: { expected: expect, matched: total },
    });
  }
  if (expect !== null) return [];
  const empty = emptiedSide(sides);
  if (empty !== null && total > 0) {
    const what = empty === "folder" ? "the folder has no card any more" : "the store has no contact any more";
    throw new BacksideError("precondition_failed", `${what}, and the last run knew ${sides.pairs.length}`, {
      hint: `if that is meant, --expect ${total} carries the deletion over; nothing was changed`,
      details: { emptied: empty, known: sides.pairs.length, deletions: total },
    });
  }
  return deletions.filter(isMuch);
}
