/** A hint that two contacts may be one person; whether they are is not for the program to say. */
import type { Channel } from "../../domain/entities.ts";
import type { Shared } from "../../workflows/contact-changes.ts";
import type { Context } from "../context.ts";

/** Notes named at most: a company's switchboard is many people's number. */
const NAMED = 5;

export async function noteShared(context: Context, shared: readonly Shared[]): Promise<void> {
  for (const { value, contact } of shared.slice(0, NAMED))
    await context.note(`${contact.display_name} (${contact.id}) has ${value} too`);
  if (shared.length > NAMED) await context.note(`${shared.length - NAMED} more have one of these too`);
}

/** A number that is valid nowhere, as far as anybody knows, is found by its digits alone. */
export async function noteUnknownNumbers(context: Context, added: readonly Channel[]): Promise<void> {
  const { region } = context.settings();
  for (const { type, value, canonical_value } of added) {
    if (type !== "phone" || canonical_value !== null) continue;
    const why =
      region === null ? "its country is not known; --region names one" : `it is no number of ${region} or abroad`;
    await context.note(`${value} is kept as it is written: ${why}`);
  }
}
