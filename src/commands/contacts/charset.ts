import { usageError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";

/** The value of `--charset`: any name that `TextDecoder` knows. */
export function knownCharset(name: string): string {
  try {
    return new TextDecoder(name).encoding;
  } catch {
    throw usageError(`no charset is called ${quoted(name)}`, "such as utf-8, iso-8859-15, gb18030, shift_jis");
  }
}
