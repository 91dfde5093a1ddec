/** JSON of strangers: objects read a property at a time, so that what nobody asked for is known in the end. */
import type { Json, JsonObject } from "../../domain/json.ts";

/** An object whose keys come from a file: without a prototype, `__proto__` is a key as any other. */
export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Entries of an object that are objects, and the others. */
export class Reading {
  private readonly entries: Map<string, Json>;

  constructor(object: JsonObject) {
    this.entries = new Map(Object.entries(object));
    this.entries.delete("@type");
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  /** What was not taken yet, in the order of the object. */
  keys(): string[] {
    return [...this.entries.keys()];
  }

  text(key: string): string | null {
    const value = this.entries.get(key);
    return typeof value === "string" ? this.take(key, value) : null;
  }

  /** A whole number as text. */
  number(key: string): string | null {
    const value = this.entries.get(key);
    return typeof value === "number" && Number.isInteger(value) ? this.take(key, String(value)) : null;
  }

  object(key: string): JsonObject | null {
    const value = this.entries.get(key);
    return isObject(value) ? this.take(key, value) : null;
  }

  list(key: string): Json[] | null {
    const value = this.entries.get(key);
    return Array.isArray(value) ? this.take(key, value) : null;
  }

  /** Keys of a set: an object of which every value is true. */
  set(key: string): string[] | null {
    const value = this.entries.get(key);
    if (!isObject(value) || !Object.values(value).every((one) => one === true)) return null;
    return this.take(key, Object.keys(value));
  }

  boolean(key: string): boolean | null {
    const value = this.entries.get(key);
    return typeof value === "boolean" ? this.take(key, value) : null;
  }

  /** Puts back what turned out to be of no use. */
  untake(key: string, value: Json): void {
    this.entries.set(key, value);
  }

  /** What was not taken. */
  rest(): [string, Json][] {
    return [...this.entries];
  }

  private take<T>(key: string, value: T): T {
    this.entries.delete(key);
    return value;
  }
}

/** One text per value, whatever the order of keys. */
export function canonical(value: Json): string {
  return JSON.stringify(value, (_key, part: Json) =>
    isObject(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  );
}
