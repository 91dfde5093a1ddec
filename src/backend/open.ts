/** The backend that the settings name. */
import fs from "node:fs";
import type { Settings } from "../config.ts";
import { openSqliteStore } from "../store/sqlite/store.ts";
import type { Backend } from "./backend.ts";
import { localBackend } from "./local.ts";

/**
 * @param mode `read` makes no file where there is none
 * @param now milliseconds since 1970
 */
export function openBackend(settings: Settings, mode: "read" | "write", now: () => number): Backend {
  return localBackend(openSqliteStore({ path: settings.store, mode, now }));
}

/** Whether anything was ever stored there; a store that is missing reads as an empty one. */
export function hasStore(settings: Settings): boolean {
  return fs.existsSync(settings.store);
}
