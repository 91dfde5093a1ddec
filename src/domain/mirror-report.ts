/** What a run of a mirror between the store and a folder of vCards tells. */

export type Side = "store" | "folder";

export type MirrorChange = {
  /** The side that is changed. */
  side: Side;
  action: "created" | "updated" | "deleted";
  /** Null for a file that has no name yet. */
  file: string | null;
  contact_id: string | null;
  display_name: string | null;
};

export type MirrorConflict = {
  file: string;
  contact_id: string;
  display_name: string | null;
  /** vCard properties. */
  properties: string[];
  reason: string;
};

export type MirrorReport = {
  files: number;
  contacts: number;
  store: Record<MirrorChange["action"], number>;
  folder: Record<MirrorChange["action"], number>;
  unchanged: number;
  changes: MirrorChange[];
  conflicts: MirrorConflict[];
  /** Files that were left as they are. */
  failed: { file: string; reason: string }[];
  operation_id: string | null;
  dry_run: boolean;
};
