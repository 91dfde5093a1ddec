/** What is odd in a file, a line each, as compilers write it: editors find the place by it. */
import type { ImportWarning } from "../domain/import-report.ts";
import type { Styles } from "./colour.ts";
import { sanitizeForTty } from "./sanitize.ts";

/** `book.vcf:6: TEL: not_in_version: vCard 3.0 has no TEL as a URI.` */
export function lintLine(
  { file, line, property, code, message, level }: ImportWarning & { level: "note" | "warning" },
  { bold, dim, yellow }: Styles,
): string {
  const place = bold(`${clean(file)}:${line}:`);
  const what = property === null ? "" : ` ${clean(property)}:`;
  return `${place}${what} ${(level === "note" ? dim : yellow)(`${clean(code)}:`)} ${clean(message)}\n`;
}

function clean(text: string): string {
  return sanitizeForTty(text, { cell: true });
}
