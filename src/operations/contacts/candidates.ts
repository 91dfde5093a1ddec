/** Several contacts that a reference may mean, with what tells them apart. */
import type { Contact } from "../../domain/entities.ts";
import { withParts } from "../../store/parts.ts";
import type { Reader } from "../../store/store.ts";

export type Candidate = Pick<Contact, "id" | "display_name" | "kind"> & {
  email: string | null;
  phone: string | null;
  organization: string | null;
};

export async function candidatesOf(tx: Reader, contacts: readonly Contact[]): Promise<Candidate[]> {
  const full = await withParts(tx, contacts, ["channels", "affiliations"]);
  return full.map(({ id, display_name, kind, channels, affiliations }) => {
    const preferred = (type: string) => {
      const alike = channels.filter((channel) => channel.type === type);
      return (alike.find(({ is_primary }) => is_primary) ?? alike[0])?.value ?? null;
    };
    const organization = affiliations.find(({ is_current }) => is_current)?.organization_name ?? null;
    return { id, display_name, kind, email: preferred("email"), phone: preferred("phone"), organization };
  });
}
