/** What went wrong: a sentence and a way out for people, one line of JSON for programs. */
import { type BacksideError, ERRORS } from "../domain/errors.ts";
import { candidateNote } from "./candidate.ts";
import { caretLines } from "./caret.ts";
import { NO_STYLES, type Styles } from "./colour.ts";
import { escapeJsonForTty, sanitizeForTty } from "./sanitize.ts";

/**
 * `backside: …` and, where there is a next step, `hint: …`; one line each whatever the message holds. Between them, what
 * is wrong in a query, or whom an ambiguous reference may mean: names are data and never part of a hint.
 */
export function errorText({ code, message, hint, details }: BacksideError, styles: Styles = NO_STYLES): string {
  const lines = [`${styles.red("backside:")} ${sanitizeForTty(message, { cell: true })}`];
  if (code === "invalid_query") lines.push(...placeOf(details));
  if (code === "ambiguous") lines.push(...candidatesOf(details));
  lines.push(...ownTypesOf(details));
  if (hint !== null) lines.push(`${styles.dim("hint:")} ${sanitizeForTty(hint, { cell: true })}`);
  return `${lines.join("\n")}\n`;
}

/** Candidates shown; `--json` has them all. */
const SHOWN = 5;

function candidatesOf(details: BacksideError["details"]): string[] {
  const { candidates } = details ?? {};
  if (!Array.isArray(candidates)) return [];
  const lines = candidates.slice(0, SHOWN).map((candidate) => {
    const { id, display_name, text, label } = candidate as Record<string, unknown>;
    const note = display_name === undefined ? "" : candidateNote(candidate as Record<string, unknown>);
    const named = `  ${id}  ${display_name ?? text ?? label ?? ""}`;
    return sanitizeForTty(note === "" ? named : `${named}  ${note}`, { cell: true });
  });
  return candidates.length > SHOWN ? [...lines, `  … ${candidates.length - SHOWN} more`] : lines;
}

/** Relationship types of the tenant's own, where one of another name was asked for. */
function ownTypesOf(details: BacksideError["details"]): string[] {
  const { types } = details ?? {};
  if (!Array.isArray(types) || types.length === 0) return [];
  const shown = types.slice(0, SHOWN).join(", ");
  return [sanitizeForTty(`  own types: ${shown}${types.length > SHOWN ? ", \u2026" : ""}`, { cell: true })];
}

/** The query with a caret under the place at fault; nothing where the whole of it is. */
function placeOf(details: BacksideError["details"]): string[] {
  const { query, position, length } = details ?? {};
  if (typeof query !== "string" || typeof position !== "number" || typeof length !== "number") return [];
  return [caretLines(query, position, length)];
}

/** The error envelope of the contract on one line; escaped, so that it is safe in any log. */
export function errorJson({ code, message, hint, details }: BacksideError): string {
  const { retryable } = ERRORS[code];
  return `${escapeJsonForTty(JSON.stringify({ error: { code, message, hint, retryable, details } }))}\n`;
}
