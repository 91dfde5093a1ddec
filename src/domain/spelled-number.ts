/** Phone numbers spelt with the letters that telephones have on their keys (ITU-T E.161): `1-800-MY-APPLE`. */

/** The key of each letter, from A to Z. */
const KEYS = "22233344455566677778889999";

/** What one dials for a number with letters, and any other text as it is. */
export function dialled(text: string): string {
  return spelledNumber(text) ?? text;
}

/** The number with its letters as digits, `1-800-69-27753`; null for what is no number with letters. */
export function spelledNumber(text: string): string | null {
  const [, plus, head = ""] = SPELLED.exec(text) ?? [];
  if (plus === undefined || EXTENSION.test(text) || !/[a-z]{2}/i.test(text)) return null;
  if (text.replace(/[^\da-z]/gi, "").length < 7) return null;
  // What follows a whole number is a remark: `555 0123 home`.
  const longest = /\s[a-z]/.test(text) ? 4 : plus === "+" ? 9 : 7;
  if (head.replace(/\D/g, "").length > longest) return null;
  return text.replace(/[a-z]/gi, (letter) => KEYS[letter.toUpperCase().charCodeAt(0) - 65] ?? letter);
}

const SPELLED = /^\s*\(?(\+?)\(?(\d[\d\s()./-]*)[a-z][\da-z\s()./-]*$/i;
const EXTENSION = /(?<![a-z])(?:ext[a-z]*|x)[\s.]*\d+\s*$/i;
