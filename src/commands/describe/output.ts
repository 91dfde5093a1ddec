/** What a command prints. */
import type { JsonObject } from "../../domain/json.ts";
import { WIRE, type WireName } from "../../domain/wire.ts";
import type { Output, Verb } from "../verb.ts";
import type { DescribedCommand } from "./describe.ts";

const FORMS = ["table", "tsv", "csv", "json", "ndjson"];

/** What comes out in which forms, with JSON Schemas; null where there is no form to choose. */
export function outputOf(verb: Verb): DescribedCommand["output"] {
  const { json, output = [], lines } = verb;
  if (json === undefined) return null;
  const schemas = withDryRun(verb, several(output));
  const items = several(lines ?? schemas.map((name) => name.replace(/\[\]$/, "") as Output));
  return { forms: FORMS, json, schema: anyOf(schemas), ndjson: anyOf([...new Set(items)]) };
}

/** A dry run answers a report: its own one where it has `dry_run`, else that of bulk changes. */
function withDryRun({ effect, dryRun = effect !== "read" }: Verb, outputs: readonly Output[]): readonly Output[] {
  const told = outputs.some((name) => "dry_run" in (WIRE[name as WireName]?.entries ?? {}));
  return dryRun && !told ? [...outputs, "BulkReport"] : outputs;
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
