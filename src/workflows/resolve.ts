/** A reference of the command line → one contact; on a terminal an ambiguous one is chosen, elsewhere it is an error. */

import type { Backend } from "../backend/backend.ts";
import type { Contact } from "../domain/entities.ts";
import { BacksideError, usageError } from "../domain/errors.ts";
import { UUID } from "../domain/ids.ts";
import { quoted } from "../domain/quoted.ts";
import { dialled } from "../domain/spelled-number.ts";
import type { Candidate } from "../operations/contacts/candidates.ts";
import { type Resolved, type ResolvedBy, resolveContact } from "../operations/contacts/resolve.ts";

export type ResolveOptions = {
  /** Country of national phone notations. */
  region: string | null;
  /** Asks a person which one is meant, and answers its id; null where nobody can be asked. */
  choose: ((ref: string, candidates: readonly Candidate[]) => Promise<string>) | null;
  /** Deleted contacts count where their history is told, come first where they are restored, and last where it is repeated. */
  deleted?: "exclude" | "include" | "first" | "last";
};

/** A contact, and by what the reference met it: `search` is a guess, all else is its name. */
export type Met = { contact: Contact; by: ResolvedBy | "choice" };

/** @throws not_found, ambiguous (with `details.candidates`) */
export async function resolve(
  backend: Backend,
  ref: string,
  { region, choose, deleted = "exclude" }: ResolveOptions,
): Promise<Met> {
  if (ref.trim() === "") throw usageError("a reference is empty", "name a contact by id, e-mail, phone or name");
  const phone = await phoneOf(ref, region);
  const { by, contacts, candidates, more } = await contactsNamed(backend, { ref, phone }, deleted);
  const [contact, ...others] = contacts;
  if (!contact || by === null) {
    if (deleted === "first") await refuseLive(backend, { ref, phone });
    throw new BacksideError("not_found", `no contact is called ${quoted(ref)}`, {
      hint: "`backside contacts search WORDS` finds contacts by any of their fields",
      details: { ref },
    });
  }
  if (others.length === 0) return { contact, by };
  if (choose) {
    const id = await choose(ref, candidates);
    return { contact: contacts.find((one) => one.id === id) ?? contact, by: "choice" };
  }
  throw new BacksideError(
    "ambiguous",
    `${quoted(ref)} may be any of ${more ? "more than " : ""}${contacts.length} contacts`,
    {
      hint: "name one by its id",
      details: { ref, candidates },
    },
  );
}

/** Whom a name fits comes before whom words happen to find; only among those that come first are words searched. */
async function contactsNamed(
  backend: Backend,
  named: { ref: string; phone: string | null },
  deleted: NonNullable<ResolveOptions["deleted"]>,
): Promise<Resolved> {
  if (deleted === "exclude" || deleted === "include") return backend.call(resolveContact, { ...named, deleted });
  const [first, last] = deleted === "first" ? (["only", "exclude"] as const) : (["exclude", "only"] as const);
  const met = await backend.call(resolveContact, { ...named, deleted: first });
  if (met.by !== null && met.by !== "search") return met;
  const others = await backend.call(resolveContact, { ...named, deleted: last });
  return others.by !== null && others.by !== "search" ? others : met;
}

/** Words find those who are not deleted as well: to say so is better than that nobody is called so. @throws not_found */
async function refuseLive(backend: Backend, named: { ref: string; phone: string | null }): Promise<void> {
  const { contacts } = await backend.call(resolveContact, { ...named, deleted: "exclude" });
  const [contact, ...others] = contacts;
  if (!contact) return;
  const who = others.length > 0 ? `the contacts that ${quoted(named.ref)} finds are` : `${contact.display_name} is`;
  throw new BacksideError("not_found", `${who} not deleted`, {
    hint: "only what `backside contacts delete` deleted is restored or purged",
    details: { ref: named.ref },
  });
}

/** Only what can be a number pays for the phone library. */
async function phoneOf(ref: string, region: string | null): Promise<string | null> {
  if (UUID.test(ref) || !/^(?:tel:)?[+(]?[\d\s()./-]{5,}$/i.test(dialled(ref))) return null;
  const { canonicalPhone } = await import("../domain/phone.ts");
  return canonicalPhone(ref, region);
}
