/** Affiliations as the verbs of `contacts affiliation` see them. */

import type { Command } from "commander";
import type { Backend } from "../../../backend/backend.ts";
import type { Affiliation } from "../../../domain/entities.ts";
import { usageError } from "../../../domain/errors.ts";
import { UUID } from "../../../domain/ids.ts";
import { quoted } from "../../../domain/quoted.ts";
import { AFFILIATION_KEYS } from "../../../domain/shapes.ts";
import type { AffiliationFields } from "../../../operations/affiliations/fields.ts";
import { listAffiliations } from "../../../operations/affiliations/list.ts";
import type { WriteOperation } from "../../../operations/operation.ts";
import { affiliationLook, type NamedAffiliation } from "../../../render/parts.ts";
import { type MadeOrganization, organizationToMake } from "../../../workflows/organization.ts";
import type { Context } from "../../context.ts";
import { type PartKind, sameName } from "../part.ts";

export const AFFILIATION = "the affiliation: name or id of its organization, its own id or the start of it";
export const ORGANIZATION = "the organization: its name, or the id of a contact of that kind";

export const affiliations: PartKind<NamedAffiliation> = {
  name: "affiliation",
  plural: "affiliations",
  keys: [...AFFILIATION_KEYS, "organization_name"],
  look: affiliationLook,
  list: namedAffiliations,
  calledSo: async (name) => (row) =>
    sameName(row.organization_name, name) || row.organization_id === name.toLowerCase(),
};

async function namedAffiliations(backend: Backend, id: string): Promise<NamedAffiliation[]> {
  const rows = await backend.call(listAffiliations, { id, include: ["organization_name"] });
  return rows.map((row) => ({ ...row, organization_name: row.organization_name ?? row.organization_id }));
}

/** Writes an affiliation, answered with the name of its organization, which is `made` where it was not there yet. */
export function writeAffiliation<I extends AffiliationFields>(
  context: Context,
  operation: WriteOperation<I, Affiliation>,
  input: I,
): Promise<{ row: NamedAffiliation; made: MadeOrganization | null }> {
  return context.backend("write").batch(
    operation.name,
    async (backend) => {
      const made = await organizationToMake(backend, input);
      return { row: await withName(backend, await backend.call(operation, input)), made };
    },
    context.writing(),
  );
}

async function withName(backend: Backend, row: Affiliation): Promise<NamedAffiliation> {
  const rows = await namedAffiliations(backend, row.contact_id);
  return rows.find(({ id }) => id === row.id) ?? { ...row, organization_name: row.organization_id };
}

export type AffiliationOptions = {
  title?: string;
  role?: string;
  department?: string;
  description?: string;
  start?: string;
  end?: string;
  current?: boolean;
  past?: boolean;
};

export function affiliationOptions(command: Command): Command {
  return command
    .option("--title <text>", "job title")
    .option("--role <text>", "what the contact does there")
    .option("--department <text>", "department")
    .option("--description <text>", "anything else")
    .option("--start <date>", "first day: 2020-01-31", dayOf("--start"))
    .option("--end <date>", "last day: 2024-12-31", dayOf("--end"))
    .option("--current", "it holds now")
    .option("--past", "it does not hold any more");
}

/** An empty text takes the day away. */
function dayOf(name: string): (text: string) => string {
  return (text) => {
    if (text !== "" && !isDay(text))
      throw usageError(`${name} takes a date such as 2020-01-31, not ${quoted(text)}`, wholeDay(name, text));
    return text;
  };
}

/** A year or a month is too little: which day of it is to be typed. */
function wholeDay(name: string, text: string): string | null {
  const [, year = "", month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === "") return null;
  const first = `${year}-${month ?? "01"}-01`;
  const last = new Date(Date.UTC(Number(year), Number(month ?? 12), 0)).toISOString().slice(0, 10);
  return `the day belongs to it: ${name} ${name === "--end" ? last : first}`;
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** An organization as the operations take it. */
export function organizationFields(text: string): AffiliationFields {
  return UUID.test(text) ? { organization_id: text.toLowerCase() } : { organization_name: text };
}

/** The options as the fields they set. */
export function affiliationFields({ start, end, current, past, ...same }: AffiliationOptions): AffiliationFields {
  if (current && past) throw usageError("--current and --past exclude each other");
  return {
    ...same,
    ...(start === undefined ? {} : { start_date: start || null }),
    ...(end === undefined ? {} : { end_date: end || null }),
    ...(current ? { is_current: true } : past ? { is_current: false } : {}),
  };
}
