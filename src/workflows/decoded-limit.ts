/** How much compressed input may become: a few kilobytes can stand for terabytes (a decompression bomb). */
import { BacksideError } from "../domain/errors.ts";

/** Counts decoded bytes; `packed` tells the bytes they were in. @throws payload_too_large */
export type DecodedLimit = {
  /** The counter of one compressed file, whatever it has in it. */
  file(name: string, packed: () => number): (decoded: number) => void;
  /** All that compressed input may come to. */
  readonly total: number;
};

/** Bytes of all compressed files together. */
const TOTAL = 2 * 2 ** 30;
/** Text in columns shrinks to a hundredth at best; what shrinks to less is no address book. */
const RATIO = 200;
/** Bytes up to which a ratio says nothing, and harms nobody. */
const SMALL = 16 << 20;

/** @param asked bytes the user allows, whatever the ratio; null for the limits above */
export function decodedLimit(asked: number | null): DecodedLimit {
  const total = asked ?? TOTAL;
  let all = 0;
  return {
    total,
    file(name, packed) {
      let own = 0;
      return (decoded) => {
        own += decoded;
        all += decoded;
        if (all > total) throw tooLarge(name, `becomes more than ${bytes(total)} when it is unpacked`);
        if (asked === null && own > SMALL && own > RATIO * packed())
          throw tooLarge(name, `becomes more than ${RATIO} times as large when it is unpacked, which no contacts do`);
      };
    },
  };
}

function tooLarge(name: string, what: string): BacksideError {
  return new BacksideError("payload_too_large", `${name === "-" ? "standard input" : name} ${what}`, {
    hint: "if that is what it is, --max-size 10GB allows it; nothing was changed",
    details: { file: name },
  });
}

function bytes(count: number): string {
  const [unit, name] = count >= 2 ** 30 ? [2 ** 30, "GB"] : count >= 2 ** 20 ? [2 ** 20, "MB"] : [1, "bytes"];
  return `${Math.round((count / unit) * 10) / 10} ${name}`;
}
