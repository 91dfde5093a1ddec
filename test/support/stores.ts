/** Stores in a temporary folder, with fixed clock and ids. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { LOCAL_SCOPE, localBackend } from "../../src/backend/local.ts";
import { openSqliteStore } from "../../src/store/sqlite/store.ts";
import type { OperationMeta, Store, Transaction } from "../../src/store/store.ts";
import { importFiles } from "../../src/workflows/import.ts";

/** A folder that goes when the tests of the file have run. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "backside-test-"));
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

let stores = 0;

/** The path of a store that is not there yet, in a folder of its own. */
export function newStore(folder: string): string {
  stores++;
  const directory = path.join(folder, `store-${stores}`);
  fs.mkdirSync(directory);
  return path.join(directory, "contacts.db");
}

export const AT = "2026-01-02T03:04:05Z";

type Clock = { at?: string; firstId?: number };

let opened = 0;

/** Opens a store whose clock stands still and whose own ids count up from `firstId`; cards bring theirs. */
export function openStore(store: string, { at = AT, firstId = 0x10000 * ++opened }: Clock = {}): Store {
  let id = firstId;
  return openSqliteStore({ path: store, mode: "write", now: () => Date.parse(at), newId: () => idOf(id++) });
}

/** The id that a store of `openStore` gives out as its n-th. */
export function idOf(n: number): string {
  return `01900000-0000-7000-8000-${n.toString(16).padStart(12, "0")}`;
}

export const META: OperationMeta = {
  name: "contacts.test",
  label: "a test",
  surface: "cli",
  actor: null,
  reason: "user_edit",
  undoes: null,
  dry_run: false,
  bulk: false,
  erases: false,
};

/** What an insert into `contacts` needs besides the name. */
export const PERSON = {
  kind: "person" as const,
  given_name: null,
  middle_name: null,
  family_name: null,
  prefix: null,
  suffix: null,
  nickname: null,
  avatar_url: null,
  bio: null,
  language: null,
  timezone: null,
  vcard_uid: null,
  metadata: {},
  deleted_at: null,
  card_digest: null,
};

/** One operation on the local tenant's data. */
export async function write<T>(store: Store, work: (tx: Transaction) => Promise<T>, meta: Partial<OperationMeta> = {}) {
  return store.write(LOCAL_SCOPE, { ...META, ...meta }, work);
}

/** Imports cards into a store, new or not; answers its path. */
export async function bookOf(store: string, vcards: string, clock: Clock & { region?: string } = {}): Promise<string> {
  const file = `${store}.import.vcf`;
  fs.writeFileSync(file, vcards);
  const backend = localBackend(openStore(store, clock));
  try {
    const options = {
      region: clock.region ?? null,
      charset: null,
      uid_only: false,
      tags: [],
      onCard() {},
      onProgress() {},
      stdin: () => new Blob([]).stream(),
      check() {},
    };
    await importFiles(backend, [file], options, { label: "import book.vcf" });
  } finally {
    await backend.close();
  }
  return store;
}
