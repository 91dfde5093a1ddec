/** What a command prints. */
import type { JsonObject } from "../../domain/json.ts";
import type { Output, Verb } from "../verb.ts";
import type { DescribedCommand } from "./describe.ts";

const FORMS = ["table", "tsv", "csv", "json", "ndjson"];

/** What comes out in which forms, with JSON Schemas; null where there is no form to choose. */
export function outputOf({ json, output = [], lines }: Verb): DescribedCommand["output"] {
  if (json === undefined) return null;
  const schemas = several(output);
  const items = several(lines ?? schemas.map((name) => name.replace(/\[\]$/, "") as Output));
  return { forms: FORMS, json, schema: anyOf(schemas), ndjson: anyOf([...new Set(items)]) };
}

function several(output: Output | readonly Output[]): readonly Output[] {
  return typeof output === "string" ? [output] : output;
}

function anyOf(outputs: readonly Output[]): JsonObject {
  const [first, ...others] = outputs.map((output): JsonObject => {
    const name = output.replace(/\[\]$/, "");
    const schema = { $ref: `#/$defs/${name}` };
    return name === output ? schema : { type: "array", items: schema };
  });
  return others.length > 0 ? { anyOf: [first ?? {}, ...others] } : (first ?? {});
}
