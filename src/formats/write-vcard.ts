/** vCards as one of the formats that are written. */
import type { Version } from "../vcard/card.ts";
import { RECEIVER, type ReceiverName, targetFor } from "../vcard/targets.ts";
import { writeCard } from "../vcard/writer.ts";
import type { FormatWriter } from "./format.ts";

/** @param version null for the receiver's, or 4.0 */
export function vcardWriter(receiver: ReceiverName | null, version: Version | null): FormatWriter {
  const taken = receiver === null ? null : RECEIVER[receiver];
  const target = targetFor(version ?? taken?.version ?? "4.0", taken);
  return {
    begin: "",
    contact: ({ contact, photo, members }, { now, product }) =>
      writeCard(contact, { photo, members }, { version: target.version, target, now, product }),
    between: "",
    end: "",
  };
}
