/** The pieces of a query text. Nothing is refused here but what cannot be told apart. */
import { fieldOf } from "./fields.ts";

type At = {
  /** Where it begins, and how long it is, in the text. */
  at: number;
  length: number;
};

export type Operator = ":" | ":=" | "=" | "<" | "<=" | ">" | ">=";

export type Token = At &
  (
    | { is: "(" }
    | { is: ")" }
    /** `plain` where it is no operator, although it is written like one. */
    | { is: "word"; text: string; plain?: true }
    | { is: "quoted"; text: string }
    /** A quote that nobody closes; the rest of the text, perhaps the value of a field. */
    | { is: "unclosed"; value: boolean }
    | {
        is: "field";
        /** As written, in lower case. */
        name: string;
        negated: boolean;
        operator: Operator;
        value: string;
        quoted: boolean;
        /** Where the value begins. */
        valueAt: number;
        /** `rel:manages(bob)`: what stands in the parentheses, which are closed. */
        argument: { text: string; at: number } | null;
      }
  );

export type FieldToken = Extract<Token, { is: "field" }>;

/** @param start where in the text to begin */
export function tokens(text: string, start = 0): Token[] {
  const out: Token[] = [];
  for (let at = start; at < text.length; ) {
    const token = /\s/.test(text[at] ?? "") ? null : tokenAt(text, at);
    if (token) out.push(token);
    at += token?.length ?? 1;
  }
  return out;
}

function tokenAt(text: string, at: number): Token {
  const phone = PHONE.exec(from(PHONE, text, at))?.[0];
  if (phone !== undefined) return { is: "word", text: phone, at, length: phone.length };
  const [first] = text.slice(at, at + 1);
  if (first === "(") return { is: "(", at, length: 1 };
  if (first === ")") return { is: ")", at, length: 1 };
  if (first === '"') return quotedAt(text, at);
  return fieldAt(text, at) ?? wordAt(text, at);
}

/** A number whose parentheses are its own: `(202)`, `+49(0)171`. */
const PHONE = /\+?(?:\d+[./-]?)?(?:\(\d+\)[./-]?\d*)+(?:[./-]\d+)*(?=[\s)]|$)/y;
/** A name and an operator; the name may have a second part, `last.before`, `channel.fax`. */
const HEAD = /(-?)([\p{L}_]+(?:\.[\p{L}\p{N}_-]+)?)(:=|:|<=|<|>=|>|=)/uy;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
const WORD = /[^\s()]+/y;

/** Sets where a sticky expression begins; answers the text. */
function from(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return text;
}

function wordAt(text: string, at: number): Token {
  const word = WORD.exec(from(WORD, text, at))?.[0] ?? "";
  return { is: "word", text: word, at, length: word.length };
}

function quotedAt(text: string, at: number): Token {
  const found = QUOTED.exec(from(QUOTED, text, at));
  if (!found) return { is: "unclosed", value: false, at, length: text.length - at };
  return { is: "quoted", text: unescaped(found[1] ?? ""), at, length: found[0].length };
}

/** Null where it only looks like a field: an address of the web, a time, a name with a colon behind it. */
function fieldAt(text: string, at: number): Token | null {
  const head = HEAD.exec(from(HEAD, text, at));
  if (!head) return null;
  const [all, minus, written = "", operator] = head;
  const valueAt = at + all.length;
  const value = valueFrom(text, valueAt);
  if (!isMeant(written, operator as Operator, value?.text ?? '"')) return null;
  if (value === null) return { is: "unclosed", value: true, at: valueAt, length: text.length - valueAt };
  const name = written.toLowerCase();
  const argument = name === "rel" ? argumentAt(text, valueAt + value.length) : null;
  const length = all.length + value.length + (argument?.length ?? 0);
  return {
    is: "field",
    ...{ name, negated: minus === "-", operator: operator as Operator, value: value.text, quoted: value.quoted },
    ...{ valueAt, argument, at, length },
  };
}

/**
 * A known name is a field, also where its value is missing, unless it is written as labels are: `Email: ada`. An unknown
 * one is taken for a mistake where it is written as fields are.
 */
function isMeant(written: string, operator: Operator, value: string): boolean {
  const lower = written === written.toLowerCase();
  const [name = "", second] = written.toLowerCase().split(".");
  const compares = operator !== ":" && operator !== ":=" && operator !== "=";
  const field = fieldOf(name);
  if (field !== null || name === "channel") return lower || (value !== "" && (!compares || field?.of === "time"));
  if (!lower || second !== undefined || name.length < 2 || value === "" || value.startsWith("//")) return false;
  if (SCHEMES.has(name) || operator === "=") return false;
  return !compares || /^(?:\d|today|yesterday)/.test(value);
}

/** What addresses begin with that people search for as they stand. */
const SCHEMES = new Set(["mailto", "tel", "sms", "urn", "sips", "data", "geo", "callto"]);

type Value = { text: string; quoted: boolean; length: number };

/** Null when a quote is not closed. */
function valueFrom(text: string, at: number): Value | null {
  if (text[at] === '"') {
    const found = QUOTED.exec(from(QUOTED, text, at));
    return found && { text: unescaped(found[1] ?? ""), quoted: true, length: found[0].length };
  }
  const word = WORD.exec(from(WORD, text, at))?.[0] ?? "";
  return { text: word, quoted: false, length: word.length };
}

/** `(bob smith)` right behind the type; null when there is none, or it is not closed. */
function argumentAt(text: string, at: number): { text: string; at: number; length: number } | null {
  if (text[at] !== "(") return null;
  const end = text.indexOf(")", at);
  return end === -1 ? null : { text: text.slice(at + 1, end), at: at + 1, length: end + 1 - at };
}

function unescaped(text: string): string {
  return text.replace(/\\(["\\])/g, "$1");
}
