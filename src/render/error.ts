/** What went wrong: a sentence and a way out for people, one line of JSON for programs. */
import { type BacksideError, ERRORS } from "../domain/errors.ts";
import { NO_STYLES, type Styles } from "./colour.ts";
import { escapeJsonForTty, sanitizeForTty } from "./sanitize.ts";

/** `backside: …` and, where there is a next step, `hint: …`; one line each whatever the message holds. */
export function errorText({ message, hint }: BacksideError, styles: Styles = NO_STYLES): string {
  const lines = [`${styles.red("backside:")} ${sanitizeForTty(message, { cell: true })}`];
  if (hint !== null) lines.push(`${styles.dim("hint:")} ${sanitizeForTty(hint, { cell: true })}`);
  return `${lines.join("\n")}\n`;
}

/** The error envelope of the contract on one line; escaped, so that it is safe in any log. */
export function errorJson({ code, message, hint, details }: BacksideError): string {
  const { retryable } = ERRORS[code];
  return `${escapeJsonForTty(JSON.stringify({ error: { code, message, hint, retryable, details } }))}\n`;
}
