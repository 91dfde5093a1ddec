/** A photo as the verbs of `contacts photo` tell of it; its bytes go to files. */
import type { PhotoInfo } from "../../../domain/entities.ts";
import type { Column } from "../../../render/column.ts";
import { byteSize } from "../../../render/time.ts";

export const PHOTO_COLUMNS: readonly Column<PhotoInfo>[] = [
  { name: "media_type", text: ({ media_type }) => media_type },
  { name: "size", text: ({ size }) => String(size) },
  { name: "sha256", text: ({ sha256 }) => sha256 },
];

export const PHOTO_KEYS: readonly string[] = PHOTO_COLUMNS.map(({ name }) => name);

/** `photo (image/jpeg, 9.1 kB)` */
export function photoText({ media_type, size }: PhotoInfo): string {
  return `photo (${media_type}, ${byteSize(size)})`;
}
