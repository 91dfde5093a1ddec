/**
 * Schemas with a description for help, OpenAPI and tools. They are built on use by the library that `validate.ts` brings
 * along: reading one's own store does without it. What a check says to JSON Schema stands beside it as metadata.
 */
import type * as Library from "valibot";
import type { Json, JsonObject } from "./json.ts";
import { isVisible } from "./visible.ts";

/** What of the library schemas are made of; named one by one, so that no more of it is loaded. */
export type Valibot = Pick<
  typeof Library,
  | "object"
  | "optional"
  | "nullable"
  | "custom"
  | "pipe"
  | "string"
  | "boolean"
  | "number"
  | "array"
  | "picklist"
  | "integer"
  | "minValue"
  | "maxValue"
  | "check"
  | "regex"
  | "metadata"
  | "description"
>;

/** What a value has to be; called with the library, always the same schema of its own. */
export type Schema<T> = (v: Valibot) => Library.GenericSchema<unknown, T>;

type Shape = Record<string, Schema<unknown>>;
type ValueOf<S> = S extends Schema<infer T> ? T : never;

/** An object's schema, and those of its keys. */
export type ObjectSchema<S extends Shape> = Schema<{ [K in keyof S]: ValueOf<S[K]> }> & { entries: S };

export function object<S extends Shape>(entries: S): ObjectSchema<S> {
  const schema = once<{ [K in keyof S]: ValueOf<S[K]> }>((v) =>
    v.object(Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, value(v)]))),
  );
  return Object.assign(schema, { entries });
}

export function optional<T>(schema: Schema<T>): Schema<T | undefined> {
  return once((v) => v.optional(schema(v)));
}

export function nullable<T>(schema: Schema<T>): Schema<T | null> {
  return once((v) => v.nullable(schema(v)));
}

export function custom<T>(check: (value: unknown) => boolean, message: string): Schema<T> {
  return once((v) => v.custom<T>(check, message));
}

export function text(description: string): Schema<string> {
  return once((v) => v.pipe(v.string(), v.description(description)));
}

export function flag(description: string): Schema<boolean> {
  return once((v) => v.pipe(v.boolean(), v.description(description)));
}

export function integer(description: string, minimum: number): Schema<number> {
  return once((v) => v.pipe(v.number(), v.integer(), v.minValue(minimum), v.description(description)));
}

export function real(description: string, minimum: number, maximum: number): Schema<number> {
  const range = `must be from ${minimum} to ${maximum}`;
  return once((v) =>
    v.pipe(v.number(), v.minValue(minimum, range), v.maxValue(maximum, range), v.description(description)),
  );
}

/**
 * A text that says something: not empty, and not only what nobody sees.
 * @param most characters it may have
 */
export function nonempty(description: string, most: number | null = null): Schema<string> {
  return once((v) =>
    v.pipe(
      v.string(),
      v.check((value) => value.trim() !== "", "must not be empty"),
      v.check(isVisible, "must have a visible character"),
      v.check((value) => isWithin(value, most), `must have at most ${most} characters`),
      v.metadata(most === null ? { minLength: 1 } : { minLength: 1, maxLength: most }),
      v.description(description),
    ),
  );
}

/** Characters are counted as JSON Schema counts them: by code points. */
export function isWithin(value: string, most: number | null): boolean {
  return most === null || value.length <= most || [...value].length <= most;
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** RFC 3339; stored and answered in UTC. */
export function instant(description: string): Schema<string> {
  return once((v) =>
    v.pipe(
      v.string(),
      v.check((value) => TIME.test(value) && !Number.isNaN(Date.parse(value)), "not an RFC 3339 time"),
      v.metadata({ format: "date-time" }),
      v.description(description),
    ),
  );
}

/** `YYYY-MM-DD`, a day there is. */
export function day(description: string): Schema<string> {
  return once((v) =>
    v.pipe(
      v.string(),
      v.check(isDay, "not a date like 2026-05-01"),
      v.metadata({ format: "date" }),
      v.description(description),
    ),
  );
}

function isDay(value: string): boolean {
  const time = Date.parse(`${value}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** Any JSON object. */
export function jsonObject(description: string): Schema<JsonObject> {
  return once((v) =>
    v.pipe(
      v.custom<JsonObject>(
        (value) => typeof value === "object" && value !== null && !Array.isArray(value),
        "not an object",
      ),
      v.check(
        (value) => keyOfPrototype(value) === null,
        ({ input }) => `${keyOfPrototype(input)} cannot be a key`,
      ),
      v.metadata({ type: "object" }),
      v.description(description),
    ),
  );
}

/** A key that objects have of their own accord, and that has to be something; one that is null is to go. */
export function keyOfPrototype(value: JsonObject): string | null {
  const keys = ["__proto__", "constructor", "prototype"];
  return keys.find((key) => Object.hasOwn(value, key) && value[key] !== null) ?? null;
}

/** Any JSON value. */
export function anything(description: string): Schema<Json> {
  return once((v) =>
    v.pipe(
      v.custom<Json>((value) => value !== undefined),
      v.description(description),
    ),
  );
}

/** Bytes; over HTTP a body of its own, in JSON base64 (RFC 4648). */
export function binary(description: string): Schema<Uint8Array> {
  return once((v) =>
    v.pipe(
      v.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be bytes"),
      v.metadata({ type: "string", contentEncoding: "base64" }),
      v.description(description),
    ),
  );
}

export function choice<const T extends readonly string[]>(options: T, description: string): Schema<T[number]> {
  return once((v) => v.pipe(v.picklist(options), v.description(description)));
}

export function list<T>(item: Schema<T>, description: string): Schema<T[]> {
  return once((v) => v.pipe(v.array(item(v)), v.description(description)));
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function uuid(description: string): Schema<string> {
  return once((v) =>
    v.pipe(v.string(), v.regex(UUID, "not a UUID"), v.metadata({ format: "uuid" }), v.description(description)),
  );
}

/** Schemas that are one and the same are known again where they refer to each other. */
function once<T>(build: (v: Valibot) => Library.GenericSchema<unknown, unknown>): Schema<T> {
  let built: Library.GenericSchema<unknown, T> | undefined;
  return (v) => {
    built ??= build(v) as Library.GenericSchema<unknown, T>;
    return built;
  };
}
