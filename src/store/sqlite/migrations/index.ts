import { sql as contacts } from "./0001-contacts.ts";

/** "BKSD": tells our files from other SQLite files. */
export const APPLICATION_ID = 0x424b5344;

/** In order; the position + 1 is the schema number (`user_version`). Landed migrations never change. */
export const migrations: readonly { name: string; sql: string }[] = [{ name: "0001-contacts", sql: contacts }];
