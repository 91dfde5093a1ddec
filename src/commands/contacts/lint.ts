import type { Command } from "commander";
import { BacksideError } from "../../domain/errors.ts";
import { outPaged } from "../../pager.ts";
import { stylesFor } from "../../render/colour.ts";
import type { Column } from "../../render/column.ts";
import { lintLine } from "../../render/lint.ts";
import { plural } from "../../render/time.ts";
import type { LintFinding } from "../../workflows/lint.ts";
import type { Context } from "../context.ts";
import { showRecords, viewOf } from "../records.ts";
import type { Verb } from "../verb.ts";
import { knownCharset } from "./charset.ts";

export const lint: Verb = {
  name: "lint",
  summary: "Check vCard files by the rules of their version, without importing",
  examples: [
    "backside contacts lint book.vcf",
    "backside contacts lint ~/.contacts --json",
    "backside contacts lint -",
  ],
  notes: [
    "Exit 3 when there is a warning; notes alone, such as a TYPE nobody knows, are exit 0.",
    "docs/warnings.md says what each code means.",
  ],
  json: "[{file, line, card, property, code, message, level}]",
  output: "LintFinding[]",
  errors: {
    partial: "there are warnings",
    invalid_input: "no file has a card in it",
    file_unreadable: "a file cannot be read",
  },
  effect: "read",
  operations: [],
  build: lintCommand,
};

/** `backside contacts lint FILE…` */
function lintCommand(command: Command, context: Context): Command {
  return command
    .argument("<file...>", "vCard files, .gz and .zip too, or folders of them; - reads standard input")
    .option("--charset <name>", "charset of 8-bit text that names none (default windows-1252)", knownCharset)
    .action((names: string[], { charset = null }: { charset?: string | null }) => lintNamed(context, names, charset));
}

const COLUMNS: readonly Column<LintFinding>[] = [
  { name: "file", text: ({ file }) => file },
  { name: "line", text: ({ line }) => String(line) },
  { name: "card", text: ({ card }) => String(card) },
  { name: "property", text: ({ property }) => property ?? "" },
  { name: "code", text: ({ code }) => code },
  { name: "message", text: ({ message }) => message },
  { name: "level", text: ({ level }) => level },
];

type Tally = { cards: number; note: number; warning: number };

async function lintNamed(context: Context, names: readonly string[], charset: string | null): Promise<void> {
  const { io } = context;
  const { lintFiles } = await import("../../workflows/lint.ts");
  const view = viewOf(
    context,
    COLUMNS.map(({ name }) => name),
    COLUMNS,
  );
  if (names.includes("-") && io.stdin.isTTY) await context.note("reading cards from the terminal; end with Ctrl-D");
  const tally: Tally = { cards: 0, note: 0, warning: 0 };
  const stdin = () => io.stdin.stream() as NodeJS.ReadStream;
  const found = counted(lintFiles(names, { charset, stdin, onCard: () => tally.cards++ }), tally);
  if (context.form() === "table" && view.fields === null) await outPaged(io, lines(context, found), context.paging());
  else await showRecords(context, found, view);
  await conclude(context, tally);
}

async function* counted(findings: AsyncIterable<LintFinding>, tally: Tally): AsyncGenerator<LintFinding> {
  for await (const finding of findings) {
    tally[finding.level]++;
    yield finding;
  }
}

async function* lines({ io }: Context, findings: AsyncIterable<LintFinding>): AsyncGenerator<string> {
  const styles = await stylesFor(io.stdout.colour);
  for await (const finding of findings) yield lintLine(finding, styles);
}

/** @throws partial when there are warnings */
async function conclude(context: Context, { cards, note, warning }: Tally): Promise<void> {
  const found = [
    ...(warning > 0 ? [plural(warning, "warning")] : []),
    ...(note > 0 ? [plural(note, "note")] : []),
  ].join(" and ");
  const told = `${found === "" ? "nothing odd" : found} in ${plural(cards, "card")}`;
  if (warning === 0) return context.note(told);
  throw new BacksideError("partial", told, {
    hint: "docs/warnings.md says what each code means",
    details: { cards, warnings: warning, notes: note },
  });
}
