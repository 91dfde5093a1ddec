import type { Command } from "commander";
import { ALWAYS, GET_PARTS, type GetPart, type GotContact, getContact } from "../../operations/contacts/get.ts";
import { listInteractions } from "../../operations/interactions/list.ts";
import type { ShownInteraction } from "../../operations/interactions/shown.ts";
import { stylesFor } from "../../render/colour.ts";
import { CONTACT_COLUMNS } from "../../render/contact.ts";
import { type CardContact, contactCard } from "../../render/contact-card.ts";
import type { Context } from "../context.ts";
import { REF, someOf } from "../option.ts";
import { showRecord } from "../records.ts";
import type { Verb } from "../verb.ts";
import { calledAs, eachRef } from "./each.ts";
import { type ContactView, contactView, showContacts } from "./rows.ts";

export const get: Verb = {
  name: "get",
  summary: "Show one contact, or several",
  examples: [
    "backside contacts get ada@example.org",
    'backside contacts get "Ada Lovelace" --json',
    "backside contacts get ada --as-of yesterday",
  ],
  notes: [
    "--as-of takes a date or time such as 2026-05-01, 2026-05-01 14:30, yesterday, -3d or last monday; a day alone is its end, today as far as it has come. Contacts that have been deleted since are met too, by the name they have now.",
  ],
  json: "{id, display_name, ..., channels, addresses, dates, affiliations, tags}; for several an array of these; with --as-of also _temporal",
  output: ["ContactResponse", "ContactResponse[]"],
  errors: {
    partial: "some of several references failed",
    not_found: "nobody is called so, or was there at that time",
    ambiguous: "more than one is; details.candidates names them",
  },
  effect: "read",
  operations: ["contacts.resolve", "contacts.get", "interactions.list"],
  build: getCommand,
};

/** `backside contacts get REF…` */
function getCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref...>", REF)
    .option(
      "--include <parts>",
      "embed further parts: all, or some of relationships, groups, photo, people",
      someOf("--include", GET_PARTS),
    )
    .option("--as-of <when>", "as it was recorded then")
    .action(async (refs: string[], options: { include?: GetPart[]; asOf?: string }) => {
      const view = contactView(context, options.include ?? []);
      const card = context.form() === "table" && !view.fields;
      const as_of = options.asOf === undefined ? undefined : await pastMoment(context, options.asOf);
      const asked = card ? [...GET_PARTS] : (view.include ?? []);
      // A read of the past has no parts but those it is asked for.
      const include = as_of === undefined ? asked : [...new Set([...ALWAYS, ...asked])];
      const backend = context.backend("read");
      const contacts = await eachRef(
        context,
        refs,
        (id, ref) => calledAs(ref, id, () => backend.call(getContact, { id, include, as_of })),
        as_of === undefined ? "exclude" : "include",
      );
      const [first] = contacts.done;
      if (first) await (refs.length > 1 ? showContacts(context, contacts.done, view) : showOne(context, first, view));
      contacts.finish();
    });
}

async function pastMoment(context: Context, text: string): Promise<string> {
  const { readPast } = await import("../moment.ts");
  return readPast(context, text, "as of", "end");
}

export async function showOne(context: Context, contact: GotContact, { fields }: ContactView<GetPart>): Promise<void> {
  const { io } = context;
  const shown = contact as GotContact & CardContact;
  await showRecord(context, shown, { fields, columns: CONTACT_COLUMNS }, async () =>
    contactCard(
      { ...shown, interactions: await lastInteractions(context, contact) },
      { now: io.now(), columns: io.stdout.columns, styles: await stylesFor(io.stdout.colour) },
    ),
  );
}

/** What is fresh in memory, and nothing that is yet to be; a card of the past has none. */
async function lastInteractions(
  context: Context,
  { id, deleted_at, _temporal }: GotContact,
): Promise<ShownInteraction[]> {
  if (_temporal || deleted_at !== null) return [];
  const to = context.io.now().toISOString();
  return (await context.backend("read").call(listInteractions, { id, to, limit: 3, include: ["corrected_by"] })).data;
}
