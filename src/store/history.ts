/** Rows as they once stood: the image whose interval holds the moment, else the row itself if it was written before. */
import { shape } from "../domain/shapes.ts";
import type { PartReader } from "./parts.ts";
import type { Image, ImagesOf, Key, Reader, Rows, Where } from "./store.ts";
import type { TableName } from "./tables.ts";

export type PastReader = PartReader & Pick<Reader, "get">;

/** Reads as of an operation: what stood once it had been committed. Rows are found by id or by contact. */
export function readerAt(reader: Reader, sequence: number): PastReader {
  const find = async <T extends TableName>(table: T, where: Where<T>): Promise<Rows[T][]> => {
    // How a relationship is worded is no part of anybody's past.
    if (table === "relationship_types") return reader.find(table, where);
    const now = (await reader.find(table, where)).filter((row) => row.written_by <= sequence);
    const images = await reader.images(table, imagesOf(where));
    const then = images.filter((image) => holds(image, sequence) && meets(image.row, where)).map(({ row }) => row);
    return [...now, ...then].sort((a, b) => (a.id < b.id ? -1 : 1));
  };
  return {
    find,
    async get<T extends TableName>(table: T, key: Key<T>) {
      const where = (typeof key === "string" ? { id: key } : { id: key.id, contact_id: key.contact_id }) as Where<T>;
      return (await find(table, where))[0] ?? null;
    },
    async pick(table, columns, where) {
      return (await find(table, where)).map((row) => shape(row, columns));
    },
    names: (ids) => find("contacts", { id: ids }),
  };
}

function holds({ valid_from, valid_to }: Image<TableName>, sequence: number): boolean {
  return valid_from <= sequence && sequence < valid_to;
}

/** Columns by which images are found. */
const CONTACT_COLUMNS = ["contact_id", "from_contact_id", "to_contact_id"];

function imagesOf(where: object): ImagesOf {
  const wanted = new Map(Object.entries(where));
  const list = (value: unknown) => (Array.isArray(value) ? value : [value]) as string[];
  if (wanted.has("id")) return { row_id: list(wanted.get("id")) };
  const column = CONTACT_COLUMNS.find((name) => wanted.has(name));
  if (column === undefined) throw new Error(`no images are found by ${[...wanted.keys()].join(", ")}`);
  return { contact_id: list(wanted.get(column)) };
}

function meets(row: object, where: object): boolean {
  const values = new Map(Object.entries(row));
  return Object.entries(where).every(([column, wanted]) =>
    Array.isArray(wanted) ? wanted.includes(values.get(column)) : values.get(column) === wanted,
  );
}
