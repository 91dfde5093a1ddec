/** The edge between SQLite's values and ours: times, booleans, JSON, and the tenant's number. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { JsonObject } from "../../domain/json.ts";
import { lookupColumns } from "../keys.ts";
import type { Identified, Rows } from "../store.ts";
import { type ColumnKind, type TableName, tables } from "../tables.ts";

type Column = { name: string; kind: ColumnKind | "json" };

/** Everything the engine needs to know to read and write one table. */
export type Codec<T extends TableName> = {
  /** `id, display_name, …`, in the order in which `decode` takes them. */
  select: string;
  insert: string;
  encode(row: Rows[T], tenant: number): SQLInputValue[];
  /** A row as it is first written: with its look-up columns, time and operation. */
  encodeNew(row: Identified<T>, tenant: number, at: number, written_by: number): SQLInputValue[];
  decode(values: SQLOutputValue[], tenant_id: string): Rows[T];
  encodeColumn(name: string, value: unknown): SQLInputValue;
};

const codecs = new Map<TableName, Codec<TableName>>();

export function codecOf<T extends TableName>(table: T): Codec<T> {
  let codec = codecs.get(table);
  if (!codec) {
    codec = makeCodec(table);
    codecs.set(table, codec);
  }
  return codec as unknown as Codec<T>;
}

function makeCodec(table: TableName): Codec<TableName> {
  const columns: Column[] = [
    { name: "id", kind: "text" },
    ...Object.entries(tables[table].columns).map(([name, kind]) => ({ name, kind })),
    { name: "metadata", kind: "json" },
    { name: "created_at", kind: "time" },
    { name: "updated_at", kind: "time" },
    { name: "written_by", kind: "integer" },
  ];
  const names = columns.map(({ name }) => name);
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  const marks = new Array(columns.length + 1).fill("?").join(", ");
  return {
    select: names.map((name) => `t.${name}`).join(", "),
    insert: `INSERT INTO ${table} (tenant_id, ${names.join(", ")}) VALUES (${marks})`,
    encode(row, tenant) {
      const values = row as unknown as Record<string, unknown>;
      const out: SQLInputValue[] = [tenant];
      for (const { name, kind } of columns) out.push(encode(kind, values[name]));
      return out;
    },
    encodeNew(row, tenant, at, written_by) {
      const values = row as unknown as Record<string, unknown>;
      const keys = lookupColumns(table, values);
      const out: SQLInputValue[] = [tenant];
      for (const { name, kind } of columns) {
        if (name === "created_at" || name === "updated_at") out.push(at);
        else if (name === "written_by" || name === "revision") out.push(written_by);
        else if (name === "card_revision") out.push(values.card_digest === null ? null : written_by);
        else out.push(encode(kind, values[name] ?? keys[name]));
      }
      return out;
    },
    decode(values, tenant_id) {
      const row: Record<string, unknown> = { id: values[0], tenant_id };
      for (let i = 1; i < columns.length; i++) {
        const { name, kind } = columns[i] as Column;
        row[name] = decode(kind, values[i] as SQLOutputValue);
      }
      return row as unknown as Rows[TableName];
    },
    encodeColumn(name, value) {
      const kind = kinds.get(name);
      if (kind === undefined) throw new Error(`no column ${table}.${name}`);
      return encode(kind, value);
    },
  };
}

function encode(kind: Column["kind"], value: unknown): SQLInputValue {
  if (value === null || value === undefined) return kind === "boolean" ? 0 : null;
  if (kind === "text" || kind === "integer" || kind === "real") return value as SQLInputValue;
  if (kind === "boolean") return value ? 1 : 0;
  if (kind === "time") return typeof value === "number" ? value : Date.parse(String(value));
  return encodeJson(value as JsonObject);
}

function encodeJson(value: JsonObject): string | null {
  for (const _ in value) return JSON.stringify(value);
  return null;
}

function decode(kind: Column["kind"], value: SQLOutputValue): unknown {
  if (kind === "json") return typeof value === "string" ? JSON.parse(value) : {};
  if (value === null) return null;
  if (kind === "boolean") return value === 1;
  if (kind === "time") return time(Number(value));
  return value;
}

/** RFC 3339 UTC; no fraction when it is zero, else three digits. */
export function time(milliseconds: number): string {
  const text = new Date(milliseconds).toISOString();
  return milliseconds % 1000 === 0 ? `${text.slice(0, 19)}Z` : text;
}
