/** What the reading thread and the importing thread say to each other. Cards travel as JSON: cheaper than cloning. */

import type { ChannelDraft, ContactDraft } from "../domain/draft.ts";
import type { ErrorCode } from "../domain/errors.ts";
import type { ImportWarning } from "../domain/import-report.ts";
import type { Json } from "../domain/json.ts";
import type { ReadCard } from "../operations/import/card.ts";
import type { Card } from "../vcard/card.ts";
import type { CardFile } from "./card-files.ts";
import type { MapCards } from "./read-cards.ts";

export type WorkerData = {
  files: CardFile[];
  map: MapCards;
  /** Bits of the filter of digests in the store; a card that may be known is sent unmapped. */
  known: Uint8Array | null;
  /** Batches sent ahead of the reader's demand. */
  credit: number;
};

export type PackedCard = {
  line: number;
  card: number;
  digest: string;
  /** What `json` holds: the mapped card, or the card as read. */
  mapped: boolean;
  json: string;
};

export type FromWorker =
  | { type: "batch"; file: string; cards: PackedCard[]; bytes: number; warnings: ImportWarning[] }
  | { type: "end"; bytes: number; warnings: ImportWarning[] }
  | { type: "failed"; error: { code: ErrorCode; message: string; hint: string | null; details: Json } };

/**
 * A mapped card as JSON. Lists of values in a fixed order instead of objects: without the names of mostly empty fields
 * it takes half the time on both sides.
 */
export function packMapped({ draft, document, failure, warnings }: ReadCard): string {
  return JSON.stringify([draft && packDraft(draft), document, failure, warnings]);
}

export function unpackMapped(json: string): ReadCard {
  const [draft, document, failure, warnings] = JSON.parse(json);
  return { draft: draft && unpackDraft(draft), document, failure, warnings };
}

const FIELDS = [
  "kind",
  "display_name",
  "given_name",
  "middle_name",
  "family_name",
  "prefix",
  "suffix",
  "nickname",
  "avatar_url",
  "bio",
  "language",
  "timezone",
  "vcard_uid",
  "metadata",
  "addresses",
  "dates",
  "affiliations",
  "tags",
  "related",
  "members",
] as const satisfies readonly (keyof ContactDraft)[];
const CHANNEL_FIELDS = [
  "type",
  "value",
  "label",
  "is_primary",
  "canonical_value",
  "metadata",
] as const satisfies readonly (keyof ChannelDraft)[];

function packDraft(draft: ContactDraft): unknown[] {
  const channels = draft.channels.map((channel) => CHANNEL_FIELDS.map((field) => channel[field]));
  const photo = draft.photo && [draft.photo.media_type, Buffer.from(draft.photo.bytes).toString("base64")];
  return [channels, photo, ...FIELDS.map((field) => draft[field])];
}

function unpackDraft([channels, photo, ...values]: [unknown[][], [string, string] | null, ...unknown[]]): ContactDraft {
  const draft = zip(FIELDS, values);
  draft.channels = channels.map((channel) => zip(CHANNEL_FIELDS, channel));
  draft.photo = photo && { media_type: photo[0], bytes: Buffer.from(photo[1], "base64") };
  return draft as ContactDraft;
}

function zip(names: readonly string[], values: readonly unknown[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (let i = 0; i < names.length; i++) out[names[i] as string] = values[i];
  return out;
}

/** A card as read. */
export function packCard(card: Card): string {
  return JSON.stringify(card, (_key, item) =>
    item instanceof Uint8Array ? { $bytes: Buffer.from(item).toString("base64") } : item,
  );
}

export function unpackCard(json: string): Card {
  if (!json.includes('"$bytes"')) return JSON.parse(json);
  return JSON.parse(json, (_key, item) => (isPackedBytes(item) ? Buffer.from(item.$bytes, "base64") : item));
}

function isPackedBytes(item: unknown): item is { $bytes: string } {
  return (
    typeof item === "object" &&
    item !== null &&
    "$bytes" in item &&
    typeof item.$bytes === "string" &&
    Object.keys(item).length === 1
  );
}
