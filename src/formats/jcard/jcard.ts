/** jCard, the JSON form of vCard: files of one, of an array, or of one a line. RFC 7095. */
import type { Line } from "../../vcard/content-line.ts";
import { escapeText } from "../../vcard/values.ts";
import { TARGETS } from "../../vcard/versions.ts";
import { linesOf } from "../../vcard/writer.ts";
import type { FormatOptions, FormatWriter, FoundContact } from "../format.ts";
import { readContacts } from "../json/contacts.ts";
import { type JcardProperty, jcardProperty, lineOfJcard } from "./property.ts";

/** @throws invalid_input for a file without a jCard */
export function readJcard(source: AsyncIterable<Uint8Array>, options: FormatOptions): AsyncGenerator<FoundContact[]> {
  return readContacts(source, options, "jCard", linesOfJcard);
}

export const jcardWriter: FormatWriter = {
  begin: "[\n",
  contact({ contact, photo, members }, { now, product }) {
    const properties: JcardProperty[] = [["version", {}, "text", "4.0"]];
    if (product !== "") properties.push(["prodid", {}, "text", product]);
    for (const line of linesOf(contact, { photo, members }, TARGETS["4.0"])) properties.push(jcardProperty(line));
    properties.push(["rev", {}, "timestamp", now.replace(/\.\d+/, "")]);
    return JSON.stringify(["vcard", properties]);
  },
  between: ",\n",
  end: "\n]\n",
};

/** A property that cannot be read is kept as the text it is; null for what is no jCard. */
function linesOfJcard(value: unknown): Line[] | null {
  if (!Array.isArray(value) || String(value[0]).toLowerCase() !== "vcard" || !Array.isArray(value[1])) return null;
  return (value[1] as unknown[]).map((property) => lineOfJcard(property) ?? unreadable(property));
}

function unreadable(property: unknown): Line {
  const value = JSON.stringify(property) ?? "";
  return { group: null, name: "X-JCARD", original: "X-JCARD", params: [], value: escapeText(value) };
}
