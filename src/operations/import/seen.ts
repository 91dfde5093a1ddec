/** Slots of the first table; each further one is twice as large. */
const FIRST = 1 << 17;

/**
 * Remembers which keys this import has met, in 5 bytes a key instead of the 60 of a string: hash tables of 32-bit
 * fingerprints, a new one whenever the last is full, so that nothing is copied. "No" is certain; a wrong "yes" happens
 * once in hundreds of millions of questions and only costs a look-up in the store.
 */
export function seenKeys(): { add(key: string): boolean } {
  const tables = [new Uint32Array(FIRST)];
  let used = 0;
  return {
    /** Adds the key; true when it was there before. */
    add(key) {
      let place = 0x811c9dc5;
      let print = 0x2f0b4f37;
      for (let i = 0; i < key.length; i++) {
        const code = key.charCodeAt(i);
        place = Math.imul(place ^ code, 0x01000193);
        print = Math.imul(print ^ code, 0x85ebca6b) ^ (print >>> 15);
      }
      place = (place ^ (place >>> 15)) >>> 0;
      print = (print | 1) >>> 0; // never 0, which marks a free slot
      if (tables.some((table) => table[slotOf(table, place, print)] === print)) return true;

      let last = tables.at(-1) ?? new Uint32Array(FIRST);
      if (used > last.length * 0.8) {
        last = new Uint32Array(last.length * 2);
        tables.push(last);
        used = 0;
      }
      last[slotOf(last, place, print)] = print;
      used++;
      return false;
    },
  };
}

/** The slot that holds the fingerprint, or the free one where it belongs. */
function slotOf(table: Uint32Array<ArrayBufferLike>, place: number, print: number): number {
  const mask = table.length - 1;
  let at = place & mask;
  while (table[at] !== 0 && table[at] !== print) at = (at + 1) & mask;
  return at;
}
