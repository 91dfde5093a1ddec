/** What a verb that changed a setting answers. */
import type { Setting } from "../../config.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import type { Context } from "../context.ts";
import { showRecord, viewOf } from "../records.ts";
import { SETTING_COLUMNS, SETTING_FIELDS } from "./settings.ts";

/** The setting for programs, a line for people. */
export async function showSetting(context: Context, setting: Setting, line: string): Promise<void> {
  const form = context.form();
  if (form === "json" || form === "ndjson" || form === "csv" || context.options().fields !== undefined)
    return showRecord(context, setting, viewOf(context, SETTING_FIELDS, SETTING_COLUMNS), () => "");
  await said(context, line);
}

/** A line that is the answer on a terminal, and a note elsewhere. */
export async function said(context: Context, line: string): Promise<void> {
  if (context.form() === "table") await context.io.out(`${sanitizeForTty(line, { cell: true })}\n`);
  else await context.note(line);
}
