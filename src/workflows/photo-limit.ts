/** `--max-photo`: pictures above a size stay out of the store, and it is said of each. */
import { keptHeads, keptLines, lineValue, nameOf, withKept } from "../domain/kept.ts";
import type { FoundDraft } from "../formats/format.ts";
import { cardWarning } from "../vcard/warnings.ts";

/**
 * The draft without photos above the size, those that are only kept among them.
 * @param line where the contact begins, where its format does not tell the line of the photo
 * @returns the same draft where nothing had to go
 */
export function withoutLargePhotos(found: FoundDraft, line: number, most: number | undefined): FoundDraft {
  const { draft, photo_line = line } = found;
  if (draft === null || most === undefined) return found;
  const { photo, metadata } = draft;
  const isLarge = photo !== null && photo.bytes.length > most;
  const lines = keptLines(metadata);
  const smaller = lines.filter((kept) => keptBytes(kept) <= most);
  if (!isLarge && smaller.length === lines.length) return found;
  const heads = keptHeads(metadata);
  const others = isLarge ? heads.filter((head) => nameOf(head) !== "PHOTO" || lineValue(head) !== null) : heads;
  return {
    ...found,
    draft: { ...draft, photo: isLarge ? null : photo, metadata: withKept(metadata, smaller, others) },
    warnings: [...found.warnings, cardWarning("photo_left_out", photo_line, "PHOTO")],
  };
}

/** Bytes of a picture in a kept line; 0 for any other. Base64 has four characters for three of them. */
function keptBytes(line: string): number {
  if (nameOf(line) !== "PHOTO") return 0;
  const [, base64 = ""] = /^data:[^,]{0,1000};base64,(.*)$/s.exec(lineValue(line) ?? "") ?? [];
  return Math.floor((base64.replace(/=+$/, "").length * 3) / 4);
}
