/**
 * The only door to a terminal. Everything in an address book was typed by somebody else, so nothing of it may move
 * the cursor, set a title, fill the clipboard, turn the line round or hide: such characters are made visible.
 */

type SanitizeOptions = {
  /** One line of a table or list: TAB becomes a blank, a line end `⏎`. Otherwise both stay as they are. */
  cell?: boolean;
};

/** Latin, Greek and Cyrillic without loose accents, dashes, quotes, `…` and currencies: harmless, each character one column wide, and enough for most names. */
export const PLAIN = /^[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u20a0-\u20bf]*$/;

/** Text as a terminal may show it: control and invisible characters stand as `^[` or `\u{202e}`. */
export function sanitizeForTty(text: string, { cell = false }: SanitizeOptions = {}): string {
  if (PLAIN.test(text)) return text;
  return text.replace(tokens(), (token: string, kept: string | undefined) => {
    if (kept !== undefined) return kept;
    if (token === "\n" || token === "\r\n") return cell ? "⏎" : "\n";
    if (token === "\t") return cell ? " " : "\t";
    return Array.from(token, visible).join("");
  });
}

/** The same for JSON text, which stays valid and means the same: hidden characters become `\uXXXX`. */
export function escapeJsonForTty(json: string): string {
  if (PLAIN.test(json.replaceAll("\n", ""))) return json;
  return json.replace(tokens(), (token: string, kept: string | undefined) => {
    if (kept !== undefined || token === "\n") return token;
    return token.replace(/[\s\S]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  });
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || code === 0x7f ? `^${String.fromCharCode(code ^ 0x40)}` : `\\u{${code.toString(16)}}`;
}

let compiled: RegExp | undefined;

/**
 * Matches what needs a decision: in group 1 what is kept although it holds an invisible character, otherwise what is
 * not. Every part is of bounded length or anchored, so it is linear. Compiled on first use: that takes 2 ms, which a
 * literal would cost every start.
 */
function tokens(): RegExp {
  compiled ??= new RegExp(
    [
      `(${KEPT.join("|")})`,
      String.raw`\r\n`,
      String.raw`(?<=^|")\p{M}+`, // a mark that opens a cell would land on what stands before it
      String.raw`(?<=\p{M}{8})\p{M}`, // a tower of marks covers the lines above and below
      String.raw`[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]`,
    ].join("|"),
    "gmu",
  );
  return compiled;
}

const PICTOGRAPH = String.raw`\p{Extended_Pictographic}(?:\uFE0E|\uFE0F|\p{Emoji_Modifier})?`;
const JOINED_SCRIPT = `[${[
  "Arab",
  "Syrc",
  "Deva",
  "Beng",
  "Gujr",
  "Guru",
  "Knda",
  "Mlym",
  "Orya",
  "Sinh",
  "Taml",
  "Telu",
]
  .map((script) => `\\p{Script=${script}}`)
  .join("")}]`;

const KEPT = [
  // The three flags made of tag characters; any other use of those hides text.
  String.raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`,
  String.raw`${PICTOGRAPH}(?:\u200D${PICTOGRAPH})*`,
  String.raw`\p{Emoji}[\uFE0E\uFE0F]`,
  // Japanese names choose between forms of one character.
  String.raw`\p{Script=Han}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]`,
  // Persian and Indic spelling needs the joiners inside words.
  String.raw`(?<=${JOINED_SCRIPT})[\u200C\u200D](?=${JOINED_SCRIPT})`,
];
