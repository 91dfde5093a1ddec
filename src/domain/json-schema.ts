/** JSON Schema (2020-12) of what goes in and what comes out, for `schema`, OpenAPI and tools. Imported on use. */
import { type ConversionConfig, toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type { Json, JsonObject } from "./json.ts";
import type { Schema } from "./schema.ts";
import { valibot } from "./validate.ts";

/** The JSON Schema of an operation's input. */
export function jsonSchemaOf(schema: Schema<unknown>): JsonObject {
  const { $schema: _, ...found } = plain(toJsonSchema(schema(valibot), CONVERSION));
  return found;
}

/** Schemas that refer to each other by name, as `#/$defs/Contact`. */
export function jsonSchemasOf(schemas: Readonly<Record<string, Schema<unknown>>>): Record<string, JsonObject> {
  const definitions = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, schema(valibot)]));
  const found = Object.entries(toJsonSchemaDefs(definitions, CONVERSION));
  return Object.fromEntries(found.map(([name, schema]) => [name, plain(schema)]));
}

const CONVERSION: Omit<ConversionConfig, "definitions"> = {
  target: "draft-2020-12",
  // What only code can check is left out, or said by the metadata of `schema.ts`.
  errorMode: "ignore",
  overrideAction: ({ valibotAction, jsonSchema }) =>
    "metadata" in valibotAction ? { ...jsonSchema, ...(valibotAction.metadata as object) } : null,
};

function plain(schema: object): JsonObject {
  return simpler(JSON.parse(JSON.stringify(schema))) as JsonObject;
}

/** `{anyOf: [{type: "string"}, {type: "null"}]}` → `{type: ["string", "null"]}`; what is no JSON is left out. */
function simpler(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(simpler);
  if (typeof schema !== "object" || schema === null) return schema;
  const { anyOf, properties, required, ...others } = schema;
  const [value, none] = Array.isArray(anyOf) && anyOf.length === 2 ? (anyOf as JsonObject[]) : [];
  if (typeof value?.type === "string" && none?.type === "null" && !("enum" in value))
    return { ...others, ...(simpler(value) as JsonObject), type: [value.type, "null"] };
  const all = Object.fromEntries(Object.entries(schema).map(([key, below]) => [key, simpler(below)]));
  if (schema.type !== "object" || typeof properties !== "object" || !Array.isArray(required)) return all;
  const known = Object.entries(all.properties as JsonObject).filter(([, below]) => !isEmpty(below));
  const names = known.map(([name]) => name);
  return {
    ...all,
    properties: Object.fromEntries(known),
    required: required.filter((name) => names.includes(String(name))),
  };
}

/** The schema of a function, as an import takes them. */
function isEmpty(schema: Json): boolean {
  return JSON.stringify(schema) === "{}";
}
