/** What the sides of a mirror said when they were equal last: one line of JSON for each file, in the folder itself. */
import { BacksideError } from "../../domain/errors.ts";
import { STATE_FILE } from "./folder.ts";
import type { Said } from "./units.ts";

/** A file and a contact that are one. */
export type Pair = {
  file: string;
  /** SHA-256 of the file's bytes. */
  digest: string;
  /** UID of the card; null for one without. */
  uid: string | null;
  contact_id: string;
  folder: Said;
  /** The same as the folder's where it is missing: other programs word some things differently. */
  store?: Said;
  /** The operation that made the contact of the file. */
  made_by?: string;
};

export type State = {
  /** Id of the first operation of the store, which no two stores share; null before there is one. */
  store: string | null;
  pairs: readonly Pair[];
};

const VERSION = 1;

export function stateText({ store, pairs }: State): string {
  const lines = [...pairs].sort((a, b) => (a.file < b.file ? -1 : 1)).map((pair) => JSON.stringify(short(pair)));
  return `{"version":${VERSION},"store":${JSON.stringify(store)},"pairs":[\n${lines.join(",\n")}\n]}\n`;
}

/** Programs mostly word a card alike. */
function short({ store, ...pair }: Pair): Pair {
  return store === undefined || JSON.stringify(store) === JSON.stringify(pair.folder) ? pair : { ...pair, store };
}

/** @throws invalid_input for a text that is no state, conflict for one of a newer program */
export function parseState(text: string | null): State {
  if (text === null) return { store: null, pairs: [] };
  const state = parsed(text);
  if (isRecord(state) && typeof state.version === "number" && state.version > VERSION)
    throw new BacksideError("conflict", `${STATE_FILE} was written by a newer version of this program`);
  if (!isRecord(state) || state.version !== VERSION || !Array.isArray(state.pairs) || !state.pairs.every(isPair))
    throw damaged();
  return { store: typeof state.store === "string" ? state.store : null, pairs: state.pairs };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw damaged();
  }
}

function damaged(): BacksideError {
  return new BacksideError("invalid_input", `${STATE_FILE} in the folder is damaged`, {
    hint: "without the file, the sides are compared as if for the first time: nothing is deleted then",
  });
}

function isPair(value: unknown): value is Pair {
  if (!isRecord(value)) return false;
  const { file, digest, uid, contact_id, folder, store, made_by } = value;
  const texts = [file, digest, contact_id].every((text) => typeof text === "string");
  const isName = typeof file === "string" && /^[^./\\\0][^/\\\0]*$/.test(file);
  const optional = [uid ?? "", made_by ?? ""].every((text) => typeof text === "string");
  return texts && isName && optional && isSaid(folder) && (store === undefined || isSaid(store));
}

function isSaid(value: unknown): value is Said {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
