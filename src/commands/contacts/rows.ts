/** Contacts in every output form; `list`, `search` and `get` of several share it. */

import type { Contact } from "../../domain/entities.ts";
import { outEach } from "../../io.ts";
import { outPaged } from "../../pager.ts";
import { stylesFor } from "../../render/colour.ts";
import type { Column, Rows } from "../../render/column.ts";
import { CONTACT_COLUMNS, contactTableColumns, type ListedContact } from "../../render/contact.ts";
import { csv } from "../../render/csv.ts";
import { type Fields, fieldColumns, parseFields, project } from "../../render/fields.ts";
import { jsonArray } from "../../render/json.ts";
import { ndjson } from "../../render/ndjson.ts";
import { table } from "../../render/table.ts";
import { tsv } from "../../render/tsv.ts";
import type { Part } from "../../store/parts.ts";
import type { Context } from "../context.ts";
import { contactFields, partsOf } from "./fields.ts";

export type ContactView = {
  fields: Fields | null;
  /** Parts to ask the operation for; undefined when the rows stay flat. */
  include: Part[] | undefined;
};

/** What the output form needs of each contact, besides the parts that were asked for. */
export function contactView(context: Context, asked: readonly Part[]): ContactView {
  const { fields: names } = context.options();
  const form = context.form();
  const fields = names === undefined ? null : parseFields(names, contactFields());
  const parts = new Set<Part>(fields ? partsOf(fields.names) : asked);
  if (!fields && form !== "json" && form !== "ndjson")
    for (const part of ["channels", "affiliations"] as const) parts.add(part);
  return { fields, include: parts.size > 0 ? [...parts] : undefined };
}

/** Writes the rows as they arrive; they carry the parts that `contactView` asked for. */
export async function showContacts(context: Context, rows: Rows<Contact>, { fields }: ContactView): Promise<void> {
  const { io } = context;
  const tty = io.stdout.isTTY;
  const { header, csvRaw = false, pager = true } = context.options();
  const columns = fields ? fieldColumns<Contact>(fields) : (CONTACT_COLUMNS as unknown as Column<Contact>[]);
  const shaped = fields ? mapped(rows, (row) => project(row, fields)) : rows;
  switch (context.form()) {
    case "json": {
      return outEach(io, jsonArray(shaped, { tty }));
    }
    case "ndjson": {
      return outEach(io, ndjson(shaped, { tty }));
    }
    case "csv": {
      return outEach(io, csv(rows, columns, { raw: csvRaw, tty, ...(header === undefined ? {} : { header }) }));
    }
    case "tsv": {
      return outEach(io, tsv(rows, columns, { header: header === true, tty }));
    }
    case "table": {
      const styles = await stylesFor(io.stdout.colour);
      const all: Contact[] = [];
      for await (const row of rows) all.push(row);
      if (all.length === 0 && !context.options().quiet) await io.err("no contact matches\n");
      const people = contactTableColumns(all as unknown as ListedContact[], io.stdout.columns);
      const shown = fields ? columns : (people as unknown as Column<Contact>[]);
      return outPaged(io, table(all, shown, { columns: io.stdout.columns, styles, header: header ?? true }), { pager });
    }
  }
}

async function* mapped<T, U>(rows: Rows<T>, change: (row: T) => U): AsyncGenerator<U> {
  for await (const row of rows) yield change(row);
}
