/** The files of a mirror, written after the store's commit from what the store says then, and what is to be remembered. */
import type { Backend } from "../../backend/backend.ts";
import { asBacksideError, BacksideError, ERRORS } from "../../domain/errors.ts";
import type { MirrorChange } from "../../domain/mirror-report.ts";
import { type ExportedContact, exportContacts } from "../../operations/contacts/export.ts";
import { writeCard } from "../../vcard/writer.ts";
import { extraOf, readCard, unitsOfExported } from "./book.ts";
import { digestOf, type Folder, fileNameFor } from "./folder.ts";
import { touched } from "./merge.ts";
import type { Sides, Step } from "./sides.ts";
import type { Pair } from "./state.ts";
import { NOTHING, type Said, saidBy } from "./units.ts";

export type Writing = {
  steps: readonly Step[];
  sides: Sides;
  /** Contacts made of files, by name. */
  created: ReadonlyMap<string, string>;
  operation_id: string | null;
  version: "4.0" | "3.0";
  region: string | null;
  check: () => void;
};

export type WrittenFiles = {
  pairs: Pair[];
  failed: { file: string; reason: string }[];
  /** Files written because of what other steps did: the new name of a company is in the cards of its people. */
  unforeseen: MirrorChange[];
  /** Why the rest was left to the next run; null when all is done. */
  stopped: BacksideError | null;
};

type Known = { known: ReadonlyMap<string, Pair> };

/** A file to write: its name, null for a new one, and the digest it has to have before. */
type Place = { file: string | null; digest: string | null };

export async function writeFiles(backend: Backend, folder: Folder, writing: Writing): Promise<WrittenFiles> {
  const { steps } = writing;
  const done: WrittenFiles = { pairs: [], failed: [], unforeseen: [], stopped: null };
  const known = new Map(writing.sides.pairs.map((pair) => [pair.contact_id, pair]));
  const rest = new Map<string, Step>();
  try {
    for (const step of steps) {
      if (step.do === "conflict" || step.do === "leave") done.pairs.push(...(step.pair ? [step.pair] : []));
      else if (step.do === "delete_file") removeFile(folder, step, known, done);
      else if (step.do !== "delete_contact") rest.set(idOf(step, writing.created), step);
    }
    const isQuiet = [...rest.values()].every(({ do: what }) => what === "same") && writing.operation_id === null;
    if (isQuiet) {
      for (const step of rest.values()) if (step.do === "same") done.pairs.push(step.pair);
      return done;
    }
    await writeEach(backend, folder, { ...writing, known }, rest, done);
  } catch (thrown) {
    done.stopped = stopped(thrown);
  }
  // What was not come to is remembered as it was.
  for (const id of rest.keys()) {
    const pair = known.get(id);
    if (pair) done.pairs.push(pair);
  }
  return done;
}

async function writeEach(
  backend: Backend,
  folder: Folder,
  writing: Writing & Known,
  rest: Map<string, Step>,
  done: WrittenFiles,
): Promise<void> {
  const names = folder.names();
  for await (const page of backend.pages(exportContacts, {})) {
    for (const one of page) {
      const { id, display_name } = one.contact;
      const step = rest.get(id) ?? stepOfLater(one, writing.sides);
      if (step === null) continue;
      writing.check();
      const said = saidBy(unitsOfExported(one));
      const place = placeOf(step, said, writing.sides);
      const pair = place === null ? asItIs(step, id, said, writing) : await write(folder, one, place, names, writing);
      if (typeof pair === "string") done.failed.push({ file: pair, reason: CHANGED });
      else {
        const action = place?.file === null ? "created" : "updated";
        if (place !== null && !isForeseen(step, rest))
          done.unforeseen.push({ side: "folder", action, file: pair.file, contact_id: id, display_name });
        done.pairs.push(pair);
        rest.delete(id);
      }
    }
  }
}

const CHANGED = "it was changed while the mirror ran; the next run looks at it again";

/** A company that nobody works for any more is a contact of its own from now on. */
function stepOfLater({ contact: { id }, bare }: ExportedContact, { contacts, isWanted }: Sides): Step | null {
  const known = contacts.get(id);
  return !bare && (known?.bare ?? true) && isWanted(id) ? { do: "write", id, file: null, digest: null } : null;
}

/** Whether the plan said that the file would be written. */
function isForeseen(step: Step, rest: ReadonlyMap<string, Step>): boolean {
  return step.do === "update" ? step.write : step.do === "write" && rest.get(step.id) === step;
}

/** Where the contact is to be written; null where the file stays as it is. */
function placeOf(step: Step, now: Said, sides: Sides): Place | null {
  if (step.do === "write") return step;
  if (step.do === "same") {
    // Another step of this run may have changed it: the name of its organization, a relative.
    const before = sides.contacts.get(step.pair.contact_id)?.said ?? NOTHING;
    return touched(before, now).length === 0 ? null : { file: step.pair.file, digest: step.pair.digest };
  }
  if (step.do !== "update") return null;
  const before = sides.contacts.get(step.id)?.said ?? NOTHING;
  return step.write || saysMore(step, before, now) ? { file: step.file.name, digest: step.file.digest } : null;
}

/** Whether the contact has something new for its file, which may word in its own way what it was changed in. */
function saysMore({ file, before }: Extract<Step, { do: "update" }>, met: Said, now: Said): boolean {
  const theirs = file.card?.said ?? NOTHING;
  return touched(theirs, now).some((property) => {
    const wasTouched = (side: Said, said: Said) => (side[property] ?? "") !== (said[property] ?? "");
    if (wasTouched(before.folder, theirs)) return wasTouched(before.store, met);
    return wasTouched(before.store, now);
  });
}

/** @returns what is remembered, or the name of the file that is not what it was */
async function write(
  folder: Folder,
  one: ExportedContact,
  place: Place,
  names: Set<string>,
  { version, region, known }: Writing & Known,
): Promise<Pair | string> {
  const { id, vcard_uid } = one.contact;
  const uid = vcard_uid ?? `urn:uuid:${id}`;
  const text = writeCard(one.contact, extraOf(one), { version, now: null, product: "" });
  const file = place.file ?? fileNameFor(uid, names);
  if (!(await folder.write(file, text, place.digest))) return file;
  const card = await readCard(Buffer.from(text), region);
  const store = saidBy(unitsOfExported(one));
  const made_by = known.get(id)?.made_by;
  const said = typeof card === "string" ? store : card.said;
  const pair = { file, digest: digestOf(text), uid, contact_id: id, folder: said, store };
  return made_by === undefined ? pair : { ...pair, made_by };
}

/** The file stays, and the contact is what it says. */
function asItIs(step: Step, contact_id: string, store: Said, { operation_id, known }: Writing & Known): Pair {
  if (step.do === "same") return step.pair;
  if (step.do !== "create" && step.do !== "update" && step.do !== "restore") throw new Error(`${step.do} is no file`);
  const { name: file, digest, card } = step.file;
  const folder = card?.said ?? NOTHING;
  const pair = { file, digest, uid: card?.uid ?? null, contact_id, folder, store };
  const made_by = step.do === "create" ? (operation_id ?? undefined) : known.get(contact_id)?.made_by;
  return made_by === undefined ? pair : { ...pair, made_by };
}

function removeFile(
  folder: Folder,
  { id, file, digest }: Extract<Step, { do: "delete_file" }>,
  known: ReadonlyMap<string, Pair>,
  done: WrittenFiles,
): void {
  if (folder.remove(file, digest)) return;
  done.failed.push({ file, reason: CHANGED });
  const pair = known.get(id);
  if (pair) done.pairs.push(pair);
}

function idOf(step: Exclude<Step, { do: "conflict" | "leave" }>, created: ReadonlyMap<string, string>): string {
  if (step.do === "same") return step.pair.contact_id;
  return step.do === "create" ? (created.get(step.file.name) ?? "") : step.id;
}

/** The store keeps what was done; only files are left. */
function stopped(thrown: unknown): BacksideError {
  const error = asBacksideError(thrown);
  if (ERRORS[error.code].exit < 130) return error;
  return new BacksideError(error.code, `${error.code}; files that were not written yet come with the next run`);
}
