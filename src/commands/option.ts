/** Option values: what a text on the command line must look like, and what help and completion may say of it. */
import { BacksideError, usageError } from "../domain/errors.ts";

/** A reader of option values that tells which there are; commander keeps it as the option's `parseArg`. */
export type ChoiceReader<T> = ((text: string) => T) & {
  choices: readonly string[];
  /** Whether several may be given, separated by commas. */
  list: boolean;
};

/** What a command says of its argument `<ref>`. */
export const REF = "the contact: id, e-mail, phone or name";

/** A whole number from 1. */
export function positive(name: string): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d{0,8}$/.test(text))
      throw usageError(`${name} takes a whole number from 1, not ${JSON.stringify(text)}`);
    return Number(text);
  };
}

/** One of the choices; commander's own `choices` would complain over several lines. */
export function oneOf<const T extends readonly string[]>(name: string, choices: T): ChoiceReader<T[number]> {
  const read = (text: string): T[number] => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined)
      throw usageError(`${name} takes one of ${choices.join(", ")}, not ${JSON.stringify(text)}`);
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
