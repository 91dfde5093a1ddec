/** Contacts of a query → the texts of a file, or one text each. */
import type { Backend } from "../backend/backend.ts";
import type { FormatWriter, WriteOptions, WrittenContact } from "../formats/format.ts";
import { type WriterOptions, type WrittenFormat, writerOf } from "../formats/writers.ts";
import { type ExportedContact, type ExportInput, exportContacts } from "../operations/contacts/export.ts";
import { photoProblem, RECEIVER, type Receiver } from "../vcard/targets.ts";
import { backupTexts } from "./backup.ts";

export type ExportPlan = WriterOptions & WriteOptions & { format: WrittenFormat; filters: ExportInput };

/** What a receiver would not take of a contact, and so was not written. */
export type ExportWarning = { id: string; display_name: string; code: "photo_left_out"; message: string };

export type ExportCounts = {
  contacts: number;
  /** Known by name only: they are in their people's cards. */
  companies: number;
  /** Which the receiver has no cards for: they are categories of their members. */
  groups: number;
  warnings: ExportWarning[];
};

export type ExportedText = { id: string; display_name: string; text: string };

export function noCounts(): ExportCounts {
  return { contacts: 0, companies: 0, groups: 0, warnings: [] };
}

/** The texts of one file; none where there is no contact. Counts as it goes. */
export async function* fileTexts(
  backend: Backend,
  plan: ExportPlan,
  counts: ExportCounts,
  onPage: () => void,
): AsyncGenerator<string> {
  if (plan.format === "ndjson" && isEverything(plan.filters)) return yield* wholeBackup(backend, plan, counts);
  const writer = await writerOf(plan.format, plan);
  let open = false;
  for await (const page of pages(backend, plan, writer, counts, onPage)) {
    const texts = page.map(({ text }) => text).join(writer.between);
    yield (open ? writer.between : writer.begin) + texts;
    open = true;
  }
  if (open && writer.end !== "") yield writer.end;
}

/** The text of a file for each contact, a page at a time. */
export async function* contactTexts(
  backend: Backend,
  plan: ExportPlan,
  counts: ExportCounts,
  onPage: () => void,
): AsyncGenerator<ExportedText[]> {
  const writer = await writerOf(plan.format, plan);
  for await (const page of pages(backend, plan, writer, counts, onPage))
    yield page.map((one) => ({ ...one, text: writer.begin + one.text + writer.end }));
}

/** The backup has more than contacts: definitions, and what was logged. */
async function* wholeBackup(backend: Backend, { now }: ExportPlan, counts: ExportCounts): AsyncGenerator<string> {
  const held: string[] = [];
  const count = ({ contacts, companies }: { contacts: number; companies: number }): void => {
    counts.contacts += contacts;
    counts.companies += companies;
  };
  for await (const text of backupTexts(backend, now, count)) {
    held.push(text);
    if (counts.contacts > 0) yield held.splice(0).join("");
  }
}

async function* pages(
  backend: Backend,
  plan: ExportPlan,
  writer: FormatWriter,
  counts: ExportCounts,
  onPage: () => void,
): AsyncGenerator<ExportedText[]> {
  const receiver = plan.format === "vcard" && plan.receiver !== null ? RECEIVER[plan.receiver] : null;
  for await (const page of backend.pages(exportContacts, plan.filters)) {
    onPage();
    const written = page.filter((one) => isWritten(one, plan, receiver, counts));
    counts.contacts += written.length;
    const texts = written.map((one) => {
      const { id, display_name } = one.contact;
      return { id, display_name, text: writer.contact(writtenContact(one, receiver, counts), plan) };
    });
    if (texts.length > 0) yield texts;
  }
}

function isWritten(
  { contact, bare }: ExportedContact,
  { filters }: ExportPlan,
  receiver: Receiver | null,
  counts: ExportCounts,
): boolean {
  const isNamed = bare && filters.kind !== "organization";
  const isCategory = contact.kind === "group" && receiver?.forms.groups === "categories";
  if (isNamed) counts.companies++;
  else if (isCategory) counts.groups++;
  return !isNamed && !isCategory;
}

function writtenContact(
  { contact, photo, members }: ExportedContact,
  receiver: Receiver | null,
  counts: ExportCounts,
): WrittenContact {
  const problem =
    receiver === null || photo === null ? null : photoProblem(receiver, photo.media_type, photo.bytes.byteLength);
  if (problem !== null) {
    const { id, display_name } = contact;
    counts.warnings.push({ id, display_name, code: "photo_left_out", message: `photo left out: ${problem}` });
  }
  return {
    contact,
    photo: problem === null ? photo : null,
    members: members?.map((uid) => ({ uid })) ?? null,
  };
}

function isEverything({ query, kind, tag, group }: ExportInput): boolean {
  return !query && kind === undefined && tag === undefined && group === undefined;
}
