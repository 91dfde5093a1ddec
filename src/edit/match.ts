/**
 * Which part of the contact each part of the text is. The text carries no ids, so that it stays a text: lines may be put
 * in another order, taken out and written anew. What is equal belongs together, then what has the same value, then
 * what is most alike.
 */

/** How alike two parts are: 0 are different things, so that one is removed and the other added. */
export type Likeness<Values> = (before: Values, after: Values) => number;

export type Pairs<B, A> = { pairs: { before: B; after: A }[]; removed: B[]; added: A[] };

/** @param same whether two parts are one beyond doubt, in rounds: the surest first */
export function matched<Values, B extends Values, A extends { values: Values }>(
  before: readonly B[],
  after: readonly A[],
  same: readonly ((before: Values, after: Values) => boolean)[],
  likeness: Likeness<Values>,
): Pairs<B, A> {
  const pairs: { before: B; after: A }[] = [];
  const removed = [...before];
  const added = [...after];
  const pair = (b: B, a: A): void => {
    pairs.push({ before: b, after: a });
    removed.splice(removed.indexOf(b), 1);
    added.splice(added.indexOf(a), 1);
  };
  for (const round of same) {
    for (const a of [...added]) {
      const b = removed.find((one) => round(one, a.values));
      if (b) pair(b, a);
    }
  }
  for (const { b, a } of byLikeness(removed, added, likeness)) if (removed.includes(b) && added.includes(a)) pair(b, a);
  return { pairs, removed, added };
}

/** All pairs that are alike, the most alike first; of equals those that stand at the same place. */
function byLikeness<Values, B extends Values, A extends { values: Values }>(
  before: readonly B[],
  after: readonly A[],
  likeness: Likeness<Values>,
): { b: B; a: A }[] {
  return before
    .flatMap((b, i) => after.map((a, j) => ({ b, a, alike: likeness(b, a.values), apart: Math.abs(i - j) })))
    .filter(({ alike }) => alike > 0)
    .sort((x, y) => y.alike - x.alike || x.apart - y.apart);
}

/** How much of two texts is equal at their ends: 1 when they are the same, 0 when they share nothing. */
export function likeness(a: string | null, b: string | null): number {
  if (a === b) return a === null ? 0 : 1;
  if (a === null || b === null || a === "" || b === "") return 0;
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  return (start + end) / Math.max(a.length, b.length);
}
