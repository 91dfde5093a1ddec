/** The picture that is to become a photo, of a file or standard input. */
import fs from "node:fs";
import { BacksideError, errnoOf, fileError } from "../../../domain/errors.ts";
import type { Context } from "../../context.ts";
import { sizeText } from "../../option.ts";

/** @param most bytes that are taken @throws file_unreadable, payload_too_large */
export async function readPicture(context: Context, name: string, most: number): Promise<Uint8Array> {
  const { stdin } = context.io;
  if (name === "-" && stdin.isTTY) await context.note("reading a picture from the terminal; end with Ctrl-D");
  const source = name === "-" ? stdin.stream() : fs.createReadStream(name);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source) {
      const bytes = typeof chunk === "string" ? Buffer.from(chunk) : chunk;
      size += bytes.length;
      if (size > most) throw tooLarge(name, most);
      chunks.push(bytes);
    }
  } catch (error) {
    throw error instanceof BacksideError || errnoOf(error) === null ? error : unreadable(name, error);
  }
  return Buffer.concat(chunks);
}

function tooLarge(name: string, most: number): BacksideError {
  const what = name === "-" ? "standard input" : name;
  return new BacksideError("payload_too_large", `${what} has more than ${sizeText(most)}`, {
    hint: "a smaller picture does as well; --max-size takes a larger one",
    details: { file: name, max_size: most },
  });
}

function unreadable(name: string, error: unknown): BacksideError {
  const { message, details } = fileError(`cannot read ${name}`, error);
  return new BacksideError("file_unreadable", message, { details: { ...details, file: name }, cause: error });
}
