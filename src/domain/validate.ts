/** Checks what comes from outside: the one file that loads valibot, and itself loaded on use. */
import {
  array,
  boolean,
  check,
  custom,
  description,
  getDotPath,
  integer,
  maxValue,
  metadata,
  minValue,
  nullable,
  number,
  object,
  optional,
  picklist,
  pipe,
  regex,
  safeParse,
  string,
} from "valibot";
import { BacksideError } from "./errors.ts";
import type { Schema, Valibot } from "./schema.ts";

/** What schemas are built with. */
export const valibot: Valibot = {
  ...{ object, optional, nullable, custom, pipe, string, boolean, number, array, picklist },
  ...{ integer, minValue, maxValue, check, regex, metadata, description },
};

/** The input as the schema says, unknown keys left out. @throws bad_request naming the field */
export function parse<T>(schema: Schema<T>, input: unknown): T {
  const result = safeParse(schema(valibot), input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = getDotPath(issue);
  throw new BacksideError("bad_request", `${path ?? "input"}: ${issue.message}`, {
    details: path === null ? null : { field: path },
  });
}
