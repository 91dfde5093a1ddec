/** The one file that imports valibot: input schemas with a description for help, OpenAPI and tools. */
import * as v from "valibot";
import { BacksideError } from "./errors.ts";

export type Schema<T> = v.GenericSchema<unknown, T>;

export const object = v.object;
export const optional = v.optional;
export const nullable = v.nullable;
export const custom = v.custom;

export function text(description: string) {
  return v.pipe(v.string(), v.description(description));
}

export function flag(description: string) {
  return v.pipe(v.boolean(), v.description(description));
}

export function integer(description: string, minimum: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(minimum), v.description(description));
}

export function choice<const T extends readonly string[]>(options: T, description: string) {
  return v.pipe(v.picklist(options), v.description(description));
}

export function list<T>(item: Schema<T>, description: string) {
  return v.pipe(v.array(item), v.description(description));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function uuid(description: string) {
  return v.pipe(v.string(), v.regex(UUID, "not a UUID"), v.description(description));
}

/** The input as the schema says, unknown keys left out. @throws bad_request naming the field */
export function parse<T>(schema: Schema<T>, input: unknown): T {
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  throw new BacksideError("bad_request", `${path ?? "input"}: ${issue.message}`, {
    details: path === null ? null : { field: path },
  });
}
