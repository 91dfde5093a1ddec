/** The fields of an affiliation as its operations take them, and the rules they keep (API section 2.6). */
import { badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { day, flag, nullable, optional, text, uuid } from "../../domain/schema.ts";
import { metadataSchema } from "../part-fields.ts";

export const AFFILIATION_TEXTS = ["title", "role", "department", "description"] as const;

export type AffiliationFields = { [F in (typeof AFFILIATION_TEXTS)[number]]?: string | null | undefined } & {
  organization_id?: string | undefined;
  organization_name?: string | undefined;
  start_date?: string | null | undefined;
  end_date?: string | null | undefined;
  is_current?: boolean | undefined;
  metadata?: JsonObject | null | undefined;
};

export function affiliationSchemas() {
  return {
    organization_id: optional(uuid("The organization: a contact of that kind")),
    organization_name: optional(text("Name of the organization instead of its id; made where there is none")),
    title: optional(nullable(text("Job title"))),
    role: optional(nullable(text("What the contact does there"))),
    department: optional(nullable(text("Department"))),
    description: optional(nullable(text("Anything else"))),
    start_date: optional(nullable(day("First day"))),
    end_date: optional(nullable(day("Last day"))),
    is_current: optional(flag("Whether it holds; by default unless the last day is past")),
    metadata: metadataSchema(),
  };
}

/** @throws bad_request */
export function requireOrder(start_date: string | null, end_date: string | null): void {
  if (start_date === null || end_date === null) return;
  // An import may know the year alone: as far as both are known.
  const known = Math.min(start_date.length, end_date.length);
  if (end_date.slice(0, known) < start_date.slice(0, known))
    throw badRequest(`end_date: ${end_date} is before the start, ${start_date}`);
}

/** @param recorded_at time of the operation */
export function isPast(end_date: string | null, recorded_at: string): boolean {
  return end_date !== null && end_date < recorded_at.slice(0, end_date.length);
}
