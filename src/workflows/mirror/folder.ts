/**
 * A folder of vCards as khard, vdirsyncer and pimsync keep it (vdir): one card a file, `*.vcf`; what is hidden or ends
 * in `.tmp` is no card, and a file comes into being by being renamed. Links are not followed, folders not entered.
 */
import fs from "node:fs";
import path from "node:path";
import { BacksideError, errnoOf, fileError } from "../../domain/errors.ts";
import { writeFileAtomically } from "../../files.ts";
import type { Card } from "../../vcard/card.ts";
import { readCards } from "../../vcard/reader.ts";

/** A file of the folder; `digest` is SHA-256 of its bytes in hexadecimal. */
export type FolderFile = { name: string; digest: string; bytes: Uint8Array };

/** A file that is left alone, and why. */
export type Unreadable = { name: string; reason: string };

/** What a mirror does to a folder, one step at a time: each may be the last before a crash. */
export type Folder = {
  /** Visits the files of cards in the order of their names. @throws file_unreadable when the folder is not there */
  files(): Generator<FolderFile | Unreadable>;
  /** Names of all that is in the folder, in lower case: some file systems do not tell cases apart. */
  names(): Set<string>;
  /** False when the file is no longer what it was (`digest`), or, where null is expected, when there is one. */
  write(name: string, text: string, expected: string | null): Promise<boolean>;
  remove(name: string, expected: string): boolean;
  readState(): string | null;
  writeState(text: string): Promise<void>;
};

/** Of one mirror with one store. */
export const STATE_FILE = ".backside-mirror.json";

/** Bytes; the limit of a card. */
const LARGEST = 64 << 20;

export function openFolder(folder: string): Folder {
  const at = (name: string): string => path.join(folder, name);
  const isAsExpected = (name: string, expected: string | null): boolean => {
    const stat = fs.lstatSync(at(name), { throwIfNoEntry: false });
    if (stat === undefined || !stat.isFile()) return stat === undefined && expected === null;
    return expected !== null && digestOf(fs.readFileSync(at(name))) === expected;
  };
  return {
    *files() {
      for (const entry of entriesOf(folder)) {
        if (!isCardName(entry.name)) continue;
        if (entry.isFile()) yield readFile(at(entry.name), entry.name);
        else if (entry.isSymbolicLink()) yield { name: entry.name, reason: "it is a link, and links are not followed" };
      }
    },
    names: () => new Set(entriesOf(folder).map(({ name }) => name.toLowerCase())),
    async write(name, text, expected) {
      if (!isAsExpected(name, expected)) return false;
      await writeFileAtomically(at(name), once(text), { force: expected !== null });
      return true;
    },
    remove(name, expected) {
      if (!isAsExpected(name, expected)) return false;
      try {
        fs.unlinkSync(at(name));
      } catch (error) {
        throw fileError(`cannot remove ${name}`, error);
      }
      return true;
    },
    readState() {
      try {
        return fs.readFileSync(at(STATE_FILE), "utf8");
      } catch (error) {
        if (errnoOf(error) === "ENOENT") return null;
        throw unreadable(at(STATE_FILE), error);
      }
    },
    writeState: (text) => writeFileAtomically(at(STATE_FILE), once(text), { force: true }),
  };
}

export function digestOf(content: string | Uint8Array): string {
  return process.getBuiltinModule("node:crypto").hash("sha256", content);
}

/** The one card of a file, or why there is not just one. */
export async function onlyCard(bytes: Uint8Array): Promise<Card | string> {
  const found: Card[] = [];
  for await (const cards of readCards([bytes])) found.push(...cards);
  const [card, ...others] = found;
  if (card === undefined) return "there is no card in it";
  if (others.length > 0) return `there are ${found.length} cards in it, and a folder of vCards has one in each file`;
  return card.refused ?? card;
}

/**
 * The name of a new file: the UID where it is a harmless name, as vdirsyncer does it, else a hash of it.
 * @param taken names in lower case; the new one is added
 */
export function fileNameFor(uid: string, taken: Set<string>): string {
  const plain = uid.replace(/^urn:uuid:/i, "");
  const stem = SAFE.test(plain) && !RESERVED.test(plain) ? plain : digestOf(uid).slice(0, 32);
  let name = `${stem}.vcf`;
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${digestOf(uid).slice(0, 32)}-${n}.vcf`;
  taken.add(name.toLowerCase());
  return name;
}

const SAFE = /^[A-Za-z0-9_+][A-Za-z0-9_.+-]{0,99}$/;
/** Devices of Windows, whatever follows a dot. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function isCardName(name: string): boolean {
  return /\.vcf$/i.test(name) && !name.startsWith(".");
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    const entries = fs.readdirSync(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function readFile(place: string, name: string): FolderFile | Unreadable {
  try {
    const { O_RDONLY, O_NOFOLLOW = 0 } = fs.constants;
    const fd = fs.openSync(place, O_RDONLY | O_NOFOLLOW);
    try {
      if (fs.fstatSync(fd).size > LARGEST) return { name, reason: "it is larger than a card may be" };
      const bytes = fs.readFileSync(fd);
      return { name, digest: digestOf(bytes), bytes };
    } finally {
      fs.closeSync(fd);
    }
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === null) throw error;
    return { name, reason: errno === "EACCES" ? "reading it is not permitted" : `it cannot be read (${errno})` };
  }
}

const REASONS: Record<string, string> = {
  ENOENT: "there is no such folder",
  ENOTDIR: "it is no folder",
  EACCES: "reading it is not permitted",
};

function unreadable(place: string, error: unknown): BacksideError {
  const errno = errnoOf(error) ?? "";
  return new BacksideError("file_unreadable", `${place}: ${REASONS[errno] ?? `it cannot be read (${errno})`}`, {
    hint: errno === "ENOENT" ? "a new folder is made first, with mkdir" : null,
    details: { file: place },
    cause: error,
  });
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
