import { expect, test } from "vitest";
import { errorOf, json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

/** Undoes the last operation but one, in a book with Ada, Bob and a company. */
async function undoing(first: string, second: string) {
  const store = newStore(folder);
  const setup = [
    "contacts create Ada --email a@example.org --uid u1 --birthday 1990-01-01 --org Acme",
    "contacts create Bob",
    "contacts address add Ada '1 Main St' --label home",
  ];
  for (const command of [...setup, first, second]) {
    const { code, stderr } = await run(command, { store });
    if (code !== 0) throw new Error(`${command}: ${stderr}`);
  }
  const [, before] = await json<{ id: string }[]>("operations list --limit 2", { store });
  const dump = () => run("contacts list --ndjson --all --include all", { store });
  const standing = await dump();
  const { code, error } = await errorOf(`undo ${before?.id}`, { store });
  expect(await dump()).toEqual(standing);
  return [code, error.code];
}

test.each([
  ["contacts channel remove Ada a@example.org", "contacts channel add Ada email b@example.org"],
  ["contacts channel remove Ada a@example.org", "contacts channel add Ada email A@example.org"],
  ["contacts channel update Ada a@example.org --value b@example.org", "contacts channel add Ada email a@example.org"],
  ["contacts address remove Ada home", "contacts address add Ada '2 Main St' --primary"],
  ["contacts date remove Ada birthday", "contacts date add Ada birthday 1991-01-01"],
  ["contacts update Ada --uid u2", "contacts update Bob --uid u1"],
  ["contacts affiliation remove Ada Acme", "contacts update Acme --kind person"],
])("%s is not undone after %s", async (first, second) => {
  expect(await undoing(first, second)).toEqual([6, "undo_conflict"]);
});

test.each([
  ["friend", "friend"],
  ["reports_to", "manages"],
])("nor is a relationship brought back that is there from the other end: %s, %s", async (type, inverse) => {
  const store = newStore(folder);
  for (const name of ["Ada", "Bob"]) await run(`contacts create ${name}`, { store });
  await run(`contacts relate Ada ${type} Bob`, { store });
  await run(`contacts unrelate Ada ${type} Bob`, { store });
  const [removal] = await json<{ id: string }[]>("operations list --limit 1", { store });
  expect((await run(`contacts relate Bob ${inverse} Ada`, { store })).code).toBe(0);
  expect((await errorOf(`undo ${removal?.id}`, { store })).error.code).toBe("undo_conflict");
});

test("nor is an entry taken back that another one corrects", async () => {
  const store = newStore(folder);
  await run("contacts create Ada", { store });
  const { id } = await json<{ id: string }>("contacts log call Ada -m one", { store });
  const [logged] = await json<{ id: string }[]>("operations list --limit 1", { store });
  await run(`contacts log call Ada -m two --corrects ${id}`, { store });
  expect((await errorOf(`undo ${logged?.id}`, { store })).error.code).toBe("undo_conflict");
});
