/** The usual fields of a new contact, asked one after another; Enter leaves one out. */
import { canonicalEmail } from "../../domain/channel.ts";
import { asBacksideError } from "../../domain/errors.ts";
import type { Io } from "../../io.ts";
import { line } from "../../prompt.ts";
import type { ContactOptions } from "./contact-options.ts";
import { labelled, parseDate } from "./part-values.ts";

/** @param all whether more than the name is asked. @throws cancelled */
export async function askContact(io: Io, all: boolean): Promise<ContactOptions> {
  const name = await line(io, "Name:", (text) => (text.trim() === "" ? "A contact needs a name" : null));
  if (!all) return { name };
  const email = await line(io, "E-mail:", orEmpty(wrongEmail));
  const phone = await line(io, "Phone:", orEmpty(wrongPhone));
  const org = await line(io, "Organization:");
  const title = org.trim() === "" ? "" : await line(io, "Job title:");
  const birthday = await line(io, "Birthday (1990-04-12 or 04-12):", orEmpty(wrongDate));
  const tags = await line(io, "Tags, separated by commas:");
  return {
    name,
    ...answered("email", email, (text) => [text]),
    ...answered("phone", phone, (text) => [text]),
    ...answered("org", org, (text) => text),
    ...answered("title", title, (text) => text),
    ...answered("birthday", birthday, (text) => text),
    ...answered("tag", tags, (text) =>
      text
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    ),
  };
}

function answered<N extends string, T>(name: N, text: string, value: (text: string) => T): { [K in N]?: T } {
  return (text.trim() === "" ? {} : { [name]: value(text.trim()) }) as { [K in N]?: T };
}

function orEmpty(wrong: (text: string) => string | null): (text: string) => string | null {
  return (text) => (text.trim() === "" ? null : wrong(text));
}

function wrongEmail(text: string): string | null {
  return canonicalEmail(labelled(text).value) === null ? "Not an e-mail address" : null;
}

function wrongPhone(text: string): string | null {
  return /\d/.test(text) ? null : "Not a phone number";
}

function wrongDate(text: string): string | null {
  try {
    parseDate(text);
    return null;
  } catch (error) {
    return asBacksideError(error).message;
  }
}
