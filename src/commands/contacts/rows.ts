/** Contacts in every output form; `list`, `search` and `get` of several share it. */

import type { Contact } from "../../domain/entities.ts";
import type { Part } from "../../domain/shapes.ts";
import type { Rows } from "../../render/column.ts";
import { CONTACT_COLUMNS, contactTableColumns, type ListedContact } from "../../render/contact.ts";
import { type Fields, parseFields } from "../../render/fields.ts";
import type { Context } from "../context.ts";
import { showRecords } from "../records.ts";
import { contactFields, partsOf } from "./fields.ts";

export type ContactView<P extends string = Part> = {
  fields: Fields | null;
  /** Parts to ask the operation for; undefined when the rows stay flat. */
  include: (P | Part)[] | undefined;
};

/** What the output form needs of each contact, besides the parts that were asked for. */
export function contactView<P extends string>(context: Context, asked: readonly P[]): ContactView<P> {
  const { fields: names } = context.options();
  const form = context.form();
  const fields = names === undefined ? null : parseFields(names, contactFields());
  const parts = new Set<P | Part>(fields ? partsOf(fields.names) : asked);
  if (!fields && form !== "json" && form !== "ndjson")
    for (const part of ["channels", "affiliations"] as const) parts.add(part);
  return { fields, include: parts.size > 0 ? [...parts] : undefined };
}

/** Writes the rows as they arrive; they carry the parts that `contactView` asked for. */
export async function showContacts(
  context: Context,
  rows: Rows<Contact>,
  { fields }: Pick<ContactView, "fields">,
): Promise<void> {
  await showRecords(context, rows as Rows<ListedContact>, {
    fields,
    columns: CONTACT_COLUMNS,
    table: contactTableColumns,
  });
}
