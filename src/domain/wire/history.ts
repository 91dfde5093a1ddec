/** What was done: versions, differences, operations. */
import { anything, choice, flag, instant, integer, list, nullable, object, text, uuid } from "../schema.ts";
import { CONTACT, Temporal } from "./contact.ts";

export const Change = object({
  resource_type: text("contact, channel, address, tag"),
  resource_id: uuid("Id of the row"),
  label: text("What it is, for people"),
  action: choice(["added", "changed", "removed"], "What was done to it"),
  field: nullable(text("The field that changed; null where the whole row came or went")),
  from: anything("Value before"),
  to: anything("Value after"),
});

export const ContactVersion = object({
  ...CONTACT,
  _temporal: Temporal,
  operation_id: uuid("The operation that made it"),
  operation: text("What the operation was called"),
  changes: list(Change, "What it changed"),
});

export const ContactDiff = object({
  from: instant("The earlier moment"),
  to: instant("The later moment"),
  created_in_window: flag("Whether the contact came in between"),
  deleted_in_window: flag("Whether it was deleted in between"),
  intermediate_versions: integer("Operations in between that changed it", 0),
  changes: list(Change, "What is different"),
});

const OPERATION = {
  id: uuid("Id, for undo"),
  name: text("contacts.import, contacts.tag"),
  label: text("The words it was called by"),
  surface: choice(["cli", "http", "mcp"], "Where it came from"),
  actor: nullable(text("Who did it")),
  reason: choice(["user_edit", "import", "merge", "restore", "undo"], "Why"),
  undoes: nullable(uuid("The operation it took back")),
  undone_by: nullable(uuid("The operation that took it back")),
  recorded_at: instant("When"),
  stands: flag("Whether what it did still stands"),
};

export const Operation = object(OPERATION);

export const OperationDetails = object({
  ...OPERATION,
  rows: list(
    object({
      resource_type: text("contact, channel, tag"),
      added: integer("Rows that came", 0),
      changed: integer("Rows that changed", 0),
      removed: integer("Rows that went", 0),
    }),
    "What it did, by kind",
  ),
});

export const UndoReport = object({
  operation_id: nullable(uuid("Id of the undo, to undo it; null after a dry run")),
  undone_operation_id: uuid("What was taken back"),
  label: text("What it was called"),
  reverted_count: integer("Rows brought back to what they were", 0),
  reverted: list(
    object({
      resource_type: text("contact, channel, tag"),
      resource_id: uuid("Id of the row"),
      action: choice(["removed", "restored", "changed"], "What the undo did to it"),
    }),
    "The first thousand of them",
  ),
  dry_run: flag("Whether nothing was really changed"),
});
