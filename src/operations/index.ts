/** Every operation, in the order of help and of the OpenAPI document. */
import { countContacts } from "./contacts/count.ts";
import { exportContacts } from "./contacts/export.ts";
import { getContact } from "./contacts/get.ts";
import { importContacts } from "./contacts/import.ts";
import { listContacts } from "./contacts/list.ts";
import { resolveContact } from "./contacts/resolve.ts";

export const operations = [
  listContacts,
  countContacts,
  getContact,
  resolveContact,
  importContacts,
  exportContacts,
] as const;
