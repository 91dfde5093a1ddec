/** Values of foreign JSON as the model has them: what is of another type is not there. */
import type { Json, JsonObject } from "../../domain/json.ts";

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function objectsIn(value: Json | undefined): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text that says something. */
export function text(value: Json | undefined): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

export function texts(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.flatMap((one) => text(one) ?? []) : [];
}

export function integer(value: Json | undefined, least: number, most: number): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= least && value <= most ? value : null;
}

export function number(value: Json | undefined, most: number): number | null {
  return typeof value === "number" && Math.abs(value) <= most ? value : null;
}

/** Levels of metadata that are kept. */
const DEPTH = 32;

/** Metadata as it stands, without names that mean something to JavaScript objects. */
export function metadata(value: Json | undefined): JsonObject {
  return isObject(value) ? (clean(value, DEPTH) as JsonObject) : {};
}

function clean(value: Json, depth: number): Json {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return null;
  if (Array.isArray(value)) return value.map((one) => clean(one, depth - 1));
  const entries = Object.entries(value).filter(([name]) => !FORBIDDEN.has(name));
  return Object.fromEntries(entries.map(([name, one]) => [name, clean(one, depth - 1)]));
}

const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);
