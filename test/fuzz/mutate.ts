/** Damage to bytes, as transfers, editors and attackers do it. */
import type { Random } from "./random.ts";

/** Inputs stay below this, so that a run sees many. */
const LARGEST = 100_000;

/** One to eight changes; `others` are files to splice from. */
export function mutate(random: Random, bytes: Buffer, others: readonly Buffer[]): Buffer {
  let mutated: Buffer = Buffer.from(bytes);
  for (let left = 1 + random.int(8); left > 0; left--) mutated = random.pick(CHANGES)(random, mutated, others);
  return mutated.subarray(0, LARGEST);
}

type Change = (random: Random, bytes: Buffer, others: readonly Buffer[]) => Buffer;

const flip: Change = (random, bytes) => {
  const at = random.int(bytes.length);
  if (at < bytes.length) bytes[at] = (bytes[at] as number) ^ (1 << random.int(8));
  return bytes;
};

const insert: Change = (random, bytes) => replaced(bytes, random.int(bytes.length + 1), 0, random.pick(TELLING));

const cut: Change = (random, bytes) => replaced(bytes, random.int(bytes.length + 1), lengthOf(random, bytes), EMPTY);

const truncate: Change = (random, bytes) => bytes.subarray(0, random.int(bytes.length + 1));

const splice: Change = (random, bytes, others) => {
  const other = random.pick(others);
  const from = random.int(other.length + 1);
  const piece = other.subarray(from, from + lengthOf(random, other));
  return replaced(bytes, random.int(bytes.length + 1), lengthOf(random, bytes), piece);
};

const repeat: Change = (random, bytes) => {
  const from = random.int(bytes.length + 1);
  const piece = bytes.subarray(from, from + lengthOf(random, bytes));
  if (piece.length === 0) return bytes;
  const times = 2 + random.int(Math.min(2000, Math.max(1, Math.floor((LARGEST - bytes.length) / piece.length))));
  return replaced(bytes, from, 0, Buffer.concat(Array.from({ length: times }, () => piece)));
};

/** UTF-16 of either order, sometimes without its BOM, sometimes cut in a pair. */
const widen: Change = (random, bytes) => {
  const text = (random.chance(0.7) ? "\ufeff" : "") + bytes.toString("utf8");
  const wide = Buffer.from(text, "utf16le");
  if (random.chance(0.5)) wide.swap16();
  return random.chance(0.5) ? wide.subarray(0, wide.length - random.int(3)) : wide;
};

const swapLines: Change = (random, bytes) => {
  const lines = bytes.toString("latin1").split("\n");
  const a = random.int(lines.length);
  const b = random.int(lines.length);
  [lines[a], lines[b]] = [lines[b] ?? "", lines[a] ?? ""];
  return Buffer.from(lines.join("\n"), "latin1");
};

const CHANGES: readonly Change[] = [flip, flip, flip, insert, insert, insert, cut, splice, splice, repeat, swapLines]
  .flatMap((change) => [change, change])
  .concat(truncate, widen);

function replaced(bytes: Buffer, at: number, length: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + length)]);
}

/** Mostly short: a long cut leaves nothing to read. */
function lengthOf(random: Random, bytes: Buffer): number {
  return random.int(random.chance(0.8) ? 40 : bytes.length + 1);
}

const EMPTY = Buffer.alloc(0);
/** Bytes that mean something to a reader; the fourth row has a lone surrogate, bidi and invisible characters. */
const TELLING: readonly Buffer[] = [
  ...["\0", "\xff", "\x80", "\x1b", "\x9b", "\0\0\0\0", "\x1b$B", "\xc3", "\xe2\x98", "\xf0\x9f"],
  ...["=", ";", ":", '"', "\\", ",", ".", "^", "\r", "\n", "\r\n", "\r\n ", "\n\t", "=\r\n", " ", "\t", "=3B", "=0A"],
  ...["BEGIN:VCARD\n", "END:VCARD\n", "VERSION:2.1\n", "BEGIN:VEVENT\n", "AGENT:\n", "item1.", "X-ABLabel:"],
  ...["\xed\xa0\x80", "\xe2\x80\xae", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xef\xbf\xbe", "\xf3\xa0\x81\xa1"],
  ...[";ENCODING=QUOTED-PRINTABLE", ";BASE64", ";CHARSET=SHIFT_JIS", ";CHARSET=utf-7", ';TYPE="', ";X-CUSTOM("],
  ...["__PROTO__", "CONSTRUCTOR", "TO-STRING", "9999-99-99", "1e9", "data:image/png;base64,", "urn:uuid:", "tel:"],
  ...["{", "}", "[", "]", "null", "true", "-0", "1e999", '"\\ud800"', '""', "::", "dn: ", ":< ", "sep=;\n"],
].map((text) => Buffer.from(text, "latin1"));
