/** The smallest input that still does the same, by taking pieces away (Zeller's ddmin). */
export async function minimise(bytes: Buffer, fails: (bytes: Buffer) => Promise<boolean>): Promise<Buffer> {
  let best = bytes;
  let tries = 3000;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < best.length && tries > 0; ) {
      const shorter = Buffer.concat([best.subarray(0, at), best.subarray(at + size)]);
      tries--;
      if (await fails(shorter)) best = shorter;
      else at += size;
    }
  }
  return best;
}
