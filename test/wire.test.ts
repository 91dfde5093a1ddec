/** What `schema` says comes out is what comes out: keys, their order, and the real output of every command. */
import fs from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { everyVerb } from "../src/commands/index.ts";
import type { Output } from "../src/commands/verb.ts";
import { jsonSchemasOf } from "../src/domain/json-schema.ts";
import type { Schema } from "../src/domain/schema.ts";
import * as shapes from "../src/domain/shapes.ts";
import { parse } from "../src/domain/validate.ts";
import { WIRE, type WireName } from "../src/domain/wire.ts";
import { card } from "./support/cards.ts";
import { run } from "./support/run.ts";
import { newStore, temporaryFolder } from "./support/stores.ts";

test.each([
  ["Contact", shapes.CONTACT_KEYS],
  ["Channel", shapes.CHANNEL_KEYS],
  ["Address", shapes.ADDRESS_KEYS],
  ["ContactDate", shapes.DATE_KEYS],
  ["Affiliation", shapes.AFFILIATION_KEYS],
  ["Tag", shapes.TAG_KEYS],
  ["Relationship", shapes.RELATIONSHIP_KEYS],
  ["RelationshipView", shapes.RELATIONSHIP_VIEW_KEYS],
  ["RelationshipType", shapes.RELATIONSHIP_TYPE_KEYS],
  ["Group", [...shapes.GROUP_KEYS, "member_count"]],
  ["Interaction", [...shapes.INTERACTION_KEYS, "people", "corrected_by"]],
] as const)("%s has the keys of shapes.ts in their order", (name, keys) => {
  expect(Object.keys(WIRE[name].entries)).toEqual(keys);
});

test("every reference within the JSON Schemas is to one of them", () => {
  const all = jsonSchemasOf(WIRE);
  const names = [...JSON.stringify(all).matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].map(([, name = ""]) => name);
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => !(name in all))).toEqual([]);
  expect(all.Tag).toMatchObject({ type: "object", properties: { color: { type: ["string", "null"] } } });
  expect(all.Tag?.required).toEqual([...shapes.TAG_KEYS]);
});

const folder = temporaryFolder();
const store = newStore(folder);
const file = path.join(folder, "book.vcf");
fs.writeFileSync(
  file,
  card("Grace Hopper", "EMAIL:grace@example.org", "TEL:+12025550100", "ORG:Navy", "TITLE:Admiral", "BDAY:19061209"),
);

const picture = path.join(folder, "picture.gif");
fs.writeFileSync(picture, "GIF89a");
const cards = path.join(folder, "cards");
fs.mkdirSync(cards);
fs.writeFileSync(path.join(cards, "zoe.vcf"), card("Zoe", "UID:zoe"));
const odd = path.join(folder, "odd.vcf");
fs.writeFileSync(odd, card("Ada", "EMAIL;TYPE=boat:ada@example.org"));

/** One after the other on one store, so that each finds what it needs. */
const SCRIPT: readonly (readonly [verb: string, command: string])[] = [
  ["contacts import", `contacts import '${file}' --tag imported`],
  ["contacts create", "contacts create 'Ada Lovelace'"],
  ["contacts create", "contacts create 'Charles Babbage' --email work:charles@example.org --tag vip"],
  ["contacts create", "contacts create 'Analytical Society' --kind organization"],
  ["contacts update", "contacts update 'Ada Lovelace' --nickname Countess"],
  ["contacts update", "contacts update 'Ada Lovelace' --email ada@example.org"],
  ["contacts update", "contacts update 'Ada Lovelace' 'Charles Babbage' --language en"],
  ["contacts channel add", "contacts channel add 'Ada Lovelace' twitter @ada --label home"],
  ["contacts channel update", "contacts channel update 'Ada Lovelace' @ada --label work"],
  ["contacts channel list", "contacts channel list 'Ada Lovelace'"],
  ["contacts channel remove", "contacts channel remove 'Ada Lovelace' @ada"],
  ["contacts address add", "contacts address add 'Ada Lovelace' --label home --city London --lat 51.5 --lon=-0.1"],
  ["contacts address update", "contacts address update 'Ada Lovelace' home --country-code GB"],
  ["contacts address list", "contacts address list 'Ada Lovelace'"],
  ["contacts address remove", "contacts address remove 'Ada Lovelace' home"],
  ["contacts date add", "contacts date add 'Ada Lovelace' birthday 1815-12-10"],
  ["contacts date update", "contacts date update 'Ada Lovelace' birthday 12-10"],
  ["contacts date list", "contacts date list 'Ada Lovelace'"],
  ["contacts date remove", "contacts date remove 'Ada Lovelace' birthday"],
  ["contacts affiliation add", "contacts affiliation add 'Ada Lovelace' 'Analytical Society' --start 1833-06-05"],
  ["contacts affiliation update", "contacts affiliation update 'Ada Lovelace' 'Analytical Society' --title Analyst"],
  ["contacts affiliation list", "contacts affiliation list 'Ada Lovelace'"],
  ["contacts photo set", `contacts photo set 'Ada Lovelace' '${picture}'`],
  ["contacts photo get", "contacts photo get 'Ada Lovelace'"],
  ["contacts photo remove", "contacts photo remove 'Ada Lovelace'"],
  ["contacts lint", `contacts lint '${odd}'`],
  ["contacts tag", "contacts tag 'Ada Lovelace' friend"],
  ["contacts tag", "contacts tag --all --expect 5 --add everybody"],
  ["contacts untag", "contacts untag 'Ada Lovelace' friend"],
  ["contacts relate", "contacts relate 'Charles Babbage' works_with 'Ada Lovelace'"],
  ["contacts relationships", "contacts relationships 'Ada Lovelace'"],
  ["contacts log", "contacts log meeting 'Ada Lovelace' 'Charles Babbage' -m 'Saw the engine'"],
  ["contacts interactions", "contacts interactions 'Charles Babbage'"],
  ["contacts interactions", "contacts interactions"],
  ["contacts search", "contacts search ada"],
  ["contacts list", "contacts list"],
  ["contacts list", "contacts list --include all"],
  ["contacts get", "contacts get 'Ada Lovelace'"],
  ["contacts get", "contacts get 'Grace Hopper' 'Navy' --include all"],
  ["contacts get", "contacts get 'Ada Lovelace' --as-of now"],
  ["contacts find", "contacts find grace@example.org"],
  ["contacts edit", "contacts edit 'Ada Lovelace'"],
  ["contacts history", "contacts history 'Ada Lovelace'"],
  ["contacts diff", "contacts diff 'Ada Lovelace' --from 2026-03-10"],
  ["contacts export", `contacts export --all -o '${path.join(folder, "out.vcf")}'`],
  ["contacts mirror", `contacts mirror '${cards}'`],
  ["contacts affiliation remove", "contacts affiliation remove 'Ada Lovelace' 'Analytical Society'"],
  ["contacts unrelate", "contacts unrelate 'Charles Babbage' works_with 'Ada Lovelace'"],
  ["groups create", "groups create Family --description relatives"],
  ["groups add", "groups add Family 'Ada Lovelace' 'Charles Babbage'"],
  ["groups get", "groups get Family"],
  ["groups list", "groups list"],
  ["groups update", "groups update Family --description kin"],
  ["groups rename", "groups rename Family Kin"],
  ["groups remove", "groups remove Kin 'Ada Lovelace'"],
  ["groups delete", "groups delete Kin"],
  ["tags create", "tags create later --tag-color '#336699'"],
  ["tags list", "tags list"],
  ["tags update", "tags update later --description soon"],
  ["tags rename", "tags rename later sooner"],
  ["tags delete", "tags delete sooner"],
  ["relationship-types create", "relationship-types create godparent --inverse godchild"],
  ["relationship-types update", "relationship-types update godparent --description 'at the font'"],
  ["relationship-types list", "relationship-types list"],
  ["relationship-types delete", "relationship-types delete godparent"],
  ["contacts delete", "contacts delete 'Charles Babbage'"],
  ["contacts restore", "contacts restore 'Charles Babbage'"],
  ["contacts delete", "contacts delete 'Charles Babbage' 'Grace Hopper'"],
  ["contacts restore", "contacts restore 'Charles Babbage' 'Grace Hopper'"],
  ["operations list", "operations list"],
  ["undo", "undo"],
  ["contacts delete", "contacts delete 'Grace Hopper'"],
  ["contacts purge", "contacts purge 'Grace Hopper' --expect 1"],
  ["schema", "schema"],
  ["profile create", "profile create work --store /tmp/work.db"],
  ["profile list", "profile list"],
  ["profile use", "profile use work"],
  ["profile delete", "profile delete work"],
  ["config set", "config set region US"],
  ["config get", "config get region"],
  ["config list", "config list"],
  ["config path", "config path"],
  ["config unset", "config unset region"],
];

describe("the --json of every command", async () => {
  const verbs = await everyVerb();
  const env = { EDITOR: "true", BACKSIDE_CONFIG_DIR: folder };
  const faults: string[] = [];
  let minutes = 0;

  async function checked(verb: string, command: string): Promise<unknown> {
    const now = new Date(Date.parse("2026-03-10T12:00:00Z") + 60_000 * minutes++).toISOString();
    const { code, stdout, stderr } = await run(`${command} --json`, { store, env, now });
    const value = code === 0 ? JSON.parse(stdout) : null;
    const fault = code === 0 ? faultOf(verbs.get(verb)?.output, value) : `exit ${code}: ${stderr}`;
    if (fault !== null) faults.push(`${command}: ${fault}`);
    return value;
  }

  test("is what its schema says, without a key more, and in that order", async () => {
    for (const [verb, command] of SCRIPT) await checked(verb, command);
    const [last] = (await checked("operations list", "operations list")) as { id: string }[];
    await checked("operations show", `operations show ${last?.id}`);
    expect(faults).toEqual([]);
  });

  test("is told of every command that has one, and tried", () => {
    const spoken = [...verbs].filter(([, { json }]) => json !== undefined);
    expect(spoken.filter(([, { output }]) => output === undefined).map(([words]) => words)).toEqual([]);
    const tried = new Set<string>(["operations show", ...SCRIPT.map(([verb]) => verb)]);
    expect(spoken.map(([words]) => words).filter((words) => !tried.has(words))).toEqual([]);
  });
});

test("the lines of an import are what its schema says", async () => {
  const { stdout } = await run(`contacts import '${file}' --ndjson`, { store: newStore(folder) });
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ type }) => type)).toEqual(["card", "summary"]);
  const { lines: output } = (await everyVerb()).get("contacts import") ?? {};
  expect(lines.map((line) => faultOf(output, line))).toEqual([null, null]);
});

/** One of the outputs must fit, and what its schema knows of the value must be all of it. */
function faultOf(output: Output | readonly Output[] = [], value: unknown): string | null {
  const faults = (typeof output === "string" ? [output] : output).map((one) => faultOfOne(one, value));
  if (faults.length === 0) return "no output is told";
  return faults.includes(null) ? null : faults.join("; ");
}

function faultOfOne(output: Output, value: unknown): string | null {
  const name = output.replace(/\[\]$/, "") as WireName;
  const isList = name !== output;
  if (isList !== Array.isArray(value)) return `${output}: ${isList ? "no list" : "a list"}`;
  if (isList && (value as unknown[]).length === 0) return `${output}: an empty list proves nothing`;
  for (const one of isList ? (value as unknown[]) : [value]) {
    try {
      const known = JSON.stringify(parse(WIRE[name] as Schema<unknown>, one));
      if (known !== JSON.stringify(one)) return `${output}: ${JSON.stringify(one)} is more than ${known}`;
    } catch (error) {
      return `${output}: ${(error as Error).message}`;
    }
  }
  return null;
}
