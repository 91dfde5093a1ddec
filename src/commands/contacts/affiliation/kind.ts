/** Affiliations as the verbs of `contacts affiliation` see them. */
import type { Command } from "commander";
import type { Backend } from "../../../backend/backend.ts";
import type { Affiliation } from "../../../domain/entities.ts";
import { usageError } from "../../../domain/errors.ts";
import { AFFILIATION_KEYS } from "../../../domain/shapes.ts";
import type { AffiliationFields } from "../../../operations/affiliations/fields.ts";
import { listAffiliations } from "../../../operations/affiliations/list.ts";
import { affiliationLook, type NamedAffiliation } from "../../../render/parts.ts";
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

/** The affiliation with the name of its organization; to be asked for in the batch that wrote it. */
export async function withName(backend: Backend, row: Affiliation): Promise<NamedAffiliation> {
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
      throw usageError(`${name} takes a date such as 2020-01-31, not ${JSON.stringify(text)}`);
    return text;
  };
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** An organization as the operations take it. */
export function organizationFields(text: string): AffiliationFields {
  return ID.test(text) ? { organization_id: text.toLowerCase() } : { organization_name: text };
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
