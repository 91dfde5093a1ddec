/**
 * Content lines as kept in metadata: `group.NAME;PARAM=a,b:value` on one line, RFC 6350 section 3.3, parameter
 * values with RFC 6868 escapes. One spelling per meaning, so that a kept line compares equal after any round trip.
 */
import type { Parameter } from "./card.ts";

export type Line = {
  group: string | null;
  /** Upper case, for look-ups. */
  name: string;
  /** As written, for output. */
  original: string;
  params: readonly Parameter[];
  /** Escaped, without CR and LF. */
  value: string;
};

/** `item1.TEL;TYPE=home;X-FOO="a:b"`: all of a line before the colon of its value. */
export function formatHead(line: Omit<Line, "value" | "name">): string {
  let head = line.group === null ? line.original : `${line.group}.${line.original}`;
  for (const { name, values } of line.params) head += `;${name}=${formatValues(values)}`;
  return head;
}

/** The whole line, unfolded. */
export function formatLine(line: Omit<Line, "name">): string {
  return `${formatHead(line)}:${line.value}`;
}

/** Values of one parameter, quoted where they must be; RFC 6868 for what quotes cannot hold. */
export function formatValues(values: readonly string[]): string {
  return values.length === 1 ? formatValue(values[0] ?? "") : values.map(formatValue).join(",");
}

/** Reads back what `formatLine` or `formatHead` wrote; `value` is null for a head. */
export function parseLine(text: string): Omit<Line, "value"> & { value: string | null } {
  const end = nameEnd(text);
  const full = text.slice(0, end);
  const dot = full.indexOf(".");
  // Like the reader: without a group before it a dot is part of the name.
  const original = dot > 0 ? full.slice(dot + 1) : full;
  const params: Parameter[] = [];
  let at = end;
  while (text[at] === ";") at = parseParameter(text, at + 1, params);
  return {
    group: dot > 0 ? full.slice(0, dot) : null,
    name: original.toUpperCase(),
    original,
    params,
    value: text[at] === ":" ? text.slice(at + 1) : null,
  };
}

function nameEnd(text: string): number {
  for (let at = 0; at < text.length; at++) if (text[at] === ";" || text[at] === ":") return at;
  return text.length;
}

function parseParameter(text: string, from: number, params: Parameter[]): number {
  let at = from;
  while (at < text.length && text[at] !== "=" && text[at] !== ";" && text[at] !== ":") at++;
  const name = text.slice(from, at);
  const values: string[] = [];
  while (text[at] === "=" || text[at] === ",") {
    const start = at + 1;
    if (text[start] === '"') {
      const quote = text.indexOf('"', start + 1);
      const end = quote < 0 ? text.length : quote;
      values.push(undoCaret(text.slice(start + 1, end)));
      at = end + 1;
    } else {
      at = start;
      while (at < text.length && text[at] !== "," && text[at] !== ";" && text[at] !== ":") at++;
      values.push(undoCaret(text.slice(start, at)));
    }
  }
  params.push({ name, values });
  return at;
}

function formatValue(value: string): string {
  if (PLAIN.test(value)) return value;
  const escaped = value.replace(/\^|"|\r\n?|\n/g, (found) => (found === "^" ? "^^" : found === '"' ? "^'" : "^n"));
  // Readers trim what is not quoted, and some take a backslash there for an escape.
  return /[,;:"\\]|^\s|\s$/.test(escaped) ? `"${escaped}"` : escaped;
}

function undoCaret(value: string): string {
  if (!value.includes("^")) return value;
  return value.replace(/\^([n^'])/g, (_, code: string) => (code === "n" ? "\n" : code === "^" ? "^" : '"'));
}

const PLAIN = /^[^\s^",;:\\]*$/;
