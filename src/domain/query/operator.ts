/** Words that join conditions. */
import type { Token } from "./tokens.ts";

export type OperatorWord = "and" | "or" | "not";

const OPERATORS = new Map<string, OperatorWord>(
  (["and", "or", "not"] as const).flatMap((word) => [[word, word] as const, [word.toUpperCase(), word] as const]),
);

/** In lower or in upper case; null for what joins nothing. */
export function operatorOf(token: Token | undefined): OperatorWord | null {
  return token?.is === "word" && !token.plain ? (OPERATORS.get(token.text) ?? null) : null;
}
