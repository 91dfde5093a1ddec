/**
 * Remembers which keys this import has met: a hash set of 64-bit fingerprints, 8 bytes a key instead of the 60 of a
 * string. "No" is certain; a wrong "yes" happens once in 10¹² questions and only costs a look-up in the store.
 */
export function seenKeys(): { add(key: string): boolean } {
  let slots = 1 << 16;
  let high = new Uint32Array(slots);
  let low = new Uint32Array(slots);
  let used = 0;

  /** The slot that holds the fingerprint, or the free one where it belongs. */
  function slotOf(a: number, b: number): number {
    let at = (a ^ (b >>> 7)) & (slots - 1);
    while ((high[at] !== 0 || low[at] !== 0) && (high[at] !== a || low[at] !== b)) at = (at + 1) & (slots - 1);
    return at;
  }

  function grow(): void {
    const [oldHigh, oldLow] = [high, low];
    slots *= 2;
    high = new Uint32Array(slots);
    low = new Uint32Array(slots);
    for (let i = 0; i < oldHigh.length; i++) {
      const a = oldHigh[i] as number;
      const b = oldLow[i] as number;
      if (a === 0 && b === 0) continue;
      const at = slotOf(a, b);
      high[at] = a;
      low[at] = b;
    }
  }

  return {
    /** Adds the key; true when it was there before. */
    add(key) {
      let a = 0x811c9dc5;
      let b = 0x2f0b4f37;
      for (let i = 0; i < key.length; i++) {
        const code = key.charCodeAt(i);
        a = Math.imul(a ^ code, 0x01000193);
        b = Math.imul(b ^ code, 0x85ebca6b) ^ (b >>> 15);
      }
      a = (a ^ (a >>> 16)) >>> 0;
      b = (b >>> 0) | 1; // never 0, which marks a free slot
      const at = slotOf(a, b);
      if (low[at] !== 0) return true;
      high[at] = a;
      low[at] = b;
      if (++used > slots * 0.8) grow();
      return false;
    },
  };
}
