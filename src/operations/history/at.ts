/** A contact as it was recorded at a past moment. */
import type { Contact, FullContact } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { CONTACT_KEYS, type Part, shape } from "../../domain/shapes.ts";
import { readerAt } from "../../store/history.ts";
import { withParts } from "../../store/parts.ts";
import type { OperationRecord, Reader } from "../../store/store.ts";
import { transitionsOf } from "./changes.ts";
import type { Temporal } from "./history.ts";

export type PastInput = { id: string; as_of: string; valid_at: string; deleted: boolean; parts: readonly Part[] };

/**
 * Without parts, as the API documents it. No write takes a valid time, so the earlier of the two instants counts.
 * @throws not_found before the contact existed, and while it was deleted unless that is asked for
 */
export async function contactAsOf(
  tx: Reader,
  { id, as_of, valid_at, deleted, parts }: PastInput,
): Promise<Contact & Partial<Pick<FullContact, Part>> & { _temporal: Temporal }> {
  const sequence = await tx.sequenceAt(Date.parse(as_of) < Date.parse(valid_at) ? as_of : valid_at);
  const past = readerAt(tx, sequence);
  const row = await past.get("contacts", id);
  if (!row || (row.deleted_at !== null && !deleted)) throw notFound(`there was no contact ${id} at ${as_of}`);
  const [contact] = await withParts(past, [row], parts);
  if (!contact) throw notFound(`there was no contact ${id} at ${as_of}`);
  return {
    ...shape(contact, [...CONTACT_KEYS, ...parts]),
    _temporal: { as_of, valid_at, ...(await lifeOf(tx, id, sequence)) },
  };
}

/** From the last operation that changed the contact or its parts until the next one. */
async function lifeOf(tx: Reader, id: string, sequence: number): Promise<Omit<Temporal, "as_of" | "valid_at">> {
  const sequences = [...(await transitionsOf(tx, id)).keys()].sort((a, b) => a - b);
  const begin = sequences.filter((one) => one <= sequence).at(-1) ?? 0;
  const end = sequences.find((one) => one > sequence);
  const wrote = await tx.operation({ sequence: begin });
  const ended: OperationRecord | null = end === undefined ? null : await tx.operation({ sequence: end });
  return {
    sys_from: wrote?.recorded_at ?? "",
    sys_to: ended?.recorded_at ?? null,
    captured_by: wrote?.actor ?? null,
    capture_reason: wrote?.reason ?? "user_edit",
  };
}
