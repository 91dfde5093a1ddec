/** The n-th input of a seed, and what it is examined with. */
import type { FormatName } from "../../src/formats/names.ts";
import { readerOf } from "../../src/formats/readers.ts";
import { examineCards, examineFormat, type Finding } from "./examine.ts";
import { generate } from "./grammar.ts";
import { mutate } from "./mutate.ts";
import { type Random, randomOf } from "./random.ts";

/** Valid files to be damaged, by format. */
export type Corpus = Readonly<Record<FormatName, readonly Buffer[]>>;

export type Case = {
  format: FormatName;
  bytes: Buffer;
  examine(bytes: Buffer): Promise<Finding | null>;
};

/** @param formats those to choose from; the same seed and number always make the same case of them */
export async function caseOf(
  seed: number,
  number: number,
  corpus: Corpus,
  formats: readonly FormatName[],
): Promise<Case> {
  const random = randomOf(Math.imul(seed, 0x9e3779b1) + number);
  const format = random.pick(formats);
  if (format !== "vcard") {
    const bytes = damaged(random, corpus[format]);
    const read = await readerOf(format);
    return { format, bytes, examine: (input) => examineFormat(input, read) };
  }
  if (random.chance(0.4)) {
    const { bytes, words } = generate(random, false);
    return { format, bytes, examine: (input) => examineCards(input, words) };
  }
  const bytes = random.chance(0.3) ? generate(random, true).bytes : damaged(random, corpus.vcard);
  return { format, bytes, examine: (input) => examineCards(input, []) };
}

function damaged(random: Random, files: readonly Buffer[]): Buffer {
  const file = random.pick(files);
  if (file.length < 3000 || random.chance(0.2)) return mutate(random, file, files);
  const from = random.int(file.length);
  return mutate(random, file.subarray(random.chance(0.5) ? 0 : from, from + 2000), files);
}
