/** What is wrong with a query, and where. */
import { BacksideError } from "../errors.ts";

type Place = {
  query: string;
  /** 0-based offset in the query. */
  position: number;
  length: number;
  /** What could stand there. */
  expected: readonly string[];
};

/** @param place null where the whole query is at fault */
export function invalid(message: string, place: Place | null, hint: string | null = null): BacksideError {
  const where = place ? `the query, at character ${place.position + 1}: ` : "";
  const details = place && { ...place, expected: [...place.expected] };
  const help = "`backside help query` explains queries";
  const way = hint === null ? help : `${hint}${hint.endsWith("?") ? " " : "; "}${help}`;
  return new BacksideError("invalid_query", `${where}${message}`, { hint: way, details });
}
