/** What is said of organizations that a command made by naming them. */
import type { MadeOrganization } from "../../workflows/organization.ts";
import type { Context } from "../context.ts";

/** `Created Ada Lovelace, with Engines (a new organization)` */
export function withNewOrganizations(line: string, made: readonly MadeOrganization[]): string {
  const names = [...new Set(made.map(({ name }) => name))];
  return names.length === 0 ? line : `${line}, with ${names.map((name) => `${name} (a new organization)`).join(", ")}`;
}

/** A person of that name may have been meant. */
export async function notePersons(context: Context, made: readonly MadeOrganization[]): Promise<void> {
  for (const { name, person } of made)
    if (person) await context.note(`${name} is also the name of a person: ${person.id}`);
}
