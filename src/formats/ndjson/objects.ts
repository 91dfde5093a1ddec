/** Bytes → JSON objects: one a line, or the elements of one array, as `contacts list --json` prints it. */
import { createHash } from "node:crypto";
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { readElements } from "../json/elements.ts";
import { type Line, linesOf } from "./lines.ts";
import { isObject } from "./values.ts";

export type FoundObject = {
  /** Physical line it begins at, 1-based. */
  line: number;
  /** Null where `failure` says why there is none. */
  value: JsonObject | null;
  digest: string | null;
  failure: string | null;
};

/** @throws invalid_input when the first line is neither an object nor the begin of an array */
export async function* valuesOf(
  source: AsyncIterable<Uint8Array>,
  charset: string | null,
): AsyncGenerator<FoundObject[]> {
  const { isList, bytes } = await begun(source);
  if (isList) {
    for await (const elements of readElements(bytes, charset))
      yield elements.map(({ line, value, failure }) =>
        isObject(value)
          ? { line, value, digest: digestOf(JSON.stringify(value)), failure }
          : { line, value: null, digest: null, failure: failure ?? "The value is not a JSON object." },
      );
    return;
  }
  let isFirst = true;
  for await (const lines of linesOf(bytes)) {
    const found = lines.map(objectOf);
    if (isFirst && found[0]?.value === null) throw notNdjson();
    isFirst &&= found.length === 0;
    yield found;
  }
}

function objectOf({ line, text }: Line): FoundObject {
  const value = text === null ? null : parsed(text);
  if (text !== null && isObject(value)) return { line, value, digest: digestOf(text), failure: null };
  const failure = text === null ? "The line is longer than 64 MB." : "The line is not a JSON object.";
  return { line, value: null, digest: null, failure };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The bytes as they come, and whether the first of them that says something opens an array. */
async function begun(
  source: AsyncIterable<Uint8Array>,
): Promise<{ isList: boolean; bytes: AsyncIterable<Uint8Array> }> {
  const chunks = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const { value, done } = await chunks.next();
    if (done) break;
    head.push(value);
    first = value.find((byte: number) => !BLANK.has(byte));
  }
  const bytes = (async function* () {
    try {
      yield* head;
      yield* { [Symbol.asyncIterator]: () => chunks };
    } finally {
      await chunks.return?.();
    }
  })();
  return { isList: first === OPEN_LIST, bytes };
}

const OPEN_LIST = 0x5b;
/** White space, and the bytes of a BOM. */
const BLANK: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

function notNdjson(): BacksideError {
  return new BacksideError("invalid_input", "it is not NDJSON: the first line is no JSON object", {
    hint: "a backup is made by `backside contacts export --all --format ndjson`; nothing was changed",
  });
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest().subarray(0, 16).toString("base64url");
}
