/** UUID version 7 (RFC 9562 section 5.7): time first, so rows made later sort later, also within one millisecond. */

/** The text of a UUID, in either case. */
export const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** Random bytes drawn at a time; each id takes six. */
const POOL = 6 * 1024;

/**
 * A generator of UUIDv7 text, strictly increasing as text.
 * @param now milliseconds since 1970
 */
export function idGenerator(now: () => number): () => string {
  const pool = Buffer.alloc(POOL);
  let random = "";
  let at = 0;
  let last = 0;
  let counter = 0;
  let time = "";
  return () => {
    if (at === random.length) {
      random = fillRandomly(pool).toString("hex");
      at = 0;
    }
    const milliseconds = Math.max(now(), last);
    if (milliseconds === last) counter++;
    else {
      // 26 counter bits follow the time: a random start below 2^25 each millisecond, then + 1.
      counter = pool.readUInt32LE(at / 2) & 0x1ffffff;
      last = milliseconds;
      const hex = milliseconds.toString(16).padStart(12, "0");
      time = `${hex.slice(0, 8)}-${hex.slice(8)}`;
    }
    const high = (0x7000 | (counter >>> 14)).toString(16);
    const low = (0x8000 | (counter & 0x3fff)).toString(16);
    at += 12;
    return `${time}-${high}-${low}-${random.slice(at - 12, at)}`;
  };
}

/** From the system's own generator, where it is a file: loading node:crypto would be a tenth of a command's time. */
function fillRandomly(pool: Buffer): Buffer {
  const fs = process.getBuiltinModule("node:fs");
  try {
    const file = fs.openSync("/dev/urandom", "r");
    try {
      if (fs.readSync(file, pool) === pool.length) return pool;
    } finally {
      fs.closeSync(file);
    }
  } catch {
    // Windows has no such file.
  }
  return process.getBuiltinModule("node:crypto").randomFillSync(pool);
}
