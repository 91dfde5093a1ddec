/** The edge between SQLite's values and ours: times, booleans, JSON, and the tenant's number. */
import type { SQLInputValue, SQLOutputValue } from "node:sqlite";
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import type { Rows } from "../store.ts";
import { type ColumnKind, type TableName, tables } from "../tables.ts";

export type Column = { name: string; kind: ColumnKind | "json" };

/** Everything the engine needs to know to read and write one table. */
export type Codec<T extends TableName> = {
  /** `id, display_name, …`, in the order in which `decode` takes them. */
  select: string;
  /** Takes a number, null for the next one, then what `encode` answers. */
  insert: string;
  encode(row: Rows[T], tenant: number): SQLInputValue[];
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

/** All columns but the tenant's, in the order of `select` and `insert`. */
export function columnsOf(table: TableName): Column[] {
  return [
    { name: "id", kind: "text" },
    ...Object.entries(tables[table].columns)
      .filter(([, kind]) => kind !== "generated")
      .map(([name, kind]) => ({ name, kind })),
    { name: "metadata", kind: "json" },
    { name: "created_at", kind: "time" },
    { name: "updated_at", kind: "time" },
    { name: "written_by", kind: "integer" },
  ];
}

function makeCodec(table: TableName): Codec<TableName> {
  const columns = columnsOf(table);
  const names = columns.map(({ name }) => name);
  const kinds = kindsOf(table);
  const marks = new Array(columns.length + 1).fill("?").join(", ");
  return {
    select: names.map((name) => `t.${name}`).join(", "),
    insert: `INSERT INTO ${table} (number, tenant_id, ${names.join(", ")}) VALUES (?, ${marks})`,
    encode(row, tenant) {
      const values = row as unknown as Record<string, unknown>;
      const out: SQLInputValue[] = [tenant];
      for (const { name, kind } of columns) out.push(encode(kind, values[name]));
      return out;
    },
    decode: decoder(columns) as Codec<TableName>["decode"],
    encodeColumn(name, value) {
      const kind = kinds.get(name);
      if (kind === undefined) throw new Error(`no column ${table}.${name}`);
      return encode(kind, value);
    },
  };
}

/** Values in the order of the columns → a row with `tenant_id` in the second place. */
function decoder(columns: readonly Column[]): (values: SQLOutputValue[], tenant_id: string) => Record<string, unknown> {
  const names = columns.map(({ name }) => name);
  const kinds = columns.map(({ kind }) => (kind === "text" || kind === "integer" || kind === "real" ? null : kind));
  return (values, tenant_id) => {
    const row: Record<string, unknown> = { id: values[0], tenant_id };
    for (let i = 1; i < names.length; i++) {
      const kind = kinds[i] as Column["kind"] | null;
      row[names[i] as string] = kind === null ? values[i] : decode(kind, values[i] as SQLOutputValue);
    }
    return row;
  };
}

/**
 * The columns of a row as one JSON object, for `decodeObject`. The engine writes and V8 reads such a text several times
 * faster than a program that has just begun puts an object together value by value.
 */
export function objectOf(table: TableName, columns: readonly string[]): string {
  const kinds = kindsOf(table);
  const pairs = columns.map((name) => `'${name}', ${jsonValue(name, kinds.get(name))}`);
  return `json_object(${pairs.join(", ")})`;
}

function jsonValue(name: string, kind: Column["kind"] | undefined): string {
  if (name === "tenant_id") return "NULL";
  if (kind === "json") return `json(coalesce(t.${name}, '{}'))`;
  return kind === "boolean" ? `json(iif(t.${name} = 1, 'true', 'false'))` : `t.${name}`;
}

/** @throws store_damaged for a text that nothing of ours can have written */
export function decodeObject<Row>(table: TableName, object: SQLOutputValue | undefined, tenant_id: string): Row {
  const row = decode("json", object ?? null) as Record<string, unknown>;
  if ("tenant_id" in row) row.tenant_id = tenant_id;
  for (const name of timesOf(table)) {
    const value = row[name];
    if (typeof value === "number") row[name] = time(value);
  }
  return row as Row;
}

const times = new Map<TableName, string[]>();

function timesOf(table: TableName): string[] {
  let names = times.get(table);
  if (!names) {
    names = [...kindsOf(table)].flatMap(([name, kind]) => (kind === "time" ? [name] : []));
    times.set(table, names);
  }
  return names;
}

function kindsOf(table: TableName): Map<string, Column["kind"]> {
  return new Map([
    ...Object.entries(tables[table].columns),
    ...columnsOf(table).map(({ name, kind }): [string, Column["kind"]] => [name, kind]),
  ]);
}

export function encode(kind: Column["kind"], value: unknown): SQLInputValue {
  if (value === null || value === undefined) return kind === "boolean" ? 0 : null;
  if (kind === "text" || kind === "integer" || kind === "real" || kind === "generated") return value as SQLInputValue;
  if (kind === "boolean") return value ? 1 : 0;
  if (kind === "time") return typeof value === "number" ? value : Date.parse(String(value));
  return encodeJson(value as JsonObject);
}

function encodeJson(value: JsonObject): string | null {
  for (const _ in value) return JSON.stringify(value);
  return null;
}

/** @throws store_damaged for a value that nothing of ours can have written */
function decode(kind: Column["kind"], value: SQLOutputValue): unknown {
  try {
    return decodeSound(kind, value);
  } catch (cause) {
    throw new BacksideError("store_damaged", `the store is damaged: a ${kind} column holds what is none`, {
      hint: "restore a backup; `sqlite3 STORE .recover` salvages what is readable",
      cause,
    });
  }
}

function decodeSound(kind: Column["kind"], value: SQLOutputValue): unknown {
  if (kind === "json") return typeof value === "string" ? JSON.parse(value) : {};
  if (value === null) return null;
  if (kind === "boolean") return value === 1;
  if (kind === "time") return time(Number(value));
  return value;
}

/** RFC 3339 UTC; no fraction when it is zero, else three digits. Rows of one operation share their time, so it is kept. */
export const time = (() => {
  let last = Number.NaN;
  let text = "";
  return (milliseconds: number): string => {
    if (milliseconds !== last) {
      last = milliseconds;
      const iso = new Date(milliseconds).toISOString();
      text = milliseconds % 1000 === 0 ? `${iso.slice(0, 19)}Z` : iso;
    }
    return text;
  };
})();
