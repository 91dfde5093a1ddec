/** The photo of a contact as its operations read and change it. Its content lies in the store once, by its hash. */
import type { PhotoInfo } from "../../domain/entities.ts";
import { notFound } from "../../domain/errors.ts";
import { keptHeads, keptLines, lineValue, nameOf, withKept } from "../../domain/kept.ts";
import { shape } from "../../domain/shapes.ts";
import type { Reader, Rows, Transaction } from "../../store/store.ts";
import { requireContact } from "../require.ts";

const PHOTO_KEYS = ["media_type", "size", "sha256"] as const satisfies readonly (keyof PhotoInfo)[];

export function photoInfo(row: Rows["photos"]): PhotoInfo {
  return shape(row, PHOTO_KEYS);
}

export async function photoOf(tx: Reader, contact_id: string): Promise<Rows["photos"] | null> {
  await requireContact(tx, contact_id);
  return (await tx.find("photos", { contact_id }))[0] ?? null;
}

/** @throws not_found */
export async function requirePhoto(tx: Reader, contact_id: string): Promise<Rows["photos"]> {
  const photo = await photoOf(tx, contact_id);
  if (!photo) throw notFound(`contact ${contact_id} has no photo`);
  return photo;
}

/** What a card said of its photo, such as how to crop it, was said of that picture and of no other. */
export async function forgetHead(tx: Transaction, contact_id: string): Promise<void> {
  const { metadata } = await requireContact(tx, contact_id);
  const heads = keptHeads(metadata);
  const others = heads.filter((head) => nameOf(head) !== "PHOTO" || lineValue(head) !== null);
  if (others.length === heads.length) return;
  await tx.update("contacts", contact_id, { metadata: withKept(metadata, keptLines(metadata), others) });
}
