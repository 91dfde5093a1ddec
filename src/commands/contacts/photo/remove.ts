import type { Command } from "commander";
import { removePhoto } from "../../../operations/photos/remove.ts";
import type { Context } from "../../context.ts";
import { did } from "../../definitions.ts";
import { REF } from "../../option.ts";
import { showWritten, viewOf } from "../../records.ts";
import type { Verb } from "../../verb.ts";
import { calledAs } from "../each.ts";
import { ownerOf } from "../part.ts";
import { PHOTO_COLUMNS, PHOTO_KEYS, photoText } from "./look.ts";

export const remove: Verb = {
  name: "remove",
  summary: "Remove the photo of a contact",
  examples: ["backside contacts photo remove ada"],
  notes: ["It stays in the store, for undo, until the contact is purged."],
  json: "the removed photo: {media_type, size, sha256}",
  output: "Photo",
  errors: { not_found: "nobody is called so, or the contact has no photo", ambiguous: "more than one contact is" },
  effect: "destructive",
  operations: ["contacts.resolve", "photos.remove"],
  build: removeCommand,
};

/** `backside contacts photo remove REF` */
function removeCommand(command: Command, context: Context): Command {
  return command.argument("<ref>", REF).action(async (ref: string) => {
    const contact = await ownerOf(context, ref, "remove its photo");
    const backend = context.backend("write");
    const { id, display_name } = contact;
    const photo = await calledAs(ref, id, () => backend.call(removePhoto, { id }, context.writing()));
    await showWritten(context, {
      record: photo,
      id,
      outcome: "changed",
      line: `${did(context, "Removed", "remove")} the ${photoText(photo)} of ${display_name}`,
      view: viewOf(context, PHOTO_KEYS, PHOTO_COLUMNS),
    });
  });
}
