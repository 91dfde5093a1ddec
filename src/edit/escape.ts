/** Values as an editor can show and keep them: what it would hide, or take away when it saves, stands as `\u{…}`. */

/** Joiners and variation selectors stay: Persian and Indic spelling, names and emoji are made with them. */
const HIDDEN =
  /(?!\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/gu;
const WRITTEN = /\\u\{([^}\n]*)\}?/g;
const LAST = 0x10ffff;

/** A text for the middle of a line. */
export function escaped(text: string): string {
  return text.replace(/\\(?=u\{)/g, codeOf).replace(HIDDEN, codeOf);
}

/** A text that begins or ends a line: editors remove blanks there. */
export function escapedWithEdges(text: string): string {
  return escaped(text).replace(/^\s|\s$/gu, codeOf);
}

/** The `\u{…}` that stands for a character. */
export function codeOf(character: string): string {
  return `\\u{${character.codePointAt(0)?.toString(16)}}`;
}

/** The text again; null when one of its `\u{…}` is no character's code. */
export function unescaped(text: string): string | null {
  let right = true;
  const read = text.replace(WRITTEN, (written: string, digits: string) => {
    const code = /^[0-9a-f]{1,6}$/i.test(digits) && written.endsWith("}") ? Number.parseInt(digits, 16) : LAST + 1;
    if (code <= LAST) return String.fromCodePoint(code);
    right = false;
    return written;
  });
  return right ? read : null;
}
