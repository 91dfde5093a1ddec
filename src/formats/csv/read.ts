/** CSV → contacts: Google's columns, Outlook's, our own, or any other by a map. */
import { createHash } from "node:crypto";
import type { FormatOptions, FoundContact, ReadFormat } from "../format.ts";
import { isUnsaid } from "./cells.ts";
import type { ColumnMap } from "./column.ts";
import { type CsvRecord, csvRecords } from "./records.ts";
import { readRow } from "./row.ts";
import { type Table, understand } from "./table.ts";

/**
 * How CSV is read.
 * @param options.map what columns are; it goes before what their names say (see `parseColumnMap`)
 */
export function readCsv({ map = new Map() }: { map?: ColumnMap } = {}): ReadFormat {
  return (source, options) => contactsOf(source, map, options);
}

async function* contactsOf(
  source: AsyncIterable<Uint8Array>,
  map: ColumnMap,
  options: FormatOptions,
): AsyncGenerator<FoundContact[]> {
  let reading: Reading | null = null;
  for await (const records of csvRecords(source, options.charset, options.onWarning)) {
    const found: FoundContact[] = [];
    for (const record of records) {
      if (reading === null) reading = begin(record, map);
      else if (record.cells.some((cell) => cell.trim() !== "")) found.push(contactOf(record, reading, options));
    }
    if (found.length > 0) yield found;
  }
  if (reading !== null && reading.kept.size > 0) tellUnknown(reading, options);
}

type Reading = {
  table: Table;
  headerLine: number;
  /** What tells apart the same row read with another header or map. */
  seed: string;
  count: number;
  /** Unknown columns that had something in them. */
  kept: Set<number>;
};

function begin({ cells, line }: CsvRecord, map: ColumnMap): Reading {
  const table = understand(cells, map);
  const seed = JSON.stringify(["csv", cells, [...map]]);
  return { table, headerLine: line, seed, count: 0, kept: new Set() };
}

function contactOf(record: CsvRecord, reading: Reading, { region }: FormatOptions): FoundContact {
  const { table, kept } = reading;
  reading.count++;
  for (const at of table.unknown) if (!isUnsaid(table, record.cells[at] ?? "")) kept.add(at);
  return {
    line: record.line,
    index: reading.count,
    digest: digestOf(reading.seed, record.cells),
    read: () => readRow(record, table, region),
  };
}

function digestOf(seed: string, cells: readonly string[]): string {
  return createHash("sha256").update(seed).update(JSON.stringify(cells)).digest().subarray(0, 16).toString("base64url");
}

function tellUnknown({ table, headerLine, kept }: Reading, { onWarning }: FormatOptions): void {
  const names = [...kept].sort((a, b) => a - b).map((at) => JSON.stringify((table.headers[at] ?? "").slice(0, 40)));
  const shown = names.length > 10 ? [...names.slice(0, 10), `${names.length - 10} more`] : names;
  onWarning({
    line: headerLine,
    property: null,
    code: "unknown_columns",
    message: `No field is known for ${names.length === 1 ? "the column" : "the columns"} ${shown.join(", ")}; kept in metadata.csv.`,
  });
}
