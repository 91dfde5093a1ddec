/** What the reader yields: decoded content lines of one card, before they mean anything. RFC 6350 section 3.3. */

export type Version = "2.1" | "3.0" | "4.0";

/** One parameter as written, `TYPE=home,work` → `{ name: "TYPE", values: ["home", "work"] }`. */
export type Parameter = {
  /** Upper case. A bare 2.1 parameter (`TEL;HOME`) is `TYPE`, or `ENCODING` when it names one. */
  name: string;
  /** Quotes removed, RFC 6868 `^n ^' ^^` undone, case as written. */
  values: string[];
};

/** One logical content line. Transfer encoding and charset are undone, escapes are not. */
export type Property = {
  /** `item1` of `item1.TEL`, as written; null without one. */
  group: string | null;
  /** Upper case: `TEL`, `X-ABLABEL`. */
  name: string;
  /** The name in the case it had: `X-ABLabel`. */
  original: string;
  /** In order, without CHARSET and without the ENCODING that reading used up. */
  params: Parameter[];
  /**
   * The value with its escapes (`\,` `\;` `\n`), line folds removed. What quoted-printable carried as `=3B` or
   * `=2C` stands here as `\;` and `\,` where the bare character would delimit; its line ends are LF.
   * Empty when `bytes` is set.
   */
  value: string;
  /** The decoded content of a base64 value; null for text. */
  bytes: Uint8Array | null;
  /** Physical line the property begins at, 1-based. */
  line: number;
};

/** One card of a file. Reading never fails on a card: what is odd is in `warnings`. */
export type Card = {
  version: Version;
  properties: Property[];
  /** Cards inside an AGENT property, never contacts of their own. */
  nested: Card[];
  /** First and last physical line, 1-based. */
  first_line: number;
  last_line: number;
  /** Ordinal in the file, 1-based. */
  index: number;
  warnings: CardWarning[];
  /** Set when the card cannot be taken at all (a limit, no content); the sentence says why. */
  refused: string | null;
  /**
   * SHA-256 (first 16 bytes, base64url) over the card's unfolded lines except REV and PRODID:
   * the same card read again has the same digest.
   */
  digest: string;
  /** Only where it was asked for: how values were encoded, which their properties do not tell any more. */
  transfers?: Transfer[];
};

/** The transfer form of one property as written, where it was not plain text. */
export type Transfer = {
  line: number;
  property: string;
  /** Whether a parameter had no name: `TEL;HOME`. */
  bare: boolean;
  /** `QUOTED-PRINTABLE`, `BASE64`, `b`, … */
  encoding: string | null;
  charset: string | null;
};

export type CardWarning = {
  line: number;
  /** Property name, or null when the card as a whole is meant. */
  property: string | null;
  /** A code of `warnings.ts`. */
  code: string;
  /** One sentence for people. */
  message: string;
};
