/** From a list as it is to the list that is wanted. */

export type Rules<P, W> = {
  /** Whether it is this part that is wanted, whatever else is said of it. */
  is(part: P, wanted: W): boolean;
  /** What of the part is to be different. */
  patch(part: P, wanted: W): Partial<W>;
  isEmptied(part: P): boolean;
  add(wanted: W): Promise<unknown>;
  update(part: P, patch: Partial<W>): Promise<unknown>;
  remove(part: P): Promise<unknown>;
};

/** Adds what is missing, changes what is different, and removes what an emptied list has besides. */
export async function reconcile<P, W>(parts: readonly P[], wanted: readonly W[], rules: Rules<P, W>): Promise<boolean> {
  const left = new Set(parts);
  const take = (isIt: (part: P) => boolean): P | undefined => {
    const found = [...left].find(isIt);
    if (found !== undefined) left.delete(found);
    return found;
  };
  // Those that are just as wanted first, so that of two alike the right one is changed.
  const differs = (part: P, one: W) => Object.keys(rules.patch(part, one)).length > 0;
  const same = wanted.map((one) => take((part) => rules.is(part, one) && !differs(part, one)));
  const met = wanted.map((one, at) => [one, same[at] ?? take((part) => rules.is(part, one))] as const);
  const removed = [...left].filter(rules.isEmptied);
  for (const part of removed) await rules.remove(part);
  let changed = removed.length > 0;
  for (const [one, part] of met) {
    if (part !== undefined && !differs(part, one)) continue;
    await (part === undefined ? rules.add(one) : rules.update(part, rules.patch(part, one)));
    changed = true;
  }
  return changed;
}

/** The fields that are named and have another value; of metadata the keys that have. */
export function patchOf<W extends object>(part: object, wanted: W): Partial<W> {
  const current = part as Record<string, unknown>;
  const patch: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(wanted)) {
    if (value === undefined || JSON.stringify(value) === JSON.stringify(current[field])) continue;
    if (field !== "metadata") patch[field] = value;
    else {
      const keys = patchOf(current.metadata as object, value ?? {});
      if (Object.keys(keys).length > 0) patch.metadata = keys;
    }
  }
  return patch as Partial<W>;
}

/** @param except fields that do not count */
export function agrees(part: object, wanted: object, except: readonly string[]): boolean {
  return Object.keys(patchOf(part, wanted)).every((field) => except.includes(field));
}

/** Of what is named twice the first. */
export function unlike<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map([...all].reverse().map((one) => [key(one), one])).values()].reverse();
}
