/** What kind of image bytes are, by their magic bytes: declared types are often wrong (PNG as JPEG). */

/** Pictures a contact may be given, and the ending of their files. SVG is none of them: it can hold scripts. */
export const PHOTO_TYPES: ReadonlyMap<string, string> = new Map([
  ["image/jpeg", "jpg"],
  ["image/png", "png"],
  ["image/gif", "gif"],
  ["image/webp", "webp"],
  ["image/heic", "heic"],
  ["image/avif", "avif"],
  ["image/bmp", "bmp"],
  ["image/tiff", "tif"],
]);

/** The same for people. */
export const PHOTO_KINDS = "JPEG, PNG, GIF, WebP, HEIC, AVIF, BMP or TIFF";

/** The media type of image bytes, null when they are none. SVG has no magic and is found by its root element. */
export function imageType(bytes: Uint8Array): string | null {
  for (const [type, ...marks] of MAGIC) if (marks.every(([offset, magic]) => hasAt(bytes, offset, magic))) return type;
  if (bytes[0] === 0x3c || bytes[0] === 0xef) {
    const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 4096)).toString("latin1");
    if (start.includes("<svg")) return "image/svg+xml";
  }
  return null;
}

function hasAt(bytes: Uint8Array, offset: number, magic: readonly number[]): boolean {
  for (const [index, byte] of magic.entries()) if (bytes[offset + index] !== byte) return false;
  return true;
}

function ascii(text: string): number[] {
  return [...Buffer.from(text, "latin1")];
}

type Mark = readonly [offset: number, bytes: readonly number[]];

const MAGIC: readonly (readonly [type: string, ...Mark[]])[] = [
  ["image/jpeg", [0, [0xff, 0xd8, 0xff]]],
  ["image/png", [0, [0x89, ...ascii("PNG")]]],
  ["image/gif", [0, ascii("GIF8")]],
  ["image/webp", [0, ascii("RIFF")], [8, ascii("WEBP")]],
  ["image/heic", [4, ascii("ftyphei")]],
  ["image/heic", [4, ascii("ftypmif1")]],
  ["image/avif", [4, ascii("ftypavif")]],
  ["image/tiff", [0, [0x49, 0x49, 0x2a, 0]]],
  ["image/tiff", [0, [0x4d, 0x4d, 0, 0x2a]]],
  ["image/vnd.microsoft.icon", [0, [0, 0, 1, 0]]],
  // Two letters begin many a text; the reserved fields after the size do not.
  ["image/bmp", [0, ascii("BM")], [6, [0, 0, 0, 0]]],
];
