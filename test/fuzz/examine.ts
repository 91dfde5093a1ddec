/** What one input does to a reader: nothing bad, or a finding. */
import { isDeepStrictEqual } from "node:util";
import type { ContactDraft } from "../../src/domain/draft.ts";
import { BacksideError } from "../../src/domain/errors.ts";
import type { ReadFormat } from "../../src/formats/format.ts";
import { draftOfCard } from "../../src/formats/vcard.ts";
import type { CardWarning } from "../../src/vcard/card.ts";
import { readCards } from "../../src/vcard/reader.ts";
import { write } from "../vcard/lift.ts";

export type Finding = { kind: "throws" | "slow" | "lost" | "unstable"; message: string };

/** CPU time for 100 kB, in milliseconds; no less is asked of a smaller input. */
const LIMIT = 1000;

/** @param words what the drafts must have, as far as the bytes have it and no warning explains that it went */
export async function examineCards(bytes: Buffer, words: readonly string[]): Promise<Finding | null> {
  return examined(bytes, async () => {
    const codes = new Set<string>();
    const drafts = await draftsOf(bytes, codes);
    const isExplained = [...codes].some((code) => LOSSY.has(code));
    const missing = isExplained
      ? []
      : lost(
          drafts,
          words.filter((word) => isSaid(bytes, word)),
        );
    if (missing.length > 0) return { kind: "lost", message: missing.join(" ") };
    for (const draft of drafts.slice(0, 50)) {
      const difference = await differenceOf(draft);
      if (difference !== null) return { kind: "unstable", message: difference };
    }
    return null;
  });
}

/** Another format: any error must be one for the user. */
export async function examineFormat(bytes: Buffer, read: ReadFormat): Promise<Finding | null> {
  return examined(bytes, async () => {
    try {
      for await (const contacts of read(chunksOf(bytes), { region: "US", charset: null, onWarning() {} })) {
        for (const contact of contacts) {
          const { draft } = contact.read();
          if (draft !== null) for (const version of VERSIONS) write(draft, version);
        }
      }
    } catch (error) {
      if (!(error instanceof BacksideError)) throw error;
    }
    return null;
  });
}

async function examined(bytes: Buffer, work: () => Promise<Finding | null>): Promise<Finding | null> {
  const start = process.threadCpuUsage();
  let finding: Finding | null;
  try {
    finding = await work();
  } catch (error) {
    finding = { kind: "throws", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  const { user, system } = process.threadCpuUsage(start);
  const milliseconds = (user + system) / 1000;
  if (finding === null && milliseconds > LIMIT * Math.max(1, bytes.length / 100_000))
    return { kind: "slow", message: `${Math.round(milliseconds)} ms of CPU time for ${bytes.length} bytes` };
  return finding;
}

async function draftsOf(bytes: Buffer | string, codes = new Set<string>()): Promise<ContactDraft[]> {
  const drafts: ContactDraft[] = [];
  const onWarning = ({ code }: CardWarning): void => void codes.add(code);
  for await (const cards of readCards(chunksOf(Buffer.from(bytes)), { onWarning })) {
    for (const card of cards) {
      const { draft, warnings } = draftOfCard(card, "US");
      warnings.forEach(onWarning);
      if (draft === null) continue;
      // A view of another buffer is not equal to a copy of it.
      if (draft.photo !== null) draft.photo.bytes = Buffer.from(draft.photo.bytes);
      drafts.push(draft);
    }
  }
  return drafts;
}

/** Whether the bytes have a word, and not where it is no content. */
function isSaid(bytes: Buffer, word: string): boolean {
  const text = bytes.toString("latin1");
  return text.includes(word) && !new RegExp(`^(?:VERSION|BEGIN|END|REV|PRODID)\\b.*${word}`, "im").test(text);
}

function lost(drafts: readonly ContactDraft[], words: readonly string[]): string[] {
  const text = JSON.stringify(drafts);
  return words.filter((word) => !text.includes(word));
}

/** Reading what is written of a draft must give the draft; only a UID is made where there was none. */
async function differenceOf(draft: ContactDraft): Promise<string | null> {
  for (const version of VERSIONS) {
    const text = write(draft, version);
    const [again, ...others] = await draftsOf(text);
    const wanted = { ...draft, vcard_uid: draft.vcard_uid ?? again?.vcard_uid ?? null };
    const isSame = others.length === 0 && isDeepStrictEqual(comparable(again, version), comparable(wanted, version));
    if (!isSame) return `${version}\n${text}\n${shown(wanted)}\n${shown(again)}`;
  }
  return null;
}

/** 2.1 has neither lists in parts nor a backslash before a delimiter: the kept lines may differ there. */
function comparable(draft: ContactDraft | undefined, version: string): unknown {
  if (version !== "2.1" || draft === undefined) return draft;
  const text = JSON.stringify(draft, (key, value) => (key === "metadata" || key === "lines" ? undefined : value));
  return text.replace(/\\\\\s?/g, "");
}

function shown(draft: ContactDraft | undefined): string {
  return JSON.stringify({ ...draft, photo: null }).slice(0, 2000);
}

/** Pieces that do not end where lines do. */
async function* chunksOf(bytes: Buffer): AsyncGenerator<Uint8Array> {
  const size = bytes.length > 5000 ? 4099 : 101;
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** Warnings of what is left out, or read otherwise than it was meant. */
const LOSSY: ReadonlySet<string> = new Set([
  ...["line_without_colon", "text_outside_card", "too_large", "too_deep", "bad_quoted_printable"],
  ...["dangling_soft_break", "bad_base64", "unknown_charset", "invalid_utf8", "control_character"],
  ...["bad_name", "bad_parameter", "missing_end", "empty_property", "unknown_version"],
]);
const VERSIONS = ["4.0", "3.0", "2.1"] as const;
