import type { Command } from "commander";
import { GET_PARTS, type GetPart, type GotContact, getContact } from "../../operations/contacts/get.ts";
import { stylesFor } from "../../render/colour.ts";
import { CONTACT_COLUMNS } from "../../render/contact.ts";
import { type CardContact, contactCard } from "../../render/contact-card.ts";
import type { Context } from "../context.ts";
import { someOf } from "../option.ts";
import { showRecord } from "../records.ts";
import type { Verb } from "../verb.ts";
import { eachRef } from "./each.ts";
import { type ContactView, contactView, showContacts } from "./rows.ts";

export const get: Verb = {
  name: "get",
  summary: "Show one contact, or several",
  examples: ["backside contacts get ada@example.org", 'backside contacts get "Ada Lovelace" --json'],
  json: "{id, display_name, ..., channels, addresses, dates, affiliations, tags}; for several an array of these",
  errors: {
    partial: "some of several references failed",
    not_found: "nobody is called so",
    ambiguous: "more than one is; details.candidates names them",
  },
  effect: "read",
  operations: ["contacts.resolve", "contacts.get"],
  build: getCommand,
};

/** `backside contacts get REF…` */
function getCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref...>", "id, start of an id, e-mail, phone, name, or words that find just one")
    .option(
      "--include <parts>",
      "embed further parts: all, or some of relationships, groups, photo, people",
      someOf("--include", GET_PARTS),
    )
    .action(async (refs: string[], options: { include?: GetPart[] }) => {
      const view = contactView(context, options.include ?? []);
      const include = context.form() === "table" && !view.fields ? [...GET_PARTS] : (view.include ?? []);
      const backend = context.backend("read");
      const contacts = await eachRef(context, refs, ({ id }) => backend.call(getContact, { id, include }));
      const [first] = contacts.done;
      if (first) await (refs.length > 1 ? showContacts(context, contacts.done, view) : showOne(context, first, view));
      contacts.finish();
    });
}

async function showOne(context: Context, contact: GotContact, { fields }: ContactView<GetPart>): Promise<void> {
  const { io } = context;
  const view = { fields, columns: CONTACT_COLUMNS };
  await showRecord(context, contact as CardContact, view, async () =>
    contactCard(contact as CardContact, {
      now: io.now(),
      columns: io.stdout.columns,
      styles: await stylesFor(io.stdout.colour),
    }),
  );
}
