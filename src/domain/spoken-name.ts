/** Names put together from their parts. */
import type { Contact } from "./entities.ts";

type NameParts = Pick<Contact, "prefix" | "given_name" | "middle_name" | "family_name" | "suffix">;

/** The name in the order it is spoken: prefix, given, middle, family, suffix; null without any. */
export function spokenName({ prefix, given_name, middle_name, family_name, suffix }: NameParts): string | null {
  return [prefix, given_name, middle_name, family_name, suffix].filter((part) => part !== null).join(" ") || null;
}
