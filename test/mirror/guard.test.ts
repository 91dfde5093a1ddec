import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { runAsked } from "../support/person.ts";
import { temporaryFolder } from "../support/stores.ts";
import { cardOf, newMirror } from "./folders.ts";

const folder = temporaryFolder();

/** So many cards on both sides. */
async function alike(count: number) {
  const one = newMirror(folder);
  for (let n = 0; n < count; n++) one.put(`c${n}.vcf`, cardOf(`c-${n}`, `Person ${n}`));
  await one.mirror();
  return one;
}

const contacts = async (one: Awaited<ReturnType<typeof alike>>) =>
  (await one.run("contacts list --all")).stdout.split("\n").length - 1;

test("an emptied folder is not believed, unless it is said", async () => {
  const one = await alike(3);
  for (const name of one.names()) one.remove(name);
  const bytes = one.bytes();
  const { code, stderr } = await one.run(`contacts mirror '${one.dir}' --yes`);
  expect({ code, stderr }).toEqual({
    code: 6,
    stderr:
      "backside: the folder has no card any more, and the last run knew 3\n" +
      "hint: if that is meant, --expect 3 carries the deletion over; nothing was changed\n",
  });
  expect(await one.mirror("--dry-run")).toMatchObject({ store: { deleted: 3 } });
  expect(await contacts(one)).toBe(3);
  expect(one.bytes()).toEqual(bytes);
  await one.mirror("--expect 3");
  expect(await contacts(one)).toBe(0);
});

test("nor is an emptied store", async () => {
  const one = await alike(3);
  await one.run("contacts delete --all --expect 3");
  const { code, stderr } = await one.run(`contacts mirror '${one.dir}'`);
  expect({ code, stderr: stderr.split("\n")[0] }).toEqual({
    code: 6,
    stderr: "backside: the store has no contact any more, and the last run knew 3",
  });
  expect(one.names()).toHaveLength(3);
});

test("a folder that is not there is no empty folder; one that forgot is a first run", async () => {
  const one = await alike(3);
  fs.renameSync(one.dir, `${one.dir}-away`);
  expect((await one.run(`contacts mirror '${one.dir}'`)).code).toBe(9);
  fs.mkdirSync(one.dir);
  expect(await one.mirror()).toMatchObject({ folder: { created: 3 }, store: { deleted: 0 } });
  expect(await contacts(one)).toBe(3);
});

test.each([
  [10, 10 - 1, 0],
  [20, 10, 0],
  [21, 11, 2],
])("of %i, %i deletions end with %i", async (count, gone, code) => {
  const one = await alike(count);
  for (const name of one.names().slice(0, gone)) one.remove(name);
  expect((await one.run(`contacts mirror '${one.dir}'`)).code).toBe(code);
  expect(await contacts(one)).toBe(code === 0 ? count - gone : count);
  if (code !== 0) {
    expect((await one.run(`contacts mirror '${one.dir}' --expect ${gone - 1}`)).code).toBe(6);
    expect((await one.run(`contacts mirror '${one.dir}' --yes`)).code).toBe(2);
    await one.mirror(`--expect ${gone}`);
    expect(await contacts(one)).toBe(count - gone);
  }
});

test("a person types the number", async () => {
  const one = await alike(12);
  for (const name of one.names().slice(0, 11)) one.remove(name);
  const command = `contacts mirror '${one.dir}'`;
  const refused = await runAsked(command, ["12"], { store: one.store });
  expect({ code: refused.code, asked: refused.asked }).toEqual({
    code: 130,
    asked: ["This will delete 11 of 12 contacts. Type the number to go on:"],
  });
  expect(await contacts(one)).toBe(12);
  expect((await runAsked(command, ["11"], { store: one.store })).code).toBe(0);
  expect(await contacts(one)).toBe(1);
});

test("the folder of another store is refused", async () => {
  const one = await alike(2);
  const other = newMirror(folder);
  await other.run("contacts create Zoe");
  const { code, stderr } = await other.run(`contacts mirror '${one.dir}'`);
  expect({ code, stderr: stderr.split("\n")[0] }).toEqual({
    code: 6,
    stderr: "backside: the folder is the mirror of another store",
  });
  const empty = newMirror(folder);
  expect((await empty.run(`contacts mirror '${one.dir}'`)).code).toBe(6);
  expect(one.names()).toHaveLength(2);
});

test.each(["", "{", "[]", '{"version":1,"pairs":[{"file":"../x.vcf"}]}', '{"version":1}'])(
  "a damaged memory (%s) is told, and nothing is done",
  async (text) => {
    const one = await alike(2);
    one.put(".backside-mirror.json", text);
    one.remove("c0.vcf");
    const { code, stderr } = await one.run(`contacts mirror '${one.dir}'`);
    expect({ code, first: stderr.split("\n")[0] }).toEqual({
      code: 2,
      first: "backside: .backside-mirror.json in the folder is damaged",
    });
    expect(await contacts(one)).toBe(2);
  },
);

test("the memory of a newer program is left alone", async () => {
  const one = await alike(1);
  one.put(".backside-mirror.json", '{"version":2,"pairs":[]}');
  expect((await one.run(`contacts mirror '${one.dir}'`)).code).toBe(6);
});

test("a memory that names files elsewhere reaches none", async () => {
  const one = await alike(1);
  const outside = path.join(path.dirname(one.store), "outside.vcf");
  fs.writeFileSync(outside, "x");
  one.edit(".backside-mirror.json", '"file":"c0.vcf"', '"file":"../outside.vcf"');
  expect((await one.run(`contacts mirror '${one.dir}'`)).code).toBe(2);
  expect(fs.readFileSync(outside, "utf8")).toBe("x");
});
