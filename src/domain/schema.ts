/**
 * The one file that imports valibot: schemas with a description for help, OpenAPI and tools. What a check says to JSON
 * Schema stands beside it as metadata.
 */
import * as v from "valibot";
import { BacksideError } from "./errors.ts";
import type { Json, JsonObject } from "./json.ts";

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

export function real(description: string, minimum: number, maximum: number) {
  const range = `must be from ${minimum} to ${maximum}`;
  return v.pipe(v.number(), v.minValue(minimum, range), v.maxValue(maximum, range), v.description(description));
}

/** A text that says something: not empty, and not blanks alone. */
export function nonempty(description: string) {
  return v.pipe(
    v.string(),
    v.check((value) => value.trim() !== "", "must not be empty"),
    v.metadata({ minLength: 1 }),
    v.description(description),
  );
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** RFC 3339; stored and answered in UTC. */
export function instant(description: string) {
  return v.pipe(
    v.string(),
    v.check((value) => TIME.test(value) && !Number.isNaN(Date.parse(value)), "not an RFC 3339 time"),
    v.metadata({ format: "date-time" }),
    v.description(description),
  );
}

/** `YYYY-MM-DD`, a day there is. */
export function day(description: string) {
  return v.pipe(
    v.string(),
    v.check(isDay, "not a date like 2026-05-01"),
    v.metadata({ format: "date" }),
    v.description(description),
  );
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Any JSON object. */
export function jsonObject(description: string) {
  return v.pipe(
    v.custom<JsonObject>(
      (value) => typeof value === "object" && value !== null && !Array.isArray(value),
      "not an object",
    ),
    v.metadata({ type: "object" }),
    v.description(description),
  );
}

/** Any JSON value. */
export function anything(description: string) {
  return v.pipe(
    v.custom<Json>((value) => value !== undefined),
    v.description(description),
  );
}

export function choice<const T extends readonly string[]>(options: T, description: string) {
  return v.pipe(v.picklist(options), v.description(description));
}

export function list<T>(item: Schema<T>, description: string) {
  return v.pipe(v.array(item), v.description(description));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function uuid(description: string) {
  return v.pipe(v.string(), v.regex(UUID, "not a UUID"), v.metadata({ format: "uuid" }), v.description(description));
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
