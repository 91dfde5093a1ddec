/** A verified copy beside the store, made before a migration changes it. The last three are kept. */
import fs from "node:fs";
import nodePath from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { BacksideError } from "../../domain/errors.ts";

const KEPT = 3;

/** Copies the open store to `PATH.schema-N.bak`; a copy counts only once it has been reopened and checked. */
export function backupBeside(db: DatabaseSync, path: string, schema: number): void {
  const target = `${path}.schema-${schema}.bak`;
  const temporary = `${target}.tmp`;
  fs.rmSync(temporary, { force: true });
  db.prepare("VACUUM INTO ?").run(temporary);
  fs.chmodSync(temporary, 0o600);
  check(temporary);
  fsync(temporary);
  fs.renameSync(temporary, target);
  prune(path);
}

function check(path: string): void {
  const { DatabaseSync } = process.getBuiltinModule("node:sqlite");
  const copy = new DatabaseSync(path, { readOnly: true });
  try {
    if (copy.prepare("PRAGMA quick_check").get()?.quick_check === "ok") return;
  } finally {
    copy.close();
  }
  throw new BacksideError("store_damaged", `the backup made before the upgrade is damaged: ${path}`, {
    hint: "the store was not changed; check the disk",
  });
}

function fsync(path: string): void {
  const file = fs.openSync(path, "r+");
  fs.fsyncSync(file);
  fs.closeSync(file);
}

function prune(path: string): void {
  const directory = nodePath.dirname(path);
  const prefix = `${nodePath.basename(path)}.schema-`;
  const copies = fs
    .readdirSync(directory)
    .filter((name) => name.startsWith(prefix) && name.endsWith(".bak"))
    .map((name) => nodePath.join(directory, name))
    .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs);
  for (const old of copies.slice(KEPT)) fs.rmSync(old);
}
