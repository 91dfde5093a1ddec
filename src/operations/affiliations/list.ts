import type { Affiliation } from "../../domain/entities.ts";
import { choice, list, object, optional, type Schema, uuid } from "../../domain/schema.ts";
import { AFFILIATION_KEYS, shape } from "../../domain/shapes.ts";
import { defineRead } from "../operation.ts";
import { requireContact } from "../require.ts";

export type ListAffiliationsInput = {
  id: string;
  /** `organization_name` is ours; the documented reply has the id alone. */
  include?: "organization_name"[] | undefined;
};

export type ListedAffiliation = Affiliation & { organization_name?: string };

export const listAffiliations = defineRead<ListAffiliationsInput, ListedAffiliation[]>({
  name: "affiliations.list",
  summary: "List the organizations a contact belongs to",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/{id}/affiliations", status: 200, contract: "documented" },
  mcp: false,
  errors: ["bad_request", "not_found"],
  input: () =>
    object({
      id: uuid("The contact"),
      include: optional(list(choice(["organization_name"], "Field"), "Further fields: organization_name")),
    }) as Schema<ListAffiliationsInput>,
  async run(tx, { id, include = [] }) {
    await requireContact(tx, id);
    const rows = (await tx.find("affiliations", { contact_id: id })).map((row) => shape(row, AFFILIATION_KEYS));
    if (!include.includes("organization_name") || rows.length === 0) return rows;
    const named = await tx.names([...new Set(rows.map(({ organization_id }) => organization_id))]);
    const names = new Map(named.map((row) => [row.id, row.display_name]));
    return rows.map((row) => ({ ...row, organization_name: names.get(row.organization_id) ?? "" }));
  },
});
