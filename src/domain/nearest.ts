/** What somebody meant who mistyped a name. */

/** A name that begins so, one with few slips, or one that holds the word; null when nothing is near. */
export function nearest(word: string, names: readonly string[]): string | null {
  const partly = word.length >= SHORTEST_PART;
  const begun = partly ? names.find((name) => name.startsWith(word)) : undefined;
  const held = partly ? names.find((name) => name.includes(word)) : undefined;
  return begun ?? withFewestSlips(word, names) ?? held ?? null;
}

/** Whether one letter makes the word the name: for names that are not to be called by guess. */
export function isOneSlipAway(word: string, name: string): boolean {
  return Math.abs(word.length - name.length) <= 1 && slips(word, name) === 1;
}

/** Fewer letters stand in too many names to mean one. */
const SHORTEST_PART = 3;
const MOST_SLIPS = 3;
/** Part of a name's letters that may be wrong. */
const TOLERANCE = 0.4;

function withFewestSlips(word: string, names: readonly string[]): string | null {
  let best: string | null = null;
  let fewest = MOST_SLIPS + 1;
  for (const name of names) {
    const longer = Math.max(word.length, name.length);
    if (longer - Math.min(word.length, name.length) >= fewest) continue; // also keeps endless words cheap
    const count = slips(word, name);
    if (count >= fewest || count > TOLERANCE * longer) continue;
    best = name;
    fewest = count;
  }
  return best;
}

/** Letters put in, left out, exchanged, or swapped with their neighbour (optimal string alignment distance). */
function slips(a: string, b: string): number {
  let earlier: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? at(earlier, j - 2) + 1 : Infinity;
      row.push(Math.min(at(above, j) + 1, at(row, j - 1) + 1, exchanged, swapped));
    }
    earlier = above;
    above = row;
  }
  return at(above, b.length);
}

function at(row: readonly number[], i: number): number {
  return row[i] ?? Infinity;
}
