/** Media types: as 2.1 and 3.0 TYPE, and `data:` URIs (RFC 2397). */

/** The media type a 2.1 or 3.0 TYPE names: `JPEG` → `image/jpeg`; null when it names none. */
export function mediaOfType(type: string): string | null {
  return MEDIA_BY_TYPE.get(type.toUpperCase()) ?? null;
}

/** The 2.1 or 3.0 TYPE of a media type: `image/jpeg` → `JPEG`; null when there is none. */
export function typeOfMedia(media: string): string | null {
  return TYPE_BY_MEDIA.get(media) ?? null;
}

/** `data:` URI of bytes. */
export function dataUri(media: string, bytes: Uint8Array): string {
  return `data:${media};base64,${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64")}`;
}

/**
 * Media type and base64 text of a `data:` URI; null when the value is no such URI or not clean base64.
 * Some programs escape its comma (`data:image/png;base64\,…`).
 */
export function parseDataUri(value: string): { media: string; base64: string } | null {
  if (!/^data:/i.test(value)) return null;
  const comma = value.indexOf(",");
  if (comma < 0 || comma > 1000) return null;
  const head = value.slice(5, comma).replace(/\\/g, "");
  if (!/;base64$/i.test(head)) return null;
  const base64 = value.slice(comma + 1).replace(/[\s\\]+/g, "");
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(base64) || base64 === "") return null;
  const media = head.slice(0, -";base64".length).toLowerCase();
  return { media: media === "" ? OCTETS : media, base64 };
}

/** Media type of bytes nobody named. */
export const OCTETS = "application/octet-stream";

/** RFC 2426 has registered names only; these are what 2.1 lists and programs write. */
const MEDIA_BY_TYPE: ReadonlyMap<string, string> = new Map([
  ["JPEG", "image/jpeg"],
  ["JPG", "image/jpeg"],
  ["PNG", "image/png"],
  ["GIF", "image/gif"],
  ["WEBP", "image/webp"],
  ["HEIC", "image/heic"],
  ["AVIF", "image/avif"],
  ["TIFF", "image/tiff"],
  ["BMP", "image/bmp"],
  ["SVG", "image/svg+xml"],
  ["ICO", "image/vnd.microsoft.icon"],
  ["X509", "application/pkix-cert"],
  ["PGP", "application/pgp-keys"],
  ["BASIC", "audio/basic"],
  ["WAVE", "audio/wave"],
  ["WAV", "audio/wave"],
  ["AIFF", "audio/aiff"],
  ["MP3", "audio/mpeg"],
  ["OGG", "audio/ogg"],
]);

const TYPE_BY_MEDIA: ReadonlyMap<string, string> = new Map(
  [...MEDIA_BY_TYPE].reverse().map(([type, media]) => [media, type]),
);
