/** Reading and writing of whole files in a format, for tests. */
import type { ContactDraft } from "../../src/domain/draft.ts";
import type { FormatWriter, FoundDraft, ReadFormat } from "../../src/formats/format.ts";
import { lift } from "../vcard/lift.ts";

export type Read = FoundDraft & { line: number; index: number; digest: string | null };

/** All contacts of a text, which comes in small pieces. */
export async function readWith(
  read: ReadFormat,
  text: string | Uint8Array,
  charset: string | null = null,
): Promise<Read[]> {
  const found: Read[] = [];
  const options = { region: "US", charset, onWarning: () => {} };
  for await (const contacts of read(chunksOf(Buffer.from(text)), options)) {
    for (const contact of contacts) {
      const { line, index, digest } = contact;
      const result = contact.read();
      if (result.draft?.photo) result.draft.photo.bytes = Buffer.from(result.draft.photo.bytes);
      found.push({ ...result, line, index, digest });
    }
  }
  return found;
}

/** A file of the drafts as an export writes it. */
export function writeWith(writer: FormatWriter, drafts: readonly ContactDraft[]): string {
  const options = { now: "2026-01-02T03:04:05Z", product: "test" };
  const texts = drafts.map((draft) => {
    const members = draft.members?.map((uid) => ({ uid })) ?? null;
    return writer.contact({ contact: lift(draft), photo: draft.photo, members }, options);
  });
  return writer.begin + texts.join(writer.between) + writer.end;
}

/** What reading our own file must give: only a UID is made where there was none. */
export function withUid(draft: ContactDraft, again: ContactDraft | null | undefined): ContactDraft {
  return { ...draft, vcard_uid: draft.vcard_uid ?? again?.vcard_uid ?? null };
}

async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const size = bytes.length > 10_000 ? 65_536 : 7;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
