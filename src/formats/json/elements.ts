/**
 * JSON texts → the contacts in them, one by one: the elements of one array, values one after the other or one a line
 * (NDJSON). The text is cut by its brackets and each piece parsed on its own, so that memory is bounded by one
 * contact, and a broken one costs only itself.
 */
import { ByteDecoder, CharsetDecoder } from "../../vcard/bytes.ts";
import type { CardWarning } from "../../vcard/card.ts";
import { DEFAULT_LIMITS } from "../../vcard/limits.ts";
import { cardWarning } from "../../vcard/warnings.ts";
import { ElementCutter, type Piece } from "./cutter.ts";

export type JsonElement = {
  /** Physical line it begins at, 1-based. */
  line: number;
  /** Ordinal in the file, 1-based. */
  index: number;
  /** Objects have `__proto__` as any other key; undefined where `failure` says why there is none. */
  value: unknown;
  failure: string | null;
  warnings: CardWarning[];
};

/** Yields in batches what each chunk completed; throws what the source throws, and a RangeError for an unknown charset. */
export async function* readElements(
  source: AsyncIterable<Uint8Array>,
  charset: string | null,
): AsyncGenerator<JsonElement[]> {
  const decoder = new ByteDecoder();
  const charsets = new CharsetDecoder(charset);
  const cutter = new ElementCutter(DEFAULT_LIMITS.card);
  let index = 0;
  const parsed = (pieces: readonly Piece[]): JsonElement[] => pieces.map((piece) => parse(piece, ++index, charsets));
  for await (const chunk of source) {
    for (const text of decoder.push(chunk)) {
      const pieces = cutter.push(text);
      if (pieces.length > 0) yield parsed(pieces);
    }
  }
  const pieces = [...cutter.push(decoder.end()), ...cutter.finish()];
  if (pieces.length > 0) yield parsed(pieces);
}

function parse({ line, text, failure }: Piece, index: number, charsets: CharsetDecoder): JsonElement {
  const warnings: CardWarning[] = [];
  const element = { line, index, value: undefined, failure, warnings };
  if (failure !== null) return element;
  const decoded = charsets.decode(Buffer.from(text, "latin1"), null, (code) => warnings.push(cardWarning(code, line)));
  try {
    return { ...element, value: JSON.parse(decoded) };
  } catch {
    return { ...element, failure: "The contact is not well-formed JSON." };
  }
}
