/** The cells of one record, by what their columns say. */
import { unguardFormula } from "../../domain/csv.ts";
import type { ContactDraft } from "../../domain/draft.ts";
import type { CardWarning } from "../../vcard/card.ts";
import type { CsvRecord } from "./records.ts";
import type { Group, Table } from "./table.ts";

/** Parts the values of one cell, as Google writes them. */
export const LIST_MARK: RegExp = /(?:^| ):::(?: |$)/;

/** What reading one record has gathered so far. */
export type Row = {
  record: CsvRecord;
  table: Table;
  region: string | null;
  draft: ContactDraft;
  warnings: CardWarning[];
  /** What is kept under the name of its column. */
  kept: Map<string, string>;
};

/** Whether a cell of an unknown column is empty, or filled in by the program for everybody. */
export function isUnsaid({ dialect }: Table, cell: string): boolean {
  return cell.trim() === "" || dialect.defaults.has(cell.trim().toLowerCase());
}

/** The text of a cell, trimmed, without the mark of the formula guard. */
export function cellAt({ record }: Row, at: number): string {
  return unguardFormula(record.cells[at] ?? "").trim();
}

/** What the columns of a group say in one respect; null when they are empty. Several of them are lines of one text. */
export function textOf(row: Row, { cells }: Group, as = "value"): string | null {
  const texts = (cells.get(as) ?? []).map((at) => cellAt(row, at)).filter((text) => text !== "");
  return texts.length === 0 ? null : texts.join("\n");
}

/** The same as a list, by ` ::: ` where the dialect has it; empty items keep their place. */
export function textsOf(row: Row, group: Group, as = "value"): string[] {
  const { cells } = group;
  const positions = cells.get(as) ?? [];
  const [first] = positions;
  const raw = first === undefined ? "" : unguardFormula(row.record.cells[first] ?? "");
  if (!row.table.dialect.lists || !LIST_MARK.test(raw)) {
    const text = textOf(row, group, as);
    return text === null ? [] : [text];
  }
  return raw.split(LIST_MARK).map((text) => text.trim());
}

/** Keeps cells under the names of their columns, with a warning that says why. */
export function keepCells(row: Row, group: Group, as: string, code: string, message: string): void {
  for (const at of group.cells.get(as) ?? []) keepCell(row, at);
  warn(row, group.cells.get(as)?.[0] ?? 0, code, message);
}

export function warn({ record, table, warnings }: Row, at: number, code: string, message: string): void {
  warnings.push({ line: record.line, property: table.headers[at] ?? null, code, message });
}

export function keepCell(row: Row, at: number): void {
  const text = cellAt(row, at);
  if (text !== "") row.kept.set(row.table.headers[at] ?? `column ${at + 1}`, text);
}
