/** What the importers of phones and address books take; each rule and where it is from: docs/vcard-targets.md. */
import type { Version } from "./card.ts";
import { type Forms, TARGETS, type Target } from "./versions.ts";

export const RECEIVERS = ["iphone", "android", "google", "outlook", "nextcloud"] as const;
export type ReceiverName = (typeof RECEIVERS)[number];

export type Receiver = {
  version: Version;
  forms: Forms;
  /** Media types of photos it takes, and the most bytes of one; null where nothing is known of a limit. */
  photo: { types: readonly string[] | null; limit: number | null };
  /** Whether it reads only the first card of a file. */
  single: boolean;
};

const KIB = 1024;

export const RECEIVER: Readonly<Record<ReceiverName, Receiver>> = {
  iphone: {
    version: "3.0",
    forms: {
      groups: "apple",
      dialect: "apple",
      yearless: "apple",
      anniversary: "X-ABDATE",
      folded: true,
      namesUser: true,
    },
    photo: { types: ["image/jpeg", "image/png", "image/gif", "image/bmp"], limit: 224 * KIB },
    single: false,
  },
  android: {
    version: "3.0",
    forms: {
      groups: "categories",
      dialect: "android",
      yearless: "extended",
      anniversary: "ANNIVERSARY",
      folded: false,
    },
    photo: {
      types: ["image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/heic"],
      limit: 768 * KIB,
    },
    single: false,
  },
  google: {
    version: "3.0",
    forms: { groups: "categories", dialect: "apple", yearless: "basic", anniversary: "X-ABDATE", folded: true },
    photo: { types: null, limit: null },
    single: false,
  },
  outlook: {
    version: "2.1",
    forms: {
      groups: "categories",
      dialect: "outlook",
      yearless: "none",
      anniversary: "X-MS-ANNIVERSARY",
      folded: true,
    },
    photo: { types: ["image/jpeg", "image/png", "image/gif", "image/bmp"], limit: null },
    single: true,
  },
  nextcloud: {
    version: "3.0",
    forms: { groups: "categories", dialect: "apple", yearless: "apple", anniversary: "ANNIVERSARY", folded: true },
    photo: { types: ["image/jpeg", "image/png", "image/gif", "image/webp"], limit: KIB * KIB },
    single: false,
  },
};

/** A version in the words of a receiver. 4.0 has words of its own for most, so that only what it leaves open is the receiver's. */
export function targetFor(version: Version, receiver: Receiver | null): Target {
  const target = TARGETS[version];
  if (receiver === null) return target;
  if (version !== "4.0") return { ...target, ...receiver.forms };
  const { groups, folded } = receiver.forms;
  return { ...target, folded, groups: groups === "categories" ? groups : "KIND" };
}

/** Why a receiver does not take a photo, as half a sentence; null when it does. */
export function photoProblem({ photo }: Receiver, type: string, size: number): string | null {
  if (photo.types !== null && !photo.types.includes(type)) return `${type} is not taken`;
  if (photo.limit !== null && size > photo.limit)
    return `${kilobytes(size)} kB are more than the ${kilobytes(photo.limit)} kB that are taken`;
  return null;
}

function kilobytes(bytes: number): number {
  return Math.ceil(bytes / KIB);
}
