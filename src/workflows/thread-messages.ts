/** What the reading thread and the importing thread say to each other. Cards travel as JSON: cheaper than cloning. */

import type { ErrorCode } from "../domain/errors.ts";
import type { ImportWarning } from "../domain/import-report.ts";
import type { Json } from "../domain/json.ts";
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

/** Parts of a card as JSON, each parsed only where it is needed. */
export type PackedCard = {
  line: number;
  card: number;
  digest: string;
  /** The card as read, when its contact is probably there already; else null. */
  card_json: string | null;
  /** The card prepared, as `ReadCard`; null in the case above. */
  prepared_json: string | null;
};

export type FromWorker =
  | { type: "batch"; file: string; cards: PackedCard[]; bytes: number; warnings: ImportWarning[] }
  | { type: "end"; bytes: number; warnings: ImportWarning[] }
  | { type: "failed"; error: { code: ErrorCode; message: string; hint: string | null; details: Json } };

/** Bytes of photos inside JSON. */
export function pack(value: unknown): string {
  return JSON.stringify(value, (_key, item) =>
    item instanceof Uint8Array ? { $bytes: Buffer.from(item).toString("base64") } : item,
  );
}

export function unpack<T>(json: string): T {
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
