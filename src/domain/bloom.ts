/** A Bloom filter: remembers text keys in constant memory. "No" is certain; "yes" is wrong about once in a hundred. */

/** Eight megabytes hold a million cards with four keys each. */
const BYTES = 8 << 20;

export type Bloom = {
  /** The bits, which another thread may share. */
  bits: Uint8Array;
  /** Adds the key; true when it may have been there before. */
  add(key: string): boolean;
  mayHold(key: string): boolean;
};

export function bloom(bits: Uint8Array = new Uint8Array(new SharedArrayBuffer(BYTES))): Bloom {
  const mask = bits.length * 8 - 1;
  const has = (at: number) => ((bits[at >>> 3] ?? 0) & (1 << (at & 7))) !== 0;
  const set = (at: number) => {
    bits[at >>> 3] = (bits[at >>> 3] ?? 0) | (1 << (at & 7));
  };
  return {
    bits,
    add(key) {
      const first = hash(key, 0x811c9dc5) & mask;
      const second = hash(key, 0x2f0b4f37) & mask;
      const before = has(first) && has(second);
      set(first);
      set(second);
      return before;
    },
    mayHold: (key) => has(hash(key, 0x811c9dc5) & mask) && has(hash(key, 0x2f0b4f37) & mask),
  };
}

/** FNV-1a from a given start, with its high bits mixed into the low ones. */
function hash(key: string, start: number): number {
  let value = start;
  for (let i = 0; i < key.length; i++) value = Math.imul(value ^ key.charCodeAt(i), 0x01000193);
  return value ^ (value >>> 15);
}
