/** Whether there is anything to be seen of a text. */

const VISIBLE = String.raw`[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]`;
let visible: RegExp | undefined;

/** Blanks, control characters and what is drawn as nothing, such as a soft hyphen or a zero-width space, say nothing. */
export function isVisible(text: string): boolean {
  visible ??= new RegExp(VISIBLE, "u"); // a literal costs every start
  return /[!-~]/.test(text) || visible.test(text);
}
