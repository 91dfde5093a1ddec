/** Option values: what a text on the command line must look like, and what help and completion may say of it. */
import { BacksideError, usageError } from "../domain/errors.ts";
import { quoted } from "../domain/quoted.ts";

/** A reader of option values that tells which there are; commander keeps it as the option's `parseArg`. */
export type ChoiceReader<T> = ((text: string) => T) & {
  choices: readonly string[];
  /** Whether several may be given, separated by commas. */
  list: boolean;
};

/** What a command says of its argument `<ref>`. */
export const REF = "the contact: id, e-mail, phone or name";

/** A whole number from 0. */
export function natural(name: string): (text: string) => number {
  return (text) => {
    if (!/^(?:0|[1-9]\d{0,8})$/.test(text))
      throw usageError(`${name} takes a whole number from 0, not ${quoted(text)}`);
    return Number(text);
  };
}

/** A text of which there is one: of two the first would be lost. */
export function once(name: string): (text: string, before?: string) => string {
  return (text, before) => {
    if (before !== undefined) throw usageError(`${name} is given twice`);
    return text;
  };
}

/** A whole number from 1. */
export function positive(name: string): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d{0,8}$/.test(text)) throw usageError(`${name} takes a whole number from 1, not ${quoted(text)}`);
    return Number(text);
  };
}

/** A number of bytes: `500MB`, `2GB`, `1000000`; a kilobyte is 1024. */
export function byteSize(name: string): (text: string) => number {
  return (text) => {
    const [, digits, unit = ""] = /^(\d+(?:\.\d+)?) ?(?:([kmgt])i?)?b?$/i.exec(text) ?? [];
    const size = Math.floor(Number(digits) * 1024 ** " kmgt".indexOf(unit.toLowerCase() || " "));
    if (digits === undefined || !(size > 0) || !Number.isSafeInteger(size))
      throw usageError(`${name} takes a size such as 500MB or 10GB, not ${quoted(text)}`);
    return size;
  };
}

/** The number of bytes as `byteSize` reads it: `30 MB`. */
export function sizeText(bytes: number): string {
  const [unit, name] = bytes >= 2 ** 30 ? [2 ** 30, "GB"] : bytes >= 2 ** 20 ? [2 ** 20, "MB"] : [2 ** 10, "kB"];
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round((bytes / unit) * 10) / 10} ${name}`;
}

/** One of the choices; commander's own `choices` would complain over several lines. */
export function oneOf<const T extends readonly string[]>(name: string, choices: T): ChoiceReader<T[number]> {
  const read = (text: string): T[number] => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw usageError(`${name} takes one of ${choices.join(", ")}, not ${quoted(text)}`);
    return found;
  };
  return Object.assign(read, { choices, list: false });
}

/** A reader that says what to use for texts of another kind. */
export function withHintAt<T>(read: ChoiceReader<T>, kind: RegExp, hint: string): ChoiceReader<T> {
  const hinting = (text: string): T => {
    try {
      return read(text);
    } catch (error) {
      if (error instanceof BacksideError && kind.test(text)) throw usageError(error.message, hint);
      throw error;
    }
  };
  return Object.assign(hinting, { choices: read.choices, list: read.list });
}

/** Several of the choices, separated by commas, or `all`. */
export function someOf<const T extends readonly string[]>(name: string, choices: T): ChoiceReader<T[number][]> {
  const one = oneOf(name, [...choices, "all"]);
  const read = (text: string): T[number][] => {
    const asked = text.split(",").map((part) => one(part.trim()));
    return asked.includes("all") ? [...choices] : (asked as T[number][]);
  };
  return Object.assign(read, { choices: one.choices, list: true });
}

/** Any text; these are what completion offers. */
export function anyOf(choices: readonly string[]): ChoiceReader<string> {
  return Object.assign((text: string) => text, { choices, list: false });
}

/** An option that may be repeated. */
export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}
repeated.repeats = true;
