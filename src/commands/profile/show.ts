/** What a verb that changed profiles answers. */
import { said } from "../config/show.ts";
import type { Context } from "../context.ts";
import { showRecord, viewOf } from "../records.ts";
import { PROFILE_COLUMNS, PROFILE_FIELDS, type Profile } from "./profiles.ts";

/** The profile for programs, a line for people. */
export async function showProfile(context: Context, profile: Profile, line: string): Promise<void> {
  const form = context.form();
  if (form === "json" || form === "ndjson" || form === "csv" || context.options().fields !== undefined)
    return showRecord(context, profile, viewOf(context, PROFILE_FIELDS, PROFILE_COLUMNS), () => "");
  await said(context, line);
}
