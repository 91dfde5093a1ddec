/** What a backup has besides contacts. Contacts are named by UID, tags and groups by name. */
import type { JsonObject } from "./json.ts";

export type BackupRecord =
  | { type: "tag"; name: string; color: string | null; description: string | null; metadata: JsonObject }
  | GroupRecord
  | {
      type: "relationship_type";
      name: string;
      inverse_name: string | null;
      is_symmetric: boolean;
      description: string | null;
      metadata: JsonObject;
    }
  | InteractionRecord;

export type GroupRecord = {
  type: "group";
  name: string;
  description: string | null;
  metadata: JsonObject;
  /** UID of the contact of kind group that stands for it; null where there is none. */
  contact_uid: string | null;
};

export type InteractionRecord = {
  type: "interaction";
  /** Kept, so that the same one is not there twice, and `metadata.corrects` names the one that is meant. */
  id: string;
  contact_uid: string;
  interaction_type: string;
  summary: string;
  body: string | null;
  /** RFC 3339. */
  occurred_at: string;
  participant_uids: string[];
  metadata: JsonObject;
};
