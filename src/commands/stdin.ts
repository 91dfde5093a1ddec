/** Texts that come by standard input, where an option says `-`. */
import { BacksideError, badRequest } from "../domain/errors.ts";
import type { Context } from "./context.ts";

/** What no text for one contact comes near. */
const LONGEST = 1 << 20;

/** All of standard input as text, without the line break at its end. @throws bad_request, payload_too_large */
export async function stdinText({ io }: Context): Promise<string> {
  if (io.stdin.isTTY) await io.err("reading from the terminal; end with Ctrl-D\n");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of io.stdin.stream()) {
    const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > LONGEST) throw new BacksideError("payload_too_large", "standard input holds more than 1 MiB");
    chunks.push(bytes);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)).replace(/\r?\n$/, "");
  } catch {
    throw badRequest("standard input is not UTF-8");
  }
}
