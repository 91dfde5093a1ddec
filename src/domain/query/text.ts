/** Whether one text is as a query wants it. Pure; engines call the same function from their statements. */
import { fold, holds, words } from "../search-text.ts";
import { dialled } from "../spelled-number.ts";
import type { TextTest } from "./tree.ts";

export function meets(text: string, { how, wanted }: TextTest): boolean {
  return wanted.some((one) => meetsOne(text, how, one));
}

export function meetsOne(text: string, how: TextTest["how"], wanted: string): boolean {
  switch (how) {
    case "begin":
      return holds(words(text).split(" "), wanted.split(" "), (word, begun) => word.startsWith(begun));
    case "whole":
      return holds(words(text).split(" "), wanted.split(" "), (word, last) => word === last);
    case "equal":
      return foldedText(text) === wanted;
    case "digits":
      return digitsOf(text).includes(wanted);
    case "number":
      return digitsOf(text) === wanted;
  }
}

export function foldedText(text: string): string {
  return fold(text).trim();
}

export function digitsOf(text: string): string {
  return dialled(text).replace(/\D/g, "");
}
