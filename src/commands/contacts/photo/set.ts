import type { Command } from "commander";
import { PHOTO_KINDS } from "../../../domain/image-type.ts";
import { setPhoto } from "../../../operations/photos/set.ts";
import { DEFAULT_LIMITS } from "../../../vcard/limits.ts";
import type { Context } from "../../context.ts";
import { did } from "../../definitions.ts";
import { byteSize, REF, sizeText } from "../../option.ts";
import { showWritten, viewOf } from "../../records.ts";
import type { Verb } from "../../verb.ts";
import { ownerOf } from "../part.ts";
import { PHOTO_COLUMNS, PHOTO_KEYS, photoText } from "./look.ts";
import { readPicture } from "./read.ts";

export const set: Verb = {
  name: "set",
  summary: "Set the photo of a contact, in place of the one it has",
  examples: ["backside contacts photo set ada portrait.jpg", "backside contacts photo set ada - < portrait.png"],
  notes: [
    `${PHOTO_KINDS}, told by the bytes and not by the name; kept byte for byte. No SVG: it can hold scripts.`,
    "The photo before stays in the store, for undo.",
  ],
  json: "{media_type, size, sha256}",
  output: "Photo",
  errors: {
    not_found: "nobody is called so",
    ambiguous: "more than one contact is",
    unsupported_media_type: "the file is no picture of these kinds",
    payload_too_large: "the file is larger than --max-size",
    file_unreadable: "the file cannot be read",
  },
  effect: "write",
  operations: ["contacts.resolve", "photos.set"],
  build: setCommand,
};

/** `backside contacts photo set REF FILE` */
function setCommand(command: Command, context: Context): Command {
  const size = `bytes the picture may have, such as 500kB (default ${sizeText(DEFAULT_LIMITS.photo)})`;
  return command
    .argument("<ref>", REF)
    .argument("<file>", "the picture; - reads standard input")
    .option("--max-size <size>", size, byteSize("--max-size"))
    .action(async (ref: string, file: string, { maxSize = DEFAULT_LIMITS.photo }: { maxSize?: number }) => {
      const bytes = await readPicture(context, file, maxSize);
      const contact = await ownerOf(context, ref, "set its photo");
      const photo = await context.backend("write").call(setPhoto, { id: contact.id, bytes }, context.writing());
      const isNew = context.options().dryRun || context.operationId() !== null;
      const line = isNew
        ? `${did(context, "Set", "set")} the ${photoText(photo)} of ${contact.display_name}`
        : `the ${photoText(photo)} of ${contact.display_name} is this one already`;
      await showWritten(context, {
        record: photo,
        id: contact.id,
        outcome: isNew ? "changed" : "unchanged",
        line,
        view: viewOf(context, PHOTO_KEYS, PHOTO_COLUMNS),
      });
    });
}
