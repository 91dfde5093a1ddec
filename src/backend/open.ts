/** The backend that the settings name. */
import type { Settings } from "../config.ts";
import { openSqliteStore } from "../store/sqlite/store.ts";
import type { Backend } from "./backend.ts";
import { localBackend } from "./local.ts";

/** @param mode `read` makes no file where there is none */
export function openBackend(settings: Settings, mode: "read" | "write"): Backend {
  return localBackend(openSqliteStore({ path: settings.store, mode }));
}
