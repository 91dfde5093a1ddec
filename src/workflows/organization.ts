/** Organizations that an affiliation names: whether it makes one, and whether somebody else is called so. */
import type { Backend } from "../backend/backend.ts";
import type { Contact } from "../domain/entities.ts";
import { foldedName } from "../domain/search-text.ts";
import { resolveContact } from "../operations/contacts/resolve.ts";

/** A new organization; `person` has exactly its name. */
export type MadeOrganization = { name: string; person: Pick<Contact, "id" | "display_name"> | null };

/** The organization that adding the affiliation will make; null where there is one. To be asked in the batch that adds. */
export async function organizationToMake(
  backend: Backend,
  { organization_name }: { organization_name?: string | undefined },
): Promise<MadeOrganization | null> {
  const name = organization_name?.trim() ?? "";
  if (name === "") return null;
  const { contacts } = await backend.call(resolveContact, { ref: name });
  const namesakes = contacts.filter(({ display_name }) => foldedName(display_name) === foldedName(name));
  if (namesakes.some(({ kind }) => kind === "organization")) return null;
  return { name, person: namesakes.find(({ kind }) => kind === "person") ?? null };
}
