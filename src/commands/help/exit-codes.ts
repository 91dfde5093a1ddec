import { ERROR_MEANINGS, EXIT_MEANINGS } from "../../domain/error-meanings.ts";
import { ERRORS, type ErrorCode } from "../../domain/errors.ts";

/** Every exit code with what it means, and the error codes that lead to it. */
export function exitCodes(): string {
  const exits = Object.entries(EXIT_MEANINGS).map(([exit, meaning]) => {
    const codes = (Object.keys(ERRORS) as ErrorCode[]).filter((code) => ERRORS[code].exit === Number(exit));
    return [`${exit.padStart(5)}  ${wrapped(meaning, 7)}`, ...codes.map(codeLines)].join("\n");
  });
  return `What the exit code of a command says\n\n${exits.join("\n")}\n\n${REST}`;
}

function codeLines(code: ErrorCode): string {
  return `${" ".repeat(9)}${code.padEnd(LONGEST)}  ${wrapped(ERROR_MEANINGS[code], LONGEST + 11)}`;
}

const WIDTH = 80;
const LONGEST = Math.max(...Object.keys(ERRORS).map(({ length }) => length));

/** @param indent columns before it, on every line */
function wrapped(text: string, indent: number): string {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = [...lines.splice(-1), word].join(" ");
    if (longer.length <= WIDTH - indent) lines.push(longer);
    else lines.push(longer.slice(0, -word.length - 1), word);
  }
  return lines.join(`\n${" ".repeat(indent)}`);
}

const REST = `4, 7 and 8 are set aside for work with a server; no command gives them yet.

Of several references some may fail: the others are done, and the exit code
is 3. If all of them fail, it is that of the code they share, else 1.

The words below each number are error codes. With --json or --ndjson an error
is one line of JSON on stderr:

  {"error":{"code":"not_found","message":...,"hint":...,"retryable":false,
   "details":{"ref":"nobody"}}}

hint and details may be null. If retryable is true, the same command may
succeed later. Codes are only ever added.

  $ backside contacts get ada --json 2> error.json ||
      jq -r .error.code error.json
`;
