/** Option values: what a text on the command line must look like. */
import { usageError } from "../domain/errors.ts";

/** A whole number from 1. */
export function positive(name: string): (text: string) => number {
  return (text) => {
    if (!/^[1-9]\d{0,8}$/.test(text))
      throw usageError(`${name} takes a whole number from 1, not ${JSON.stringify(text)}`);
    return Number(text);
  };
}

/** One of the choices; commander would print them over several lines. */
export function oneOf<const T extends readonly string[]>(name: string, choices: T): (text: string) => T[number] {
  return (text) => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined)
      throw usageError(`${name} takes one of ${choices.join(", ")}, not ${JSON.stringify(text)}`);
    return found;
  };
}

/** Several of the choices, separated by commas, or `all`. */
export function someOf<const T extends readonly string[]>(name: string, choices: T): (text: string) => T[number][] {
  const one = oneOf(name, [...choices, "all"]);
  return (text) => {
    const asked = text.split(",").map((part) => one(part.trim()));
    return asked.includes("all") ? [...choices] : (asked as T[number][]);
  };
}

/** An option that may be repeated. */
export function repeated(text: string, before: string[] = []): string[] {
  return [...before, text];
}
