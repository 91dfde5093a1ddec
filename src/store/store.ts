/** The narrow interface between the operations and an engine. Engines implement nothing else. */
import type {
  Address,
  Affiliation,
  Channel,
  Contact,
  ContactDate,
  Group,
  Relationship,
  Tag,
} from "../domain/entities.ts";
import type { Query } from "../domain/query/tree.ts";
import type { SearchDocument, Term } from "../domain/search-text.ts";
import type { BulkRow, BulkTable } from "./bulk-rows.ts";
import type { OwnedTable, TableName } from "./tables.ts";

/** Whose data: every statement is bound to one tenant and one environment. */
export type Scope = { tenant_id: string; environment: "live" | "test" };

/** What the record of operations says about one command. */
export type OperationMeta = {
  /** Registry name, `contacts.import`. */
  name: string;
  /** What the user did, for lists and the undo message: `import phone.vcf`. */
  label: string;
  surface: "cli" | "http" | "mcp";
  actor: string | null;
  reason: "user_edit" | "import" | "merge" | "restore" | "undo";
  /** Id of the operation that this one takes back. */
  undoes: string | null;
  /** Walk the same code and take everything back at the end. */
  dry_run: boolean;
  /** Much will be written: the engine may prepare for it. */
  bulk: boolean;
  /** What is removed must not stay readable in the files of the store. */
  erases: boolean;
};

/** One command in the record of operations. Those of later commands have the greater `sequence`. */
export type OperationRecord = Pick<OperationMeta, "name" | "label" | "surface" | "actor" | "reason"> & {
  sequence: number;
  id: string;
  /** Id of the operation that this one took back. */
  undoes: string | null;
  /** Id of the newest operation that took this one back. */
  undone_by: string | null;
  /** RFC 3339 UTC. */
  recorded_at: string;
};

export type RowCount = { added: number; changed: number; removed: number };

/** A row as it stood from one operation (`sequence`) until another; the number is its place among the rows of the table. */
export type Image<T extends TableName> = { row: Rows[T]; number: number; valid_from: number; valid_to: number };

/** Which images: those of rows, of the rows of contacts, or those that an operation began or ended. */
export type ImagesOf =
  | { row_id: readonly string[] }
  | { contact_id: readonly string[] }
  | { valid_from: number }
  | { valid_to: number };

/** Columns every table has besides those of `tables.ts`. */
type Written = { written_by: number };

export type Rows = {
  contacts: Contact &
    Written & {
      name_key: string;
      uid_key: string | null;
      card_digest: string | null;
      card_revision: number | null;
      revision: number;
      /** The newest of its interactions, and of those it took part in. */
      last_interaction_at: string | null;
    };
  channels: Channel & Written & { plain_key: string | null };
  card_digests: Link & { contact_id: string; digest: string };
  awaited_contacts: Link & { contact_id: string; key: string };
  addresses: Address & Written;
  dates: ContactDate & Written;
  affiliations: Affiliation & Written;
  tags: Tag & Written & { name_key: string };
  contact_tags: Link & { contact_id: string; tag_id: string };
  groups: Omit<Group, "member_count"> & Written & { name_key: string };
  group_members: Link & { group_id: string; contact_id: string };
  relationship_types: Link & {
    name: string;
    inverse_name: string | null;
    description: string | null;
    is_symmetric: boolean;
    is_builtin: boolean;
  };
  relationships: Relationship & Written;
  interactions: Link & {
    contact_id: string;
    interaction_type: string;
    summary: string;
    body: string | null;
    occurred_at: string;
  };
  interaction_participants: Link & { interaction_id: string; contact_id: string; occurred_at: string };
  photos: Link & { contact_id: string; media_type: string; size: number; sha256: string };
};
type Link = Pick<Tag, "id" | "tenant_id" | "metadata" | "created_at" | "updated_at"> & Written;

/** What an insert needs; the engine and the journal add the rest. */
export type NewRow<T extends TableName> = Omit<
  Rows[T],
  "id" | "tenant_id" | "created_at" | "updated_at" | "written_by" | Internal
> & { id?: string };

/** Set by the journal, or by the engine from other columns. */
type Internal =
  | "revision"
  | "card_revision"
  | "last_interaction_at"
  | "name_key"
  | "uid_key"
  | "plain_key"
  | "key_version";

/** What names one row of a table. A whole row of it will do. */
export type Key<T extends TableName> = T extends OwnedTable ? { id: string; contact_id: string } : string;

export type Where<T extends TableName> = {
  [C in keyof Rows[T]]?: Rows[T][C] | readonly NonNullable<Rows[T][C]>[];
} & Generated<T>;
type Generated<T> = T extends "channels"
  ? { lookup_key?: string | readonly string[] }
  : T extends "interactions"
    ? { corrects?: string | readonly string[] }
    : unknown;

/** Which contacts, in which order. All conditions hold together. */
export type ContactQuery = {
  /** Search terms, all of which must match; null lists without searching. */
  terms: readonly Term[] | null;
  /** The folded search text, for ranking exact and leading names first. */
  name_key: string | null;
  /** What else has to hold. */
  filter: Query | null;
  kind: Contact["kind"] | null;
  /** Names, each folded by `nameKey`. */
  tags: readonly string[];
  groups: readonly string[];
  deleted: "exclude" | "include" | "only";
  sort: "rank" | "created_at" | "updated_at" | "display_name";
  descending: boolean;
};

/** Which interactions. All conditions hold together; null is none. */
export type InteractionQuery = {
  /** Its own, and those it took part in. Without it: all that somebody who is not deleted had a part in. */
  contact_id: string | null;
  interaction_type: string | null;
  /** RFC 3339, both included. */
  from: string | null;
  to: string | null;
};

/** Position after which a page begins: the sort values of the last row seen, id last. */
export type Position = readonly (string | number)[];

export interface Reader {
  /** Whose rows these are. */
  readonly tenant_id: string;
  get<T extends TableName>(table: T, key: Key<T>): Promise<Rows[T] | null>;
  /** Rows that hold all the given values; an array means any of them. Oldest first, at most `limit`. */
  find<T extends TableName>(table: T, where: Where<T>, limit?: number): Promise<Rows[T][]>;
  /** The same rows with just these columns, in this order, which takes a fraction of the time. */
  pick<T extends TableName, K extends keyof Rows[T] & string>(
    table: T,
    columns: readonly K[],
    where: Where<T>,
  ): Promise<Pick<Rows[T], K>[]>;
  /** What it takes to name contacts in others' answers. */
  names(ids: readonly string[]): Promise<ContactName[]>;
  /** One page of contacts, and the position the next one goes on after; null when there is none. */
  list(query: ContactQuery, limit: number, after: Position | null): Promise<ContactPage>;
  /** @param most where counting may end, since that many are more than anybody wants to know */
  count(query: ContactQuery, most?: number | null): Promise<number>;
  /** How many contacts that are not deleted have each of the tags, or are in each of the groups; those without are left out. */
  countLinked(table: "contact_tags" | "group_members", ids: readonly string[]): Promise<Map<string, number>>;
  /** Interactions, newest first by `occurred_at`, then by id. */
  interactions(query: InteractionQuery, limit: number, after: Position | null): Promise<InteractionPage>;
  /** Contacts whose id begins so (lower-case hexadecimal and dashes), at most `limit`. */
  contactsByIdPrefix(prefix: string, limit: number): Promise<Rows["contacts"][]>;
  /** Contacts whose `name_key` begins so, by name, at most `limit`. */
  contactsByNamePrefix(prefix: string, deleted: "exclude" | "only", limit: number): Promise<ContactName[]>;
  /** E-mails (lower case) that begin so and whose they are, in alphabetical order, at most `limit`. */
  emailsByPrefix(prefix: string, limit: number): Promise<{ email: string; display_name: string }[]>;
  /** Visits the digest of every card that an import made a contact of and that is unchanged since. */
  eachDigest(visit: (digest: string) => void): Promise<void>;
  /** Stored content by its SHA-256 in hexadecimal. */
  blob(sha256: string): Promise<Uint8Array | null>;
  /** Operations newest first, those before a sequence; `limit` of them. */
  operations(before: number | null, limit: number): Promise<OperationRecord[]>;
  /** Operations whose id begins so, newest first, at most `limit`. */
  operationsByIdPrefix(prefix: string, limit: number): Promise<OperationRecord[]>;
  operation(by: { id: string } | { sequence: number }): Promise<OperationRecord | null>;
  /** How many rows of each table an operation added, changed and removed; no entry for a table it left alone. */
  rowCounts(sequence: number): Promise<({ table: TableName } & RowCount)[]>;
  /** Sequence of the last operation at or before a time, RFC 3339; 0 before the first. */
  sequenceAt(time: string): Promise<number>;
  /** Images in the order in which they ended. */
  images<T extends TableName>(table: T, which: ImagesOf): Promise<Image<T>[]>;
  /** Rows that an operation made and that stand as it left them. */
  madeBy<T extends TableName>(table: T, sequence: number): Promise<Rows[T][]>;
}

export type ContactName = Pick<Contact, "id" | "display_name" | "vcard_uid" | "deleted_at">;

export type ContactPage = { rows: Contact[]; next: Position | null };

export type InteractionPage = { rows: Rows["interactions"][]; next: Position | null };

/** A contact with its parts, as the bulk insert takes it. */
export type NewContact = { rows: Record<BulkTable, BulkRow[]>; document: SearchDocument };

/** The writes of one operation. Every one of them goes through the journal, which adds ids, times and images. */
export interface Transaction extends Reader {
  /** Time of the operation, RFC 3339 UTC; everything it writes carries it. */
  readonly recorded_at: string;
  newId(): string;
  /** Id that this operation has once it writes something. */
  operationId(): string;
  insert<T extends TableName>(table: T, row: NewRow<T>): Promise<Rows[T]>;
  /** Changes the named columns and answers the new row; no such row: `not_found`. */
  update<T extends TableName>(table: T, key: Key<T>, patch: Partial<NewRow<T>>): Promise<Rows[T]>;
  remove<T extends TableName>(table: T, key: Key<T>): Promise<void>;
  /** Changes a row to what it once was, its times included; one that is gone comes back, in its place if that is free. */
  put<T extends TableName>(table: T, row: Rows[T], number: number): Promise<void>;
  /** Removes the rows that an operation made and that stand as it left them; answers their ids. */
  removeMadeBy(table: TableName, sequence: number): Promise<string[]>;
  /** Leaves nothing of the contacts in the record; their rows are removed before. */
  forget(contact_ids: readonly string[]): Promise<void>;
  /** What the record says of this operation, known only now; to be called before the first write. */
  describe(meta: Partial<Pick<OperationMeta, "label" | "reason"> & { undoes: string }>): void;
  /** Bulk insert: statements prepared once, nothing read back. */
  insertContacts(contacts: readonly NewContact[]): Promise<void>;
  /** Stores content once per tenant and answers its SHA-256 in hexadecimal. */
  putBlob(content: Uint8Array): Promise<string>;
}

export interface Store {
  /** One snapshot. */
  read<T>(scope: Scope, work: (tx: Reader) => Promise<T> | T): Promise<T>;
  /** One transaction, all or nothing. The id is null when nothing was written that anybody can see. */
  write<T>(
    scope: Scope,
    operation: OperationMeta,
    work: (tx: Transaction) => Promise<T> | T,
  ): Promise<{ result: T; operation_id: string | null }>;
  close(): Promise<void>;
}
