/** The reader of each format, loaded when a file needs it. */

import type { ReadFormat } from "./format.ts";
import type { FormatName } from "./names.ts";

/** @param columns of a CSV file and the fields they are, `Column=field` each; @throws usage for one that is none */
export async function readerOf(format: FormatName, columns: readonly string[] = []): Promise<ReadFormat> {
  switch (format) {
    case "csv": {
      const { parseColumnMap } = await import("./csv/field.ts");
      return (await import("./csv/read.ts")).readCsv({ map: parseColumnMap(columns) });
    }
    case "jcard":
      return (await import("./jcard/jcard.ts")).readJcard;
    case "jscontact":
      return (await import("./jscontact/jscontact.ts")).readJscontact;
    case "ldif":
      return (await import("./ldif.ts")).readLdif;
    case "ndjson":
      return (await import("./ndjson/reader.ts")).readNdjson;
    case "vcard":
      return (await import("./vcard.ts")).readVcard;
  }
}
