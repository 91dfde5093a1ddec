/**
 * Lines of version 2.1 (versit consortium, 1996): types without a name, quoted-printable where a value is not short
 * plain ASCII, base64 with an empty line after it.
 */
import { isKnownType } from "./attributes.ts";
import type { Parameter } from "./card.ts";
import { formatValues, type Line } from "./content-line.ts";
import { fold } from "./fold.ts";
import { mediaOfType } from "./media.ts";
import { plainName, valueKind } from "./normal-form.ts";
import { split, unescapeText } from "./values.ts";

/** A line in the words of 2.1 as text, folded, CRLF at its end. */
export function formatLegacy(line: Line): string {
  if (line.params.some(({ name, values }) => name === "ENCODING" && values[0] === "BASE64")) return base64Lines(line);
  const head = headOf(line);
  const last = head.length - (head.lastIndexOf("\n") + 1);
  if (last + line.value.length < LIMIT && PLAIN.test(line.value)) return `${head}:${line.value}\r\n`;
  const charset = ASCII.test(line.value) ? "" : ";CHARSET=UTF-8";
  return `${quotedPrintable(`${headOf(line, `;ENCODING=QUOTED-PRINTABLE${charset}`)}:`, line.value)}\r\n`;
}

/**
 * The value of a line in normal form as 2.1 has it: only delimiters are escaped, line ends are LF, parts have one
 * value. A backslash before a delimiter cannot be said there and gets a blank after it.
 */
export function legacyValue(line: Line): string {
  const { value } = line;
  const name = plainName(line.name);
  switch (valueKind(name, line.params)) {
    case "text":
    case "zone":
      return unescapeText(value, "4.0").replace(/\\(?=[,;])/g, "\\\\");
    case "card":
      return unescapeText(value, "4.0");
    case "list":
      return joined(split(value, ","), ",");
    case "parts":
      return joined(
        split(value, ";").map((part) => oneText(part, name === "N" ? " " : "\\, ")),
        ";",
      );
    case "units":
    case "columns":
      return joined(split(value, ";"), ";");
    case "geo":
      return value.replace(/^geo:(?=[^,;]+,[^,;]+$)/, "");
    default:
      return value;
  }
}

/** A list as one text: 2.1 has no lists in parts. */
function oneText(part: string, glue: string): string {
  return split(part, ",")
    .map((text) => text.trim())
    .filter((text) => text !== "")
    .join(glue);
}

function joined(pieces: readonly string[], delimiter: "," | ";"): string {
  const texts = pieces.map((piece, at) => {
    const text = unescapeText(piece, "4.0").replace(/\\(?=[,;])/g, (_, from: number, whole: string) =>
      whole[from + 1] === delimiter ? "\\ " : "\\\\",
    );
    const isLast = at === pieces.length - 1;
    return (!isLast && text.endsWith("\\") ? `${text} ` : text).replaceAll(delimiter, `\\${delimiter}`);
  });
  return texts.join(delimiter);
}

/** What stands before the colon, folded between parameters: a line that ended in `=` would be taken for a soft break. */
function headOf(line: Line, encoding = ""): string {
  const lines: string[] = [];
  let last = (line.group === null ? line.original : `${line.group}.${line.original}`) + encoding;
  for (const param of line.params) {
    for (const text of parameterTexts(param)) {
      if (last.length + text.length < LIMIT) last += text;
      else {
        lines.push(fold(last));
        last = text;
      }
    }
  }
  return [...lines, fold(last)].join("\r\n ");
}

/** `;HOME;VOICE`; a word that 2.1 does not know says what it is. */
function parameterTexts({ name, values }: Parameter): string[] {
  if (name !== "TYPE") return [`;${name}=${formatValues(values)}`];
  return values.map((type) => (isBare(type) ? `;${type}` : `;TYPE=${formatValues([type])}`));
}

function isBare(type: string): boolean {
  return isKnownType(type.toLowerCase()) || mediaOfType(type) !== null;
}

/** As Outlook writes it: the value on lines of its own. */
function base64Lines(line: Line): string {
  const lines = [`${headOf(line)}:`];
  for (let at = 0; at < line.value.length; at += LIMIT - 1) lines.push(` ${line.value.slice(at, at + LIMIT - 1)}`);
  return `${lines.join("\r\n")}\r\n\r\n`;
}

/**
 * RFC 2045 section 6.7, with soft line breaks and never cut inside a character. Colons are encoded as well, so that no
 * line looks like a property; delimiters and their backslashes stay, because some readers split before they decode.
 * @param head folded, with its colon
 */
function quotedPrintable(head: string, value: string): string {
  const lines: string[] = [];
  let line = head;
  let length = head.length - (head.lastIndexOf("\n") + 1);
  const characters = [...value.replace(/\r\n?|\n/g, "\n")];
  for (const [at, character] of characters.entries()) {
    const isLast = at === characters.length - 1;
    let text = encoded(character);
    if (length + text.length > LIMIT - (isLast ? 0 : 1) && length > 0) {
      lines.push(`${line}=`);
      line = "";
      length = 0;
    }
    if (character === " " && (isLast || length === 0)) text = "=20";
    // `LANG;` after a soft line break would be taken for a property.
    else if (length === 0 && beginsProperty(characters, at)) text = hexadecimal(character);
    line += text;
    length += text.length;
    if (character === "\n" && !isLast) {
      lines.push(`${line}=`);
      line = "";
      length = 0;
    }
  }
  return [...lines, line].join("\r\n");
}

function encoded(character: string): string {
  if (character === "\n") return "=0D=0A";
  return QUOTABLE.test(character) ? character : hexadecimal(character);
}

/** Whether a name and a semicolon stand here; colons are encoded. */
function beginsProperty(characters: readonly string[], from: number): boolean {
  let at = from;
  while (at < from + LIMIT && /^[A-Za-z0-9.-]$/.test(characters[at] ?? "")) at++;
  return at > from && characters[at] === ";";
}

function hexadecimal(character: string): string {
  return [...Buffer.from(character, "utf8")]
    .map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

const LIMIT = 75;
const ASCII = /^[\0-\x7f]*$/;
/** Without quoted-printable: no line ends, no blank that gets lost at the end, nothing a soft line break is taken for. */
const PLAIN = /^(?:[ -~]*[!-<>-~])?$/;
const QUOTABLE = /^[ !-9;<>-~]$/;
