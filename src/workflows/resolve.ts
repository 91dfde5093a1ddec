/** A reference of the command line → one contact; on a terminal an ambiguous one is chosen, elsewhere it is an error. */
import type { Backend } from "../backend/backend.ts";
import type { Contact } from "../domain/entities.ts";
import { BacksideError } from "../domain/errors.ts";
import { type ResolvedBy, resolveContact } from "../operations/contacts/resolve.ts";

export type ResolveOptions = {
  /** Country of national phone notations. */
  region: string | null;
  /** Asks a person which one is meant; null where nobody can be asked. */
  choose: ((ref: string, contacts: readonly Contact[]) => Promise<Contact>) | null;
  /** Deleted contacts count where they are restored or their history is told. */
  deleted?: "exclude" | "include";
};

/** A contact, and by what the reference met it: `search` is a guess, all else is its name. */
export type Met = { contact: Contact; by: ResolvedBy | "choice" };

/** @throws not_found, ambiguous (with `details.candidates`) */
export async function resolve(
  backend: Backend,
  ref: string,
  { region, choose, deleted = "exclude" }: ResolveOptions,
): Promise<Met> {
  const phone = await phoneOf(ref, region);
  const { by, contacts, more } = await backend.call(resolveContact, { ref, phone, deleted });
  const [contact, ...others] = contacts;
  if (!contact || by === null) {
    throw new BacksideError("not_found", `no contact is called ${JSON.stringify(ref)}`, {
      hint: "`backside contacts search WORDS` finds contacts by any of their fields",
      details: { ref },
    });
  }
  if (others.length === 0) return { contact, by };
  if (choose) return { contact: await choose(ref, contacts), by: "choice" };
  throw new BacksideError(
    "ambiguous",
    `${JSON.stringify(ref)} may be any of ${more ? "more than " : ""}${contacts.length} contacts`,
    {
      hint: `name one by its id: ${contacts
        .slice(0, 5)
        .map(({ id, display_name }) => `${id} (${display_name})`)
        .join(", ")}${contacts.length > 5 ? ", …" : ""}`,
      details: { ref, candidates: contacts.map(({ id, display_name, kind }) => ({ id, display_name, kind })) },
    },
  );
}

/** Only what can be a number pays for the phone library. */
async function phoneOf(ref: string, region: string | null): Promise<string | null> {
  if (!/^(?:tel:)?[+(]?[\d\s()./-]{5,}$/i.test(ref)) return null;
  const { canonicalPhone } = await import("../domain/phone.ts");
  return canonicalPhone(ref, region);
}
