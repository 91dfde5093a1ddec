/** Progress of an import on stderr: a line that redraws itself on a terminal, now and then a line elsewhere. */
import type { Io } from "../io.ts";
import { NO_STYLES, type Styles } from "./colour.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { byteSize, count, plural } from "./time.ts";
import { displayWidth, pad, truncate } from "./width.ts";

export type Progress = {
  /** How far it is by now; cheap enough to be called for every card. */
  update(cards: number, bytes: number, totalBytes: number | null): void;
  /** Leaves a clean line behind, also after a failure. */
  finish(): void;
};

type ProgressOptions = {
  /** What is being done: `importing contacts.vcf`. */
  label: string;
  quiet?: boolean;
  styles?: Styles;
  /** Milliseconds of a clock that never goes back. */
  clock?: () => number;
};

const FIRST_AFTER = 100;
const REDRAW_EVERY = 100;
const LINE_EVERY = 5000;

/** Starts to count time; nothing is shown before 100 ms on a terminal, 5 s elsewhere. */
export function importProgress(io: Io, options: ProgressOptions): Progress {
  const { quiet = false, clock = () => performance.now() } = options;
  if (quiet) return { update() {}, finish() {} };
  const redraws = io.stderr.isTerminal;
  const started = clock();
  let next = started + (redraws ? FIRST_AFTER : LINE_EVERY);
  let shown = 0;
  return {
    update(cards, bytes, totalBytes) {
      const now = clock();
      if (now < next) return;
      next = now + (redraws ? REDRAW_EVERY : LINE_EVERY);
      const done = { cards, bytes, totalBytes, seconds: (now - started) / 1000 };
      if (!redraws) {
        void io.err(`${plainLine(done, options)}\n`);
        return;
      }
      const line = barLine(done, options, io);
      void io.err(`\r${line.text}${" ".repeat(Math.max(0, shown - line.width))}`);
      shown = line.width;
    },
    finish() {
      if (shown > 0) void io.err(`\r${" ".repeat(shown)}\r`); // blanks instead of an escape: also right on TERM=dumb
      shown = 0;
    },
  };
}

/** `totalBytes` is null when unknown, as from a pipe. */
type Done = { cards: number; bytes: number; totalBytes: number | null; seconds: number };

/** `importing contacts.vcf: 52,000 cards, 12.4 MB, 52%` */
function plainLine({ cards, bytes, totalBytes }: Done, { label }: ProgressOptions): string {
  const percent = totalBytes ? `, ${percentage(bytes, totalBytes)}` : "";
  return `${sanitizeForTty(label, { cell: true })}: ${plural(cards, "card")}, ${byteSize(bytes)}${percent}`;
}

/** `importing contacts.vcf  ━━━━━━━━━━──────────  52%  52,000 cards  12.4 MB  26,000/s`, as much as the line holds. */
function barLine(done: Done, options: ProgressOptions, io: Io): { text: string; width: number } {
  const { label, styles = NO_STYLES } = options;
  const { totalBytes } = done;
  const rate = `${count(Math.round(done.cards / done.seconds))}/s`;
  const percent = totalBytes ? [percentage(done.bytes, totalBytes).padStart(4)] : [];
  const figures = [...percent, pad(plural(done.cards, "card"), 13, "right"), byteSize(done.bytes), rate].join("  ");
  const room = io.stderr.columns - 1;
  const name = truncate(sanitizeForTty(label, { cell: true }), room - figures.length - 2);
  const text = truncate(name === "" ? figures : `${name}  ${figures}`, room);
  const width = displayWidth(text);
  const bar = Math.min(LONGEST_BAR, room - width - 2);
  if (!totalBytes || name === "" || bar < SHORTEST_BAR) return { text, width };
  const { full, rest } = barOf(done.bytes / totalBytes, bar, charactersFor(io.env));
  return { text: `${name}  ${styles.green(full)}${styles.dim(rest)}  ${figures}`, width: width + bar + 2 };
}

const LONGEST_BAR = 24;
const SHORTEST_BAR = 8;

type BarCharacters = { full: string; rest: string };

function barOf(share: number, length: number, { full, rest }: BarCharacters): BarCharacters {
  const filled = Math.min(length, Math.round(share * length));
  return { full: full.repeat(filled), rest: rest.repeat(length - filled) };
}

/** Lines where the locale can show them. */
function charactersFor(env: NodeJS.ProcessEnv): BarCharacters {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || "";
  return /utf-?8/i.test(locale) && env.TERM !== "dumb" ? { full: "━", rest: "─" } : { full: "#", rest: "-" };
}

function percentage(bytes: number, total: number): string {
  return `${Math.min(100, Math.floor((bytes / total) * 100))}%`;
}
