import type { Header } from "./parameters.ts";

/** Bounds of what the reader takes from one file. Over a limit the card is refused, never the file. */
export type Limits = {
  /** One logical line, unfolded: photos are the long ones. */
  line: number;
  /** The value of any other line, header included. */
  value: number;
  /** All lines of one card. */
  card: number;
  /** Lines of one card, the unreadable ones included. */
  properties: number;
  /** Parameters of one property. */
  parameters: number;
  /** Depth of cards inside AGENT; what lies deeper is kept as text. */
  nesting: number;
  /** A photo or key after base64 decoding. */
  photo: number;
};

const MB = 1024 * 1024;

/** Far above what devices write, far below what hurts. */
export const DEFAULT_LIMITS: Limits = {
  line: 50 * MB,
  value: MB,
  card: 64 * MB,
  properties: 10_000,
  parameters: 500,
  nesting: 1,
  photo: 30 * MB,
};

/**
 * How long a line may be: photos, `data:` addresses and cards inside AGENT are the long ones, and in quoted-printable
 * three characters carry one byte.
 */
export function allowedLength(limits: Limits, header: Header | null, value: string): number {
  if (header === null) return limits.value;
  if (header.encoding === "base64" || header.name === "AGENT" || /^\s?data:/i.test(value)) return limits.line;
  return header.encoding === "quoted-printable" ? Math.min(limits.value * 3, limits.line) : limits.value;
}
