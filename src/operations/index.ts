/** Every operation, in the order of help and of the OpenAPI document. */
import { countContacts } from "./contacts/count.ts";
import { exportContacts } from "./contacts/export.ts";
import { getContact } from "./contacts/get.ts";
import { importContacts } from "./contacts/import.ts";
import { listContacts } from "./contacts/list.ts";
import { resolveContact } from "./contacts/resolve.ts";
import { contactDiff } from "./history/diff.ts";
import { contactHistory } from "./history/history.ts";
import { getOperation, listOperations } from "./history/log.ts";
import { undoOperation } from "./history/undo.ts";

export const operations = [
  ...[listContacts, countContacts, getContact, resolveContact, importContacts, exportContacts],
  ...[contactHistory, contactDiff],
  ...[listOperations, getOperation, undoOperation],
] as const;
