import type { Command } from "commander";
import { channelTypeOf } from "../../domain/channel.ts";
import { asBacksideError, BacksideError, usageError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { findOwners } from "../../operations/contacts/find.ts";
import { GET_PARTS, type GetPart, type GotContact, getContact } from "../../operations/contacts/get.ts";
import { plural } from "../../render/time.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { withWayOut } from "./each.ts";
import { showOne } from "./get.ts";
import { contactView, showContacts } from "./rows.ts";

export const find: Verb = {
  name: "find",
  summary: "Find the contact that has an e-mail, a number or another channel",
  examples: [
    "backside contacts find ada@example.org",
    'backside contacts find phone "(202) 555-0123" --region US',
    "backside contacts find twitter ada",
    "backside contacts find +12025550123 --all",
  ],
  notes: [
    "The whole value must be the same, in any spelling. Without a type it is an e-mail, a phone number or a web address, by what it looks like.",
    "Of several contacts it is the one whose primary channel it is, then the one that prefers it most, then the oldest; a note says how many more have it. --all lists them all.",
  ],
  json: "{id, display_name, kind, given_name, family_name, ...}; with --all an array of them",
  output: ["Contact", "Contact[]"],
  errors: { not_found: "no contact has it" },
  effect: "read",
  operations: ["contacts.owners", "contacts.get"],
  build: findCommand,
};

/** `backside contacts find [TYPE] VALUE` */
function findCommand(command: Command, context: Context): Command {
  return command
    .usage("[options] [type] <value>")
    .argument("<value...>", "the value, or type and value: email, phone, url, twitter or any other")
    .option("--all", "list all that have it")
    .action(async (words: string[], { all = false }: { all?: boolean }) => {
      const { type, value } = channelOf(words);
      const view = contactView<GetPart>(context, []);
      const backend = context.backend("read");
      const region = type === "phone" ? context.settings().region : null;
      const owners = await backend
        .call(findOwners, { type, value, region })
        .catch((error) => Promise.reject(hinted(context, error, type, value, region)));
      const card = !all && context.form() === "table" && !view.fields;
      const include = card ? [...GET_PARTS] : view.include;
      const shown: GotContact[] = [];
      for (const owner of all ? owners : owners.slice(0, 1))
        shown.push(include ? await backend.call(getContact, { id: owner.id, include }) : (owner as GotContact));
      const [first] = shown;
      if (all) await showContacts(context, shown, view);
      else if (first) await showOne(context, first, view);
      const more = owners.length - shown.length;
      if (more > 0)
        await context.note(`${plural(more, "more contact has", "more contacts have")} it; --all lists them`);
    });
}

/** A number may stand there in several words, so that only a plain first one is a type. */
function channelOf(words: readonly string[]): { type: string; value: string } {
  const [first = "", ...rest] = words;
  if (rest.length > 0 && /^[a-z][a-z0-9_.-]*$/i.test(first))
    return { type: first.toLowerCase(), value: rest.join(" ") };
  const value = words.join(" ");
  const type = channelTypeOf(value);
  if (type === null)
    throw usageError(
      `${quoted(value)} may be a name anywhere; say its type`,
      `write the type first: \`backside contacts find twitter ${/^[\w.@+-]+$/.test(value) ? value : "ada"}\``,
    );
  return { type, value };
}

function hinted(context: Context, thrown: unknown, type: string, value: string, region: string | null): BacksideError {
  const error = withWayOut(context, asBacksideError(thrown));
  const national = type === "phone" && region === null && !/^\s*(?:tel:)?\+/i.test(value);
  if (error.code !== "not_found" || error.hint !== null || !national) return error;
  return new BacksideError(error.code, error.message, {
    hint: "--region says which country a number without its code is of",
    details: error.details,
  });
}
