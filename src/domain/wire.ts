/**
 * What comes out: one schema per object of the API and of `--json`, with its keys in their fixed order. Loaded by what
 * describes the program; nothing is checked against them on the way out.
 */
import type { Schema } from "./schema.ts";
import {
  Address,
  Affiliation,
  Channel,
  Contact,
  ContactDate,
  ContactResponse,
  EmbeddedAffiliation,
  Group,
  GroupName,
  GroupWithMembers,
  Interaction,
  ListedContact,
  ListedTag,
  Member,
  Photo,
  Relationship,
  RelationshipType,
  RelationshipView,
  Tag,
  Temporal,
} from "./wire/contact.ts";
import { CommandDescription, DescribedOption, ProgramDescription } from "./wire/description.ts";
import { Change, ContactDiff, ContactVersion, Operation, OperationDetails, UndoReport } from "./wire/history.ts";
import {
  BulkReport,
  ConfigPath,
  ExportReceipt,
  FailedRef,
  ImportedCard,
  ImportReceipt,
  ImportSummary,
  ImportWarning,
  Profile,
  Setting,
} from "./wire/reports.ts";

/** By the name that `schema` and the commands use. */
export const WIRE = {
  Contact,
  ListedContact,
  ContactResponse,
  Channel,
  Address,
  ContactDate,
  Affiliation,
  EmbeddedAffiliation,
  Tag,
  Relationship,
  RelationshipView,
  RelationshipType,
  Interaction,
  ListedTag,
  Group,
  GroupWithMembers,
  GroupName,
  Photo,
  Member,
  Temporal,
  Change,
  ContactVersion,
  ContactDiff,
  Operation,
  OperationDetails,
  UndoReport,
  BulkReport,
  FailedRef,
  ImportReceipt,
  ImportWarning,
  ImportedCard,
  ImportSummary,
  ExportReceipt,
  Setting,
  ConfigPath,
  Profile,
  CommandDescription,
  DescribedOption,
  ProgramDescription,
} as const satisfies Record<string, Schema<unknown>>;

export type WireName = keyof typeof WIRE;
