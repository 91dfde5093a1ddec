/** What the journal needs of an engine's open write transaction, besides reading. Raw: nothing here is recorded. */
import type { SearchDocument } from "../domain/search-text.ts";
import type { Key, NewContact, OperationMeta, Reader, Rows } from "./store.ts";
import type { TableName } from "./tables.ts";

export type OperationRow = OperationMeta & { id: string; recorded_at: string };

/** What every row of one operation has in common: its time, RFC 3339, and the operation's sequence. */
export type Stamp = { at: string; written_by: number };

/** The rows removed, the contacts they touched, and how many of them were contacts that counted. */
export type Removed = { ids: string[]; touched: string[]; live: number };

export interface EngineTransaction extends Reader {
  readonly reader: Reader;
  /** Writes the record of the operation and answers its sequence. */
  recordOperation(operation: OperationRow): Promise<number>;
  /** Keeps the operation out of every list: it changed nothing that anybody can see. */
  hideOperation(sequence: number): Promise<void>;
  /** Inserts a row, under the number it had before if that is given and free. */
  insertRow<T extends TableName>(table: T, row: Rows[T], number?: number): Promise<void>;
  /** Contacts with their parts and search words; the stamp is put in on the way. */
  insertContacts(contacts: readonly NewContact[], stamp: Stamp): Promise<void>;
  updateRow<T extends TableName>(table: T, key: Key<T>, changed: Record<string, unknown>): Promise<void>;
  /** Also takes a contact out of the search index. */
  deleteRow<T extends TableName>(table: T, key: Key<T>): Promise<void>;
  /** Keeps the row as it stands, before it is superseded: valid from the operation that wrote it until `valid_to`. */
  saveImage<T extends TableName>(table: T, key: Key<T>, valid_to: number): Promise<void>;
  /** Removes the rows that an operation made and that stand as it left them, keeps their images, tells what they were. */
  removeMadeBy(table: TableName, sequence: number, valid_to: number): Promise<Removed>;
  /** Notes for `madeBy` which rows this transaction made. */
  recordCreated(sequence: number): Promise<void>;
  /** Forgets the images of the contacts' rows, photos nobody has any more, and what operations said of the contacts. */
  forget(contact_ids: readonly string[]): Promise<void>;
  index(entries: readonly { id: string; document: SearchDocument }[]): Promise<void>;
  setRevision(ids: readonly string[], revision: number): Promise<void>;
  /** Brings `last_interaction_at` of the contacts to what their interactions say. */
  setLastInteraction(ids: readonly string[]): Promise<void>;
  /** So many contacts more, or fewer, that are not deleted. */
  addToContactCount(more: number): Promise<void>;
  putBlob(content: Uint8Array, at: string): Promise<string>;
}
