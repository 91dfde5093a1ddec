import type { Command } from "commander";
import type { FullContact } from "../../domain/entities.ts";
import { type GotContact, getContact } from "../../operations/contacts/get.ts";
import { outPaged } from "../../pager.ts";
import { stylesFor } from "../../render/colour.ts";
import { CONTACT_COLUMNS } from "../../render/contact.ts";
import { contactCard } from "../../render/contact-card.ts";
import { fieldColumns, project } from "../../render/fields.ts";
import { jsonDocument } from "../../render/json.ts";
import { tsvRecord } from "../../render/tsv.ts";
import { PARTS, type Part } from "../../store/parts.ts";
import type { Context } from "../context.ts";
import { someOf } from "../option.ts";
import { eachRef } from "./each.ts";
import { type ContactView, contactView, showContacts } from "./rows.ts";

/** `backside contacts get REF…` */
export function getCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref...>", "id, start of an id, e-mail, phone, name, or words that find just one")
    .option(
      "--include <parts>",
      "embed further parts: all, or some of relationships, groups, photo",
      someOf("--include", PARTS),
    )
    .action(async (refs: string[], options: { include?: Part[] }) => {
      const view = contactView(context, options.include ?? []);
      const include = context.form() === "table" && !view.fields ? [...PARTS] : (view.include ?? []);
      const backend = context.backend("read");
      const contacts = await eachRef(context, refs, ({ id }) => backend.call(getContact, { id, include }));
      const [first] = contacts.done;
      if (first) await (refs.length > 1 ? showContacts(context, contacts.done, view) : showOne(context, first, view));
      contacts.finish();
    });
}

async function showOne(context: Context, contact: GotContact, view: ContactView): Promise<void> {
  const { io } = context;
  const tty = io.stdout.isTTY;
  const { fields } = view;
  switch (context.form()) {
    case "json":
    case "ndjson": {
      const pretty = tty && context.form() === "json";
      const shown = fields ? project(contact, fields) : contact;
      return io.out(pretty || !tty ? jsonDocument(shown, { tty: pretty }) : jsonDocument(shown));
    }
    case "csv":
      return showContacts(context, [contact], view);
    case "tsv": {
      const columns = fields ? fieldColumns<GotContact>(fields) : CONTACT_COLUMNS;
      return io.out(tsvRecord(contact as FullContact, columns as typeof CONTACT_COLUMNS, { tty }));
    }
    case "table": {
      if (fields) return showContacts(context, [contact], view);
      const styles = await stylesFor(io.stdout.colour);
      const card = contactCard(contact as FullContact, { now: io.now(), columns: io.stdout.columns, styles });
      return outPaged(io, once(card), { pager: context.options().pager ?? true });
    }
  }
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
