import type { Command } from "commander";
import type { Backend } from "../../backend/backend.ts";
import { stateDirectory } from "../../config.ts";
import type { FullContact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError, type ErrorCode } from "../../domain/errors.ts";
import { describeChanges } from "../../edit/describe.ts";
import { type Changes, difference, isEmpty } from "../../edit/difference.ts";
import type { TextError } from "../../edit/fields.ts";
import { parseContactText } from "../../edit/parse.ts";
import { contactText } from "../../edit/text.ts";
import { createEditFile, type EditFile } from "../../edit-file.ts";
import { edit, editorCommand } from "../../editor.ts";
import { getContact } from "../../operations/contacts/get.ts";
import { stylesFor } from "../../render/colour.ts";
import { CONTACT_COLUMNS } from "../../render/contact.ts";
import { errorText } from "../../render/error.ts";
import { relationshipText } from "../../render/relationship.ts";
import { sanitizeForTty } from "../../render/sanitize.ts";
import { plural } from "../../render/time.ts";
import { applyEdit, faultsOfEdit } from "../../workflows/contact-edit.ts";
import type { Context } from "../context.ts";
import { did } from "../definitions.ts";
import { REF } from "../option.ts";
import { showWritten } from "../records.ts";
import type { Verb } from "../verb.ts";
import { oneRef } from "./each.ts";
import { contactView } from "./rows.ts";
import { shown } from "./write-each.ts";

export const editVerb: Verb = {
  name: "edit",
  summary: "Change a contact as text in your editor",
  examples: ["backside contacts edit ada", "EDITOR='code --wait' backside contacts edit ada@example.org"],
  notes: [
    "The editor is BACKSIDE_EDITOR, VISUAL, EDITOR, or vi (notepad on Windows). Only the difference is written, as one operation; a text that is saved unchanged, or not at all, changes nothing. Channels come in the order of their lines. What cannot be written leaves your text in a file that the error names.",
    "Without a terminal one of the variables has to name the editor: a program that changes the file it is given.",
  ],
  json: "the contact {id, display_name, ..., channels, addresses, dates, affiliations, tags} as it is now",
  output: "ContactResponse",
  errors: {
    bad_request: "the text is not understood, or a value is not acceptable; the line is named",
    input_required: "there is no terminal, and no editor is named",
    not_found: "nobody is called so",
    conflict: "what the text says is there already",
    precondition_failed: "the contact was changed by somebody else while it was edited",
    cancelled: "the editor ended with an error, or the text is empty",
  },
  effect: "write",
  operations: [
    ...["contacts.resolve", "contacts.get", "contacts.update", "contacts.tag", "contacts.untag"],
    ...["channels.list", "channels.add", "channels.update", "channels.remove"],
    ...["addresses.add", "addresses.update", "addresses.remove", "dates.add", "dates.update", "dates.remove"],
    ...["affiliations.add", "affiliations.update", "affiliations.remove"],
  ],
  build: editCommand,
};

/** `backside contacts edit REF` */
function editCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action(async (ref: string) => {
    const editor = editorCommand(context.io);
    const backend = context.backend("write");
    // Who is met by a guess is not asked about: the editor shows who it is before anything is changed.
    const { id } = await oneRef(context, ref);
    const before = await fullContact(backend, id);
    const text = contactText(before, remarksOn(before));
    const file = createEditFile(`${stateDirectory(context.io.env)}/edit`, before.id, text);
    try {
      await editUntilWritten(context, { before, text, file, editor });
    } catch (thrown) {
      throw withKeptText(thrown, file);
    }
    file.remove();
  });
}

type Editing = {
  before: FullContact;
  text: string;
  file: EditFile;
  /** Words of the editor's command. */
  editor: readonly string[];
};

/** A person may mend what is not right; anyone else is told. */
async function editUntilWritten(context: Context, editing: Editing): Promise<void> {
  const { before, text, file, editor } = editing;
  for (;;) {
    await edit(editor, file.path, context.io);
    try {
      const edited = file.read();
      if (edited === null || edited === text) return await showUnchanged(context, before);
      return await write(context, before, await changesIn(context, before, edited));
    } catch (thrown) {
      const error = asBacksideError(thrown);
      if (!MENDED.has(error.code) || !context.mayPrompt()) throw thrown;
      await context.io.err(errorText(error, await stylesFor(context.io.stderr.colour)));
      const { agrees } = await import("../../prompt.ts");
      if (!(await agrees(context.io, "Go on editing?", true)))
        throw new BacksideError("cancelled", "nothing was changed");
    }
  }
}

/** Errors that another text would not have. */
const MENDED = new Set<ErrorCode>(["bad_request", "conflict"]);

/** @throws cancelled, bad_request */
async function changesIn(context: Context, before: FullContact, edited: string): Promise<Changes> {
  const parsed = parseContactText(edited);
  if (parsed === null) throw new BacksideError("cancelled", "the text is empty; nothing was changed");
  const { changes, errors } = difference(before, parsed.contact);
  const found = [...parsed.errors, ...errors];
  if (found.length === 0) return changes;
  const { region } = context.settings();
  throw textError(oneByLine([...found, ...(await faultsOfEdit(context.backend("write"), before, changes, region))]));
}

/** In the order of the lines; of one line only what was found first: the rest may follow from it. */
function oneByLine(errors: readonly TextError[]): TextError[] {
  const first = new Map(errors.toReversed().map((error) => [error.line, error]));
  return [...first.values()].sort((a, b) => a.line - b.line);
}

/** Errors named in the message; all are in the details. */
const NAMED = 5;

function textError(errors: readonly TextError[]): BacksideError {
  const named = errors.slice(0, NAMED).map(({ line, message }) => `line ${line}: ${message}`);
  if (errors.length > NAMED) named.push(`and ${plural(errors.length - NAMED, "more error")}`);
  return new BacksideError("bad_request", named.join("; "), {
    details: { errors: errors.map((error) => ({ ...error })) },
  });
}

async function write(context: Context, before: FullContact, changes: Changes): Promise<void> {
  if (isEmpty(changes)) return showUnchanged(context, before);
  const { region } = context.settings();
  const record = await context.backend("write").batch(
    "contacts.edit",
    async (backend) => {
      requireUnchanged(before, await fullContact(backend, before.id));
      await applyEdit(backend, before, changes, region);
      return shown(context, backend, before, { whole: true });
    },
    context.writing(),
  );
  await showDifference(context, changes);
  await show(context, record, `${did(context, "Edited", "edit")} ${record.display_name}`, "changed");
}

/** Only what is in the text counts: a meeting that was logged meanwhile is no reason to refuse. */
function requireUnchanged(before: FullContact, now: FullContact): void {
  if (contactText(before) === contactText(now)) return;
  throw new BacksideError("precondition_failed", `${before.display_name} was changed while it was edited`, {
    hint: `\`backside contacts history ${before.id}\` shows by whom; edit it anew`,
    details: { contact_id: before.id },
  });
}

async function fullContact(backend: Backend, id: string): Promise<FullContact> {
  return (await backend.call(getContact, { id, include: ["relationships", "groups"] })) as FullContact;
}

/** What other commands change. */
function remarksOn(contact: FullContact): string[] {
  return [
    ...contact.groups.map(({ name }) => `member of ${name}`),
    ...contact.relationships.map((view) => relationshipText(view, contact.display_name)),
  ];
}

async function showUnchanged(context: Context, { id, display_name }: FullContact): Promise<void> {
  const backend = context.backend("write");
  const contact = await backend.call(getContact, { id });
  await show(
    context,
    await shown(context, backend, contact, { whole: true }),
    `${display_name} is unchanged`,
    "unchanged",
  );
}

async function show(
  context: Context,
  record: Awaited<ReturnType<typeof shown>>,
  line: string,
  outcome: "changed" | "unchanged",
): Promise<void> {
  const view = { fields: contactView(context, []).fields, columns: CONTACT_COLUMNS };
  await showWritten(context, { record, id: record.id, outcome, line, view });
}

/** What was changed, or would be: part of the answer on a terminal, notes elsewhere. */
async function showDifference(context: Context, changes: Changes): Promise<void> {
  for (const line of describeChanges(changes)) {
    if (context.form() === "table") await context.io.out(`${sanitizeForTty(line, { cell: true })}\n`);
    else await context.note(line);
  }
}

/** What somebody wrote is not thrown away: it stays in the file, which the error names. */
function withKeptText(thrown: unknown, file: EditFile): unknown {
  if (!file.isWritten()) {
    file.remove();
    return thrown;
  }
  file.keep();
  const { code, message, hint, details } = asBacksideError(thrown);
  const kept = `your text is kept in ${file.path}`;
  return new BacksideError(code, message, {
    hint: hint === null ? kept : `${hint}; ${kept}`,
    details: { ...details, file: file.path },
    cause: thrown,
  });
}
