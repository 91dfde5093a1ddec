/** What reading a whole text says: contacts, and the warnings of each with those of the file. */
import { emptyDraft } from "../../src/domain/draft.ts";
import { parseColumnMap } from "../../src/formats/csv/field.ts";
import { readCsv } from "../../src/formats/csv/read.ts";
import type { FoundDraft, ReadFormat } from "../../src/formats/format.ts";
import type { CardWarning } from "../../src/vcard/card.ts";

type Options = { map?: readonly string[]; region?: string | null; charset?: string | null };

export type Reading = {
  found: (FoundDraft & { line: number; digest: string | null })[];
  /** `line code` of the warnings that belong to no contact. */
  loose: string[];
};

export async function readAll(read: ReadFormat, text: string | Uint8Array, options: Options = {}): Promise<Reading> {
  const reading: Reading = { found: [], loose: [] };
  const { region = null, charset = null } = options;
  const onWarning = ({ line, code }: CardWarning): void => void reading.loose.push(`${line} ${code}`);
  for await (const batch of read(pieces(Buffer.from(text)), { region, charset, onWarning }))
    for (const one of batch) reading.found.push({ ...one.read(), line: one.line, digest: one.digest });
  return reading;
}

/** The contacts of a CSV text, each with only what it says. */
export async function csv(text: string | Uint8Array, options: Options = {}): Promise<Record<string, unknown>[]> {
  const { found } = await readAll(readCsv({ map: parseColumnMap(options.map ?? []) }), text, options);
  return found.map(({ draft, failure }) => (draft === null ? { failure } : said(draft)));
}

/** A record without the fields that say nothing. */
export function said(record: object): Record<string, unknown> {
  const usual: Record<string, unknown> = { ...emptyDraft(), is_primary: false };
  const entries = Object.entries(record).filter(([key, value]) => !isNothing(value) && value !== usual[key]);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, Array.isArray(value) ? value.map((one) => saidIn(one)) : value]),
  );
}

function saidIn(value: unknown): unknown {
  return typeof value === "object" && value !== null ? said(value) : value;
}

function isNothing(value: unknown): boolean {
  if (value === null) return true;
  return typeof value === "object" && !(value instanceof Uint8Array) && Object.keys(value).length === 0;
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
}
