import type { Command } from "commander";
import { BacksideError } from "../../domain/errors.ts";
import type { MirrorReport, Side } from "../../domain/mirror-report.ts";
import { watchInterrupt } from "../../interrupt.ts";
import { outEach } from "../../io.ts";
import { stylesFor } from "../../render/colour.ts";
import { jsonDocument } from "../../render/json.ts";
import { mirrorSummary } from "../../render/mirror-summary.ts";
import { ndjson } from "../../render/ndjson.ts";
import { plural } from "../../render/time.ts";
import type { Deletions } from "../../workflows/mirror/guard.ts";
import type { Context } from "../context.ts";
import { natural, oneOf } from "../option.ts";
import type { Verb } from "../verb.ts";

type MirrorOptions = { prefer?: Side; expect?: number; vcardVersion: "4.0" | "3.0" };

export const mirrorVerb: Verb = {
  name: "mirror",
  summary: "Keep a folder of vCards and the store alike, both ways",
  examples: [
    "backside contacts mirror ~/.contacts",
    "backside contacts mirror ~/.contacts --dry-run",
    "backside contacts mirror ~/.contacts --prefer folder",
    "backside contacts mirror ~/phone tag:phone",
  ],
  notes: [
    "One card a file, as khard, vdirsyncer and pimsync have it. What either side changed since the last run is carried over.",
    "Where both changed the same, both stay as they are and it is told; --prefer decides. `undo` takes back what the run did to the store.",
    "With a query only the contacts it finds get new files; contacts that have one keep it.",
    "An empty side, or more than half of more than ten gone, is not believed: --expect says how many are to be deleted. --yes is not enough.",
  ],
  json: "{files, contacts, store, folder, unchanged, changes, conflicts, failed, operation_id, dry_run}",
  output: "MirrorReport",
  errors: {
    partial: "conflicts, or files that were left alone; the rest is done",
    conflict: "the folder is the mirror of another store",
    precondition_failed: "one side is suddenly empty; nothing was changed",
    expect_mismatch: "more or fewer would be deleted than expected; nothing was changed",
    confirmation_required: "more than half would be deleted, and nobody said how many",
    file_unreadable: "there is no such folder",
    invalid_input: "what the folder remembers of the last run is damaged",
  },
  effect: "write",
  operations: [
    ...["contacts.mirror", "contacts.export", "contacts.list", "contacts.get", "contacts.import", "contacts.update"],
    ...["contacts.delete", "contacts.restore", "contacts.untag", "groups.members", "groups.remove"],
    ...["photos.remove", "relationships.delete"],
  ],
  build: mirrorCommand,
};

/** `backside contacts mirror DIR` */
function mirrorCommand(command: Command, context: Context): Command {
  return command
    .argument("<dir>", "the folder")
    .argument("[query...]", "which contacts get files; see `backside help query`")
    .option("--prefer <side>", "whose version is taken where both changed", oneOf("--prefer", ["store", "folder"]))
    .option("--expect <n>", "do it only if exactly so many are deleted, on both sides together", natural("--expect"))
    .option(
      "--vcard-version <version>",
      "of written files: 4.0 or 3.0",
      oneOf("--vcard-version", ["4.0", "3.0"]),
      "4.0",
    )
    .action((dir: string, words: string[], options: MirrorOptions) => runMirror(context, dir, words, options));
}

async function runMirror(context: Context, dir: string, words: string[], options: MirrorOptions): Promise<void> {
  const { io } = context;
  const [{ mirror }, { openFolder }] = await Promise.all([
    import("../../workflows/mirror/mirror.ts"),
    import("../../workflows/mirror/folder.ts"),
  ]);
  const query = words.join(" ").trim();
  const interrupt = watchInterrupt();
  let report: MirrorReport;
  try {
    report = await mirror(
      context.backend("write"),
      openFolder(dir),
      {
        region: context.settings().region,
        version: options.vcardVersion,
        prefer: options.prefer ?? null,
        query: query === "" ? null : { query, now: io.now().toISOString() },
        expect: options.expect ?? null,
        confirm: (deletions) => confirm(context, deletions),
        check: interrupt.check,
        now: () => io.now().getTime(),
      },
      context.writing(),
    );
  } finally {
    interrupt.stop();
  }
  await show(context, report);
  refuseRest(report);
}

/** The number is typed, as for every deletion of many. */
async function confirm(context: Context, deletions: readonly Deletions[]): Promise<void> {
  const total = deletions.reduce((sum, { count }) => sum + count, 0);
  const what = deletions
    .map(({ side, count, known }) => `${count} of ${known} ${side === "store" ? "contacts" : "files"}`)
    .join(" and ");
  if (!context.mayPrompt()) {
    throw new BacksideError("confirmation_required", `this would delete ${what}; say how many you expect`, {
      hint: "--dry-run shows them, --expect N does it; nothing was changed",
      details: { matched: total },
    });
  }
  const { line } = await import("../../prompt.ts");
  const typed = await line(context.io, `This will delete ${what}. Type the number to go on:`);
  if (typed.trim() !== String(total))
    throw new BacksideError("cancelled", "that is not the number; nothing was changed");
}

/** The report for programs, the ids of changed contacts in a pipe, lines for people. */
async function show(context: Context, report: MirrorReport): Promise<void> {
  const { io } = context;
  const form = context.form();
  const tty = io.stdout.isTTY;
  if (form === "json") return io.out(jsonDocument(report, { tty }));
  if (form === "ndjson") return outEach(io, ndjson([report], { tty }));
  const { dim } = await stylesFor((form === "table" ? io.stdout : io.stderr).colour);
  const text = mirrorSummary(report, dim);
  if (form === "table") return io.out(text);
  const ids = report.changes.flatMap(({ side, contact_id }) => (side === "store" ? (contact_id ?? []) : []));
  const end = form === "csv" ? "\r\n" : "\n";
  const lines = [...(form === "csv" ? ["id"] : []), ...(report.dry_run ? [] : ids)];
  await io.out(lines.map((line) => line + end).join(""));
  if (context.options().quiet !== true) await io.err(text);
}

/** @throws partial when something was left as it is */
function refuseRest({ conflicts, failed }: MirrorReport): void {
  const parts = [
    ...(conflicts.length > 0 ? [plural(conflicts.length, "conflict")] : []),
    ...(failed.length > 0 ? [`${plural(failed.length, "file")} left alone`] : []),
  ];
  if (parts.length === 0) return;
  throw new BacksideError("partial", `not all could be made alike: ${parts.join(", ")}`, {
    hint: conflicts.length > 0 ? "--prefer store or --prefer folder decides conflicts" : "the report says why",
    details: { conflicts: conflicts.length, failed: failed.length },
  });
}
