/** The writer of each format an export can have, loaded when it is asked for. */
import type { Version } from "../vcard/card.ts";
import type { ReceiverName } from "../vcard/targets.ts";
import type { FormatWriter } from "./format.ts";

export const WRITTEN_FORMATS = ["vcard", "jcard", "jscontact", "csv", "ndjson"] as const;
export type WrittenFormat = (typeof WRITTEN_FORMATS)[number];

export type WriterOptions = {
  /** Whose importer the file is for; null for no one's. CSV has columns of Google's and Outlook's own. */
  receiver: ReceiverName | null;
  /** Of vCard; null for the receiver's, or 4.0. */
  version: Version | null;
  /** Whether CSV cells stay as they are that a spreadsheet could run as formulas. */
  raw: boolean;
};

export async function writerOf(
  format: WrittenFormat,
  { receiver, version, raw }: WriterOptions,
): Promise<FormatWriter> {
  switch (format) {
    case "vcard":
      return (await import("./write-vcard.ts")).vcardWriter(receiver, version);
    case "csv": {
      const { csvWriter } = await import("./csv/write.ts");
      return csvWriter(receiver === "google" || receiver === "outlook" ? receiver : "own", { raw });
    }
    case "jcard":
      return (await import("./jcard/jcard.ts")).jcardWriter;
    case "jscontact":
      return (await import("./jscontact/jscontact.ts")).jscontactWriter;
    case "ndjson":
      return (await import("./ndjson/writer.ts")).ndjsonWriter;
  }
}
