/** The organization of an affiliation, by id or by name. */
import { emptyDraft } from "../../domain/draft.ts";
import { badRequest } from "../../domain/errors.ts";
import { foldedName, nameKey } from "../../domain/search-text.ts";
import type { Reader, Rows, Transaction } from "../../store/store.ts";
import type { AffiliationFields } from "./fields.ts";

/** @param id the contact it is for. @throws bad_request when there is no such organization */
export async function organizationOf(
  tx: Transaction,
  id: string,
  { organization_id, organization_name }: Pick<AffiliationFields, "organization_id" | "organization_name">,
): Promise<string | null> {
  if (organization_id !== undefined && organization_name !== undefined)
    throw badRequest("organization_id and organization_name exclude each other");
  if (organization_name !== undefined) {
    const name = organization_name.trim();
    if (name === "") throw badRequest("organization_name: must not be empty");
    return (await organizationNamed(tx, name, id)) ?? makeOrganization(tx, name);
  }
  if (organization_id === undefined) return null;
  await requireOrganization(tx, organization_id, id);
  return organization_id;
}

async function requireOrganization(tx: Reader, organization_id: string, id: string): Promise<void> {
  if (organization_id === id) throw badRequest("organization_id: nobody is affiliated with itself");
  const row = await tx.get("contacts", organization_id);
  if (!row || row.deleted_at !== null) throw badRequest(`organization_id: there is no contact ${organization_id}`);
  if (row.kind !== "organization") throw badRequest(`organization_id: ${organization_id} is no organization`);
}

/** By name, ignoring case and Unicode form; the oldest of several. */
async function organizationNamed(tx: Reader, name: string, id: string): Promise<string | null> {
  const rows = await tx.find("contacts", { name_key: nameKey(name), kind: "organization" });
  const isIt = (row: Rows["contacts"]) =>
    row.deleted_at === null && row.id !== id && foldedName(row.display_name) === foldedName(name);
  return rows.find(isIt)?.id ?? null;
}

async function makeOrganization(tx: Transaction, display_name: string): Promise<string> {
  const { channels, addresses, dates, affiliations, tags, related, members, photo, ...fields } = emptyDraft();
  const row = await tx.insert("contacts", {
    ...fields,
    kind: "organization",
    display_name,
    deleted_at: null,
    card_digest: null,
  });
  return row.id;
}
