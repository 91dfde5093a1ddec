/** What the journal needs of an engine's open write transaction, besides reading. Raw: nothing here is recorded. */
import type { SearchDocument } from "../domain/search-text.ts";
import type { NewContact, OperationMeta, Reader, Rows } from "./store.ts";
import type { TableName } from "./tables.ts";

export type OperationRow = OperationMeta & { id: string; recorded_at: string };

/** What every row of one operation has in common: its time, RFC 3339, and the operation's sequence. */
export type Stamp = { at: string; written_by: number };

export interface EngineTransaction extends Reader {
  readonly tenant_id: string;
  readonly reader: Reader;
  /** Writes the record of the operation and answers its sequence. */
  recordOperation(operation: OperationRow): Promise<number>;
  insertRow<T extends TableName>(table: T, row: Rows[T]): Promise<void>;
  /** Contacts with their parts and search words; the stamp is put in on the way. */
  insertContacts(contacts: readonly NewContact[], stamp: Stamp): Promise<void>;
  updateRow(table: TableName, id: string, changed: Record<string, unknown>): Promise<void>;
  /** Also takes a contact out of the search index. */
  deleteRow(table: TableName, id: string): Promise<void>;
  /** Keeps a superseded row: valid from the operation that wrote it until `valid_to`. */
  saveImage(table: TableName, row: Rows[TableName], contact_id: string | null, valid_to: number): Promise<void>;
  index(entries: readonly { id: string; document: SearchDocument }[]): Promise<void>;
  setRevision(ids: readonly string[], revision: number): Promise<void>;
  putBlob(content: Uint8Array, at: string): Promise<string>;
}
