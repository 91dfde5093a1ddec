/**
 * Words as shells write them. Names are other people's texts: one that cannot be written as a plain word is not offered,
 * and what is offered is quoted here or by the shell's own completion, never evaluated.
 */

export type Shell = "bash" | "zsh" | "fish" | "powershell";

/** In which quotes a word stands that is not finished. */
type Quoting = "none" | "single" | "double";

/** What a word of bash or fish, typed up to here, stands for; null where quotes begin in the midst of it. */
export function unquoted(word: string): { text: string; quoting: Quoting } | null {
  let text = "";
  let quoting: Quoting = "none";
  let began = 0;
  for (let i = 0; i < word.length; i++) {
    const char = word[i] ?? "";
    if (quoting === "none" && (char === "'" || char === '"')) {
      quoting = char === "'" ? "single" : "double";
      began = i;
    } else if (quoting === "single" && char === "'") quoting = "none";
    else if (quoting === "double" && char === '"') quoting = "none";
    else if (char === "\\" && quoting !== "single") {
      const next = word[++i] ?? "";
      text += quoting === "double" && !'"\\$`'.includes(next) ? `\\${next}` : next;
    } else text += char;
  }
  return quoting !== "none" && began > 0 ? null : { text, quoting };
}

/** A candidate as it has to be typed; bash and PowerShell insert what they get, zsh and fish quote by themselves. */
export function quotedFor(shell: Shell, text: string, quoting: Quoting = "none"): string {
  if (shell === "powershell")
    return /^[\p{L}\p{N}_.@+/:-]+$/u.test(text) ? text : `'${text.replace(/['\u2018\u2019\u201a\u201b]/g, "$&$&")}'`;
  if (shell !== "bash") return text;
  // Within quotes that are open readline writes the closing one.
  if (quoting === "single") return text.replaceAll("'", "'\\''");
  if (quoting === "double") return text.replace(/["\\$`]/g, "\\$&").replaceAll("!", '"\\!"');
  return text.replace(/[^\p{L}\p{N}\p{M}_.@%+/:,=-]/gu, "\\$&");
}
