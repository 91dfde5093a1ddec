/** What commands report of their work, and what they show of the configuration. */
import { choice, flag, integer, list, nullable, object, text, uuid } from "../schema.ts";

export const FailedRef = object({
  ref: text("The reference"),
  error: object({ code: text("Error code"), message: text("What was wrong") }),
});

export const BulkReport = object({
  operation_id: nullable(uuid("Id for undo; null when nothing was changed")),
  matched: integer("Contacts it was for", 0),
  changed: integer("Contacts that were changed", 0),
  unchanged: integer("Contacts that were as asked already", 0),
  failed: list(FailedRef, "What could not be done"),
  ids: list(uuid("Id"), "Contacts that were changed"),
  dry_run: flag("Whether nothing was really changed"),
});

const WARNING = {
  file: text("Name of the file"),
  line: integer("Line, from 1; 0 for what concerns the whole file", 0),
  card: integer("Number of the card in its file, from 1; 0 outside of cards", 0),
  property: nullable(text("vCard property")),
  code: text("What is odd"),
  message: text("The same for people"),
};

export const ImportWarning = object(WARNING);

export const LintFinding = object({
  ...WARNING,
  level: choice(["note", "warning"], "A note is what every reader takes, and nobody loses anything by"),
});

const COUNTS = {
  files: integer("Files handed in", 0),
  cards: integer("Cards in them", 0),
  created: integer("Cards that became new contacts", 0),
  updated: integer("Cards that changed a contact", 0),
  unchanged: integer("Cards that said nothing new", 0),
  skipped: integer("Cards left out", 0),
  failed: integer("Cards that could not be read", 0),
  organizations: integer("Organizations made for companies that cards name", 0),
  warnings: list(ImportWarning, "The first ten thousand"),
  warnings_omitted: integer("Warnings beyond these", 0),
  operation_id: nullable(uuid("Id for undo; null when nothing was changed")),
  dry_run: flag("Whether nothing was really changed"),
};

export const ImportReceipt = object({
  ...COUNTS,
  failures: list(
    object({
      file: text("Name of the file"),
      line: integer("Line the card begins in", 0),
      card: integer("Number of the card in its file", 0),
      reason: nullable(text("Why it failed")),
    }),
    "Cards that could not be imported",
  ),
});

export const ImportedCard = object({
  type: choice(["card"], "A line about one card"),
  file: text("Name of the file"),
  line: integer("Line the card begins in", 0),
  card: integer("Number of the card in its file", 0),
  action: choice(["created", "updated", "unchanged", "skipped", "failed"], "What became of it"),
  id: nullable(uuid("The contact")),
  display_name: nullable(text("Its name")),
  reason: nullable(text("Why it failed, or by what it was matched")),
});

export const ImportSummary = object({ type: choice(["summary"], "The last line"), ...COUNTS });

export const ExportReceipt = object({
  file: nullable(text("Name of the file or folder; null where nothing matched and none was made")),
  files: integer("Files written", 0),
  contacts: integer("Contacts written", 0),
  companies: integer("Companies known by name only, which are in their people's cards", 0),
  groups: integer("Groups that the importer has no cards for: categories of their members", 0),
  warnings: list(
    object({
      id: uuid("The contact"),
      display_name: text("Its name"),
      code: choice(["photo_left_out"], "What was not written"),
      message: text("Why"),
    }),
    "What the importer would not have taken",
  ),
  dry_run: flag("Whether nothing was really written"),
});

const SIDE_COUNTS = object({
  created: integer("Made on this side", 0),
  updated: integer("Changed on this side", 0),
  deleted: integer("Deleted on this side", 0),
});

export const MirrorReport = object({
  files: integer("Cards in the folder", 0),
  contacts: integer("Contacts in the store", 0),
  store: SIDE_COUNTS,
  folder: SIDE_COUNTS,
  unchanged: integer("Pairs that were as they were", 0),
  changes: list(
    object({
      side: choice(["store", "folder"], "The side that was changed"),
      action: choice(["created", "updated", "deleted"], "What was done there"),
      file: nullable(text("Name of the file; null for a new one")),
      contact_id: nullable(uuid("The contact; null for a new one of a dry run")),
      display_name: nullable(text("Its name")),
    }),
    "What was done",
  ),
  conflicts: list(
    object({
      file: text("Name of the file"),
      contact_id: uuid("The contact"),
      display_name: nullable(text("Its name")),
      properties: list(text("vCard property"), "What both sides changed, or what was changed where the other deleted"),
      reason: text("What happened"),
    }),
    "Pairs of which both sides were left as they are",
  ),
  failed: list(
    object({ file: text("Name of the file"), reason: text("Why it was left alone") }),
    "Files that were left as they are",
  ),
  operation_id: nullable(uuid("Id for undo; null when the store was not changed")),
  dry_run: flag("Whether nothing was really changed"),
});

export const Setting = object({
  key: text("Name of the setting"),
  value: nullable(text("What holds")),
  origin: text("What said so: flag, environment, profile, config or default"),
});

export const ConfigPath = object({ path: text("Path of config.json") });

export const Profile = object({
  name: text("Name"),
  in_use: flag("Whether its settings hold"),
  store: nullable(text("Path of the store")),
  api_url: nullable(text("Base address of a server")),
  region: nullable(text("Country of phone numbers in national notation")),
  output: nullable(text("Output form")),
  pager: nullable(text("Pager")),
  color: nullable(text("auto, always or never")),
});
