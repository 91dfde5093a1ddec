import { CardAssembler } from "./assembler.ts";
import { ByteDecoder, CharsetDecoder } from "./bytes.ts";
import type { Card, CardWarning } from "./card.ts";
import { LineJoiner } from "./folding.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { LineCutter } from "./lines.ts";
import type { FileContext } from "./open-card.ts";
import { Headers } from "./parameters.ts";

/** How a file is read. */
export type ReadOptions = {
  /** Charset of 8-bit text that is not UTF-8 and has no CHARSET; windows-1252, with a warning, if it is not given. */
  charset?: string;
  limits?: Partial<Limits>;
  /** Whether the cards tell how their values were encoded. */
  transfers?: boolean;
  /** Takes the warnings that belong to no card. */
  onWarning?: (warning: CardWarning) => void;
  /** Takes the number of bytes read so far, after every chunk. */
  onProgress?: (bytes: number) => void;
};

/**
 * Reads vCards 2.1, 3.0 and 4.0 (RFC 2425, 2426, 6350 and the versit text) as they come, in batches of what each chunk
 * completed. It throws what the source throws, and a RangeError for an unknown `charset`; nothing else, whatever the
 * bytes are. Memory is bounded by the limits, not by the file.
 */
export async function* readCards(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: ReadOptions = {},
): AsyncGenerator<Card[]> {
  const decoder = new ByteDecoder();
  const charsets = new CharsetDecoder(options.charset ?? null);
  const { limits, transfers = false, onWarning = ignore } = options;
  const pipe = new Pipe({ limits: { ...DEFAULT_LIMITS, ...limits }, charsets, transfers }, onWarning);
  let bytes = 0;
  for await (const chunk of source) {
    for (const text of decoder.push(chunk)) {
      const cards = pipe.push(text);
      if (cards.length > 0) yield cards;
    }
    bytes += chunk.byteLength;
    options.onProgress?.(bytes);
  }
  const cards = [...pipe.push(decoder.end()), ...pipe.finish()];
  if (cards.length > 0) yield cards;
}

/** Text → physical lines → logical lines → cards. */
class Pipe {
  private readonly assembler: CardAssembler;
  private readonly joiner: LineJoiner;
  private readonly cutter: LineCutter;

  constructor(file: FileContext, onWarning: (warning: CardWarning) => void, depth = 0) {
    const { limits } = file;
    const headers = new Headers(file.charsets, limits.parameters);
    const readNested = (text: string): Card[] => new Pipe(file, ignore, depth + 1).all(text);
    this.assembler = new CardAssembler(file, headers, {
      onWarning,
      readNested: depth < limits.nesting ? readNested : null,
    });
    this.joiner = new LineJoiner(this.assembler, headers, limits);
    this.cutter = new LineCutter(this.joiner, limits.value);
  }

  push(text: string): Card[] {
    this.cutter.push(text);
    return this.assembler.take();
  }

  finish(): Card[] {
    this.cutter.finish();
    this.joiner.finish();
    this.assembler.finish();
    return this.assembler.take();
  }

  private all(text: string): Card[] {
    return [...this.push(text), ...this.finish()];
  }
}

function ignore(): void {}
