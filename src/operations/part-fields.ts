/** Fields that the parts of a contact share, as their operations take them. */
import { badRequest } from "../domain/errors.ts";
import { flag, isWithin, jsonObject, nullable, optional, text } from "../domain/schema.ts";

/** A text that says nothing is none. */
export function saidText(value: string | null): string | null {
  return value === null || value.trim() === "" ? null : value.trim();
}

/** The texts that were sent, an empty one as null. */
export function saidTexts<F extends string>(
  input: { [K in F]?: string | null | undefined },
  fields: readonly F[],
): { [K in F]?: string | null } {
  const said: { [K in F]?: string | null } = {};
  for (const field of fields) {
    const value = input[field];
    if (value !== undefined) said[field] = saidText(value);
  }
  return said;
}

const LONGEST_LABEL = 256;

/** A label that is given here; one that a card brought may be longer, and may be sent along. @throws bad_request */
export function requireShort(field: "label" | "date_label", label: string | null | undefined): void {
  if (typeof label === "string" && !isWithin(label, LONGEST_LABEL))
    throw badRequest(`${field}: must have at most ${LONGEST_LABEL} characters`);
}

export function labelSchema() {
  return optional(nullable(text("What it is for, such as work or home")));
}

export function primarySchema(among: string) {
  return optional(nullable(flag(`Whether it is the preferred one ${among}; the others stop being so`)));
}

export function metadataSchema() {
  return optional(nullable(jsonObject("Keys to set; null removes a key, and null as a whole removes all")));
}
