/** What reads and writes have in common: a transaction, and whose data it is about. */
import type { DatabaseSync } from "node:sqlite";
import type { Scope } from "../store.ts";
import { storeError } from "./errors.ts";
import type { Owner } from "./reader.ts";

/** After a full disk SQLite has already rolled back, and a second ROLLBACK would hide the first error. */
export async function inTransaction<T>(
  db: DatabaseSync,
  path: string,
  begin: string,
  end: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    db.exec(begin);
    const result = await work();
    db.exec(end);
    return result;
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw storeError(error, path);
  }
}

/** The number of the tenant; a tenant nobody has written for owns nothing yet. */
export function ownerOf(db: DatabaseSync, { tenant_id, environment }: Scope): Owner {
  const row = db.prepare("SELECT number FROM tenants WHERE id = ? AND environment = ?").get(tenant_id, environment);
  return { tenant: Number(row?.number ?? 0), tenant_id };
}
