import fs from "node:fs";
import nodePath from "node:path";
import type { Command } from "commander";
import type { PhotoInfo } from "../../../domain/entities.ts";
import { usageError } from "../../../domain/errors.ts";
import { PHOTO_TYPES } from "../../../domain/image-type.ts";
import { writeFileAtomically } from "../../../files.ts";
import { getPhoto } from "../../../operations/photos/get.ts";
import type { Context } from "../../context.ts";
import { REF } from "../../option.ts";
import { showRecord, viewOf } from "../../records.ts";
import type { Verb } from "../../verb.ts";
import { calledAs, oneRef } from "../each.ts";
import { PHOTO_COLUMNS, PHOTO_KEYS, photoText } from "./look.ts";

type GetOptions = { output?: string; force?: boolean };

export const get: Verb = {
  name: "get",
  summary: "Write the photo of a contact to a file, byte for byte",
  examples: [
    "backside contacts photo get ada -o portrait.jpg",
    "backside contacts photo get ada > portrait.jpg",
    "backside contacts photo get ada --json",
  ],
  notes: ["-o FOLDER writes <id of the contact>.jpg, or as its kind has it, in that folder."],
  json: "{media_type, size, sha256, file}; file is null where none was written",
  output: "PhotoFile",
  errors: {
    not_found: "nobody is called so, or the contact has no photo",
    ambiguous: "more than one contact is",
    conflict: "the file is there already; --force overwrites it",
  },
  effect: "read",
  operations: ["contacts.resolve", "photos.get"],
  build: getCommand,
};

/** `backside contacts photo get REF` */
function getCommand(command: Command, context: Context): Command {
  return command
    .argument("<ref>", REF)
    .option("-o, --output <file>", "write to a file or into a folder, whole or not at all; - is standard output")
    .option("--force", "overwrite the file")
    .action((ref: string, options: GetOptions) => writePhoto(context, ref, options));
}

async function writePhoto(context: Context, ref: string, { output, force = false }: GetOptions): Promise<void> {
  const { io } = context;
  const tells = isRecord(context);
  const toStdout = output === "-" || (output === undefined && !tells);
  if (toStdout && tells) throw usageError("a record and a picture do not fit into one output", "-o FILE");
  if (toStdout && io.stdout.isTTY) throw usageError("a picture cannot be shown on a terminal", "-o FILE, or --json");
  const { id, display_name } = await oneRef(context, ref);
  const read = () => context.backend("read").call(getPhoto, { id });
  const { bytes, ...photo } = await calledAs(ref, id, read);
  if (toStdout) return io.out(bytes);
  const file = output === undefined ? null : fileFor(output, id, photo);
  if (file !== null) await writeFileAtomically(file, once(bytes), { force });
  if (!tells) return context.note(`the ${photoText(photo)} of ${display_name} is in ${file}`);
  const columns = [...PHOTO_COLUMNS, { name: "file", text: () => file ?? "" }];
  const view = viewOf(context, [...PHOTO_KEYS, "file"], columns);
  await showRecord(context, { ...photo, file }, view, () => "");
}

/** Whether what is known of the photo was asked for, and not the photo. */
function isRecord(context: Context): boolean {
  const form = context.form();
  return context.options().fields !== undefined || (form !== "table" && form !== "tsv");
}

/** In a folder the file is named by the id: a contact's own text is no name of a file. */
function fileFor(output: string, id: string, { media_type }: PhotoInfo): string {
  const isFolder = fs.statSync(output, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? nodePath.join(output, `${id}.${PHOTO_TYPES.get(media_type) ?? "bin"}`) : output;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
