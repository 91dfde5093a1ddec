import type { CharsetDecoder, Report } from "./bytes.ts";
import type { Parameter } from "./card.ts";
import { decodeQuotedPrintable } from "./transfer.ts";
import type { WarningCode } from "./warnings.ts";

/** What stands before the colon of a line: the same few hundred in a whole file, so they are parsed once and shared. */
export type Header = {
  /** Characters before the colon. */
  readonly length: number;
  readonly group: string | null;
  readonly name: string;
  readonly original: string;
  /** Without CHARSET and ENCODING; frozen, because cards share it. */
  readonly params: Parameter[];
  /** ENCODING as written, for values that turn out not to be encoded. */
  readonly written: Parameter | null;
  readonly encoding: "quoted-printable" | "base64" | null;
  readonly charset: string | null;
  /** Parameters without a name occur in 2.1 only. */
  readonly bare: boolean;
  /** Number of parameters as written. */
  readonly count: number;
  readonly warnings: readonly WarningCode[];
};

const CACHED = 2000;
const CACHED_LENGTH = 256;

/** Parses and remembers the headers of a file. */
export class Headers {
  private readonly known = new Map<string, Header>();
  private readonly charsets: CharsetDecoder;
  private readonly limit: number;

  /** Of more than `limit` parameters only so many are kept as to see that there are more. */
  constructor(charsets: CharsetDecoder, limit: number) {
    this.charsets = charsets;
    this.limit = limit;
  }

  /** The header of the line from `start` to `end` whose first colon is at `colon`. */
  find(text: string, start: number, colon: number, end: number): Header {
    const key = text.slice(start, colon);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const parsed = this.parse(key, false);
    // An open quote: the colon may belong to it. If no quote closes it, the first colon ends the header after all.
    if (parsed === null) {
      const whole = this.parse(text.slice(start, end), false);
      return whole !== null && whole.length < end - start ? whole : (this.parse(key, true) as Header);
    }
    if (key.length <= CACHED_LENGTH) {
      if (this.known.size >= CACHED) this.known.clear();
      this.known.set(key, parsed);
    }
    return parsed;
  }

  private parse(line: string, openQuotes: boolean): Header | null {
    const tokens = readTokens(line, openQuotes, this.limit);
    if (tokens === null) return null;
    return buildHeader(tokens, this.charsets);
  }
}

type Tokens = { name: string; params: RawParameter[]; length: number; warnings: WarningCode[] };
type RawParameter = { name: string; values: string[] | null };

/**
 * Cuts a header into name and parameters (RFC 6350 section 3.3). Null when a quote is open at the end or closes in the
 * middle of a value; with `openQuotes` such a quote is a character like others.
 */
function readTokens(line: string, openQuotes: boolean, limit: number): Tokens | null {
  const warnings: WarningCode[] = openQuotes ? ["bad_parameter"] : [];
  const params: RawParameter[] = [];
  let at = stopAt(line, 0, ";:", false);
  const name = line.slice(0, at);
  let custom = true;
  while (line[at] === ";") {
    const from = at + 1;
    at = stopAt(line, from, ";:=", false);
    const label = line.slice(from, at).trim();
    if (line[at] !== "=") {
      if (label === "") warnings.push("bad_parameter");
      else if (params.length <= limit) params.push({ name: label, values: null });
      continue;
    }
    const close: number = custom && CUSTOM_LABEL.test(label) ? line.indexOf(")", at) : -1;
    // Without a bracket there is none for the next one either.
    if (CUSTOM_LABEL.test(label)) custom = close !== -1;
    if (close !== -1) {
      if (params.length <= limit) params.push({ name: line.slice(from, close + 1).trim(), values: null });
      at = stopAt(line, close, ";:", false);
      continue;
    }
    const values: string[] = [];
    do {
      const value = readValue(line, at + 1, openQuotes);
      if (value === null) return null;
      values.push(value.text);
      at = value.end;
    } while (line[at] === ",");
    if (params.length <= limit) params.push({ name: label, values });
  }
  return { name, params, length: at, warnings };
}

/** Samsung: `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=57=6F=72=6B)`. */
const CUSTOM_LABEL = /^X-CUSTOM\(/i;

function readValue(line: string, from: number, openQuotes: boolean): { text: string; end: number } | null {
  let start = from;
  while (line[start] === " ") start++;
  if (line[start] === '"') {
    const close = line.indexOf('"', start + 1);
    let end = close + 1;
    while (line[end] === " ") end++;
    if (close !== -1 && (end === line.length || ";:,".includes(line[end] as string))) {
      return { text: line.slice(start + 1, close), end };
    }
    if (!openQuotes) return null;
  }
  const end = stopAt(line, start, ";:,", true);
  return { text: line.slice(start, end).trim(), end };
}

/** The next of the `stops`; a backslash shields the one after it if `escapes`. */
function stopAt(line: string, from: number, stops: string, escapes: boolean): number {
  for (let at = from; at < line.length; at++) {
    const character = line[at] as string;
    if (escapes && character === "\\" && (line[at + 1] === "," || line[at + 1] === ";")) at++;
    else if (stops.includes(character)) return at;
  }
  return line.length;
}

function buildHeader(tokens: Tokens, charsets: CharsetDecoder): Header {
  const warnings = new Set<WarningCode>(tokens.warnings);
  const report = (code: WarningCode): unknown => warnings.add(code);
  const params: Parameter[] = [];
  let encoding: Parameter | null = null;
  let charset: string | null = null;
  let bare = false;
  for (const token of tokens.params) {
    const parameter = readParameter(token, charsets, report);
    if (parameter === null) continue;
    if (parameter.name === "CHARSET") charset ??= parameter.values[0] ?? null;
    else if (parameter.name === "ENCODING") encoding ??= parameter;
    else params.push(parameter);
    bare ||= token.values === null;
  }
  const decode = (text: string): string =>
    EIGHT_BIT.test(text) ? charsets.decode(Buffer.from(text, "latin1"), charset, report) : text;
  for (const parameter of params) {
    if (parameter.name !== CUSTOM) parameter.values = parameter.values.map(decode);
    parameter.name = decode(parameter.name);
    Object.freeze(Object.freeze(parameter).values);
  }
  // trim also takes away the byte order mark of files that were put together.
  const full = decode(tokens.name).trim();
  const dot = full.indexOf(".");
  const group = dot > 0 ? full.slice(0, dot).trim() : null;
  const original = dot > 0 ? full.slice(dot + 1).trim() : full;
  if (!PLAIN_NAME.test(original) || (group !== null && !PLAIN_NAME.test(group))) report("bad_name");
  return {
    length: tokens.length,
    group,
    name: original.toUpperCase(),
    original,
    params: Object.freeze(params) as Parameter[],
    written: encoding,
    encoding: ENCODINGS.get(encoding?.values[0]?.toUpperCase() ?? "") ?? null,
    charset,
    bare,
    count: tokens.params.length,
    warnings: [...warnings],
  };
}

const EIGHT_BIT = /[\x80-\xff]/;
const PLAIN_NAME = /^[A-Za-z0-9-]+$/;
const ENCODINGS = new Map<string, Header["encoding"]>([
  ["QUOTED-PRINTABLE", "quoted-printable"],
  ["BASE64", "base64"],
  ["B", "base64"],
]);
const BARE_ENCODINGS = new Set(["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"]);
/** These mean nothing without a value. */
const NEEDS_VALUE = new Set(["TYPE", "VALUE", "ENCODING", "CHARSET", "LANGUAGE"]);
/** `TEL;CELL=:1` means `TEL;CELL:1`. */
const TYPES = new Set(["CELL", "HOME", "WORK", "VOICE", "FAX", "PAGER", "MSG", "VIDEO", "PREF", "INTERNET", "CAR"]);

function readParameter(token: RawParameter, charsets: CharsetDecoder, report: Report): Parameter | null {
  if (CUSTOM_LABEL.test(token.name)) return readCustomLabel(token.name, charsets, report);
  // Only ASCII: the bytes of other letters are not decoded yet.
  const name = token.name.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
  if (token.values === null) {
    if (BARE_ENCODINGS.has(name)) return { name: "ENCODING", values: [token.name] };
    if (!NEEDS_VALUE.has(name)) return { name: "TYPE", values: splitTypes(token.name) };
    report("bad_parameter");
    return null;
  }
  if (TYPES.has(name) && token.values.join("") === "") return { name: "TYPE", values: [token.name] };
  if (name === "") report("bad_parameter");
  const values = token.values.map(undoCarets);
  return { name, values: name === "TYPE" ? values.flatMap(splitTypes) : values };
}

/** `voice,home` in quotes, `VOICE\,CELL`, and `HOME,TYPE=VOICE`, as seen. */
function splitTypes(value: string): string[] {
  if (!/[,=\\]/.test(value)) return value === "" ? [] : [value];
  const types = value.split(",").map((type) =>
    type
      .replace(/\\$/, "")
      .replace(/^\s?TYPE=/i, "")
      .trim(),
  );
  return types.filter((type) => type !== "");
}

/** RFC 6868: `^n` `^'` `^^`. */
function undoCarets(value: string): string {
  if (!value.includes("^")) return value;
  return value.replace(/\^([n'^])/g, (_, code: string) => (code === "n" ? "\n" : code === "'" ? '"' : "^"));
}

/** The decoded label of Samsung's `X-CUSTOM(CHARSET=UTF-8,ENCODING=QUOTED-PRINTABLE,=57=6F=72=6B)`. */
function readCustomLabel(text: string, charsets: CharsetDecoder, report: Report): Parameter {
  let label = text.slice(text.indexOf("(") + 1).replace(/\)$/, "");
  let charset: string | null = null;
  let quoted = false;
  for (let match = LABEL_SETTING.exec(label); match !== null; match = LABEL_SETTING.exec(label)) {
    if (match[1]?.toUpperCase() === "CHARSET") charset = match[2] ?? null;
    else quoted = match[2]?.toUpperCase() === "QUOTED-PRINTABLE";
    label = label.slice(match[0].length);
  }
  if (quoted) label = decodeQuotedPrintable(label, charset, false, charsets, report);
  else if (EIGHT_BIT.test(label)) label = charsets.decode(Buffer.from(label, "latin1"), charset, report);
  return { name: CUSTOM, values: [label] };
}

const CUSTOM = "X-CUSTOM";
const LABEL_SETTING = /^(CHARSET|ENCODING)=([^,]*),/i;
