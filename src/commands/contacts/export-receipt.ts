/** What an export says of itself: how many, where, and what the importer would not have taken. */
import { jsonDocument } from "../../render/json.ts";
import { plural } from "../../render/time.ts";
import { RECEIVER } from "../../vcard/targets.ts";
import type { ExportCounts, ExportPlan } from "../../workflows/export.ts";
import type { Context } from "../context.ts";

/** @param written null where there was nothing to write */
export async function tellReceipt(
  context: Context,
  counts: ExportCounts,
  written: { file: string; files: number } | null,
): Promise<void> {
  const { dryRun = false } = context.options();
  const { contacts, companies, groups, warnings } = counts;
  if (context.form() !== "table" && context.form() !== "tsv") {
    const { file, files } = written ?? { file: null, files: 0 };
    await context.io.out(jsonDocument({ file, files, contacts, companies, groups, warnings, dry_run: dryRun }));
  } else if (written === null) await tellNothing(context, counts);
  else await context.note(`${dryRun ? "dry run: " : ""}${sentence(counts, written)}`);
}

export async function tellNothing(context: Context, { companies, groups }: ExportCounts): Promise<void> {
  const found = companies + groups > 0 ? "no contact with a card of its own matches" : "no contact matches";
  await context.note(context.missingStore() ?? `${found}; nothing was exported`);
}

/** What was left out. */
export async function tellWarnings(context: Context, { warnings }: ExportCounts): Promise<void> {
  for (const { display_name, message } of warnings.slice(0, SHOWN)) await context.note(`${display_name}: ${message}`);
  if (warnings.length > SHOWN) await context.note(`… ${warnings.length - SHOWN} more; --json with -o has all of them`);
}

/** An importer that reads one card of a file. */
export async function tellSingle(context: Context, plan: ExportPlan, contacts: number): Promise<void> {
  const isSingle = plan.format === "vcard" && plan.receiver !== null && RECEIVER[plan.receiver].single;
  if (isSingle && contacts > 1)
    await context.note(`${plan.receiver} reads only the first contact of a file; --split writes a file for each`);
}

function sentence({ contacts, companies, groups }: ExportCounts, { file, files }: { file: string; files: number }) {
  const parts = [`${plural(contacts, "contact")} written to ${files > 1 ? `${files} files in ` : ""}${file}`];
  if (companies > 0)
    parts.push(
      `${plural(companies, "company", "companies")} known by name only ${companies === 1 ? "is in its" : "are in their"} people's cards`,
    );
  if (groups > 0) parts.push(`${plural(groups, "group")} written as categories of their members`);
  return parts.join("; ");
}

const SHOWN = 5;
