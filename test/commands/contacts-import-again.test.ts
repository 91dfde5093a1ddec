import fs from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();

test("--tag finds cards without UID or channel again", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "bare.vcf");
  fs.writeFileSync(file, card("Ada") + card("Grace") + card("Ada"));
  await run(`contacts import '${file}'`, { store });
  expect(await json(`contacts import '${file}' --tag x`, { store })).toMatchObject({ created: 0, updated: 3 });
  expect(await json(`contacts import '${file}' --tag x`, { store })).toMatchObject({ created: 0, unchanged: 3 });
});

test("a card of the own export changes nothing, its relatives included", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "related.vcf");
  fs.writeFileSync(file, card("Ada", "UID:a", "RELATED;TYPE=friend:b") + card("Bo", "UID:b"));
  await run(`contacts import '${file}'`, { store });
  await run(`contacts export --all --force -o '${file}'`, { store });
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 0, updated: 0, unchanged: 2 });
});

test("a card whose contact was changed since is that contact all the same", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "only.vcf");
  fs.writeFileSync(file, card("Ada"));
  await run(`contacts import '${file}'`, { store });
  await run(`contacts import '${file}' --tag x`, { store });
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 0, updated: 0, unchanged: 1 });
});

test("an exporter that gives every card one UID makes no two people one", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "one-uid.vcf");
  fs.writeFileSync(
    file,
    card("Ada", "UID:same") + card("Bob", "UID:same") + card("Ada", "UID:same", "NICKNAME:Countess"),
  );
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 2, updated: 1 });
  expect(await json("contacts list --fields display_name,nickname,vcard_uid", { store })).toEqual([
    { display_name: "Ada", nickname: "Countess", vcard_uid: "same" },
    { display_name: "Bob", nickname: null, vcard_uid: null },
  ]);
});

test("--no-merge keeps two cards of one file with one UID apart", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "apart.vcf");
  fs.writeFileSync(file, card("Ada", "UID:same") + card("Ada", "UID:same", "NICKNAME:Countess"));
  expect(await json(`contacts import '${file}' --no-merge`, { store })).toMatchObject({ created: 2, updated: 0 });
});

test("cards that fell together stay one contact in a second import, whoever else has their name", async () => {
  const store = newStore(folder);
  const file = path.join(folder, "namesakes.vcf");
  const ann = (...lines: string[]) => card("Ann Lee", "EMAIL:a@x.org", ...lines);
  fs.writeFileSync(file, ann("TEL:+12125550100") + ann("NOTE:n") + ann("TEL:+12125550111"));
  await run(`contacts import '${file}'`, { store });
  const before = await json("contacts list --include all", { store });
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  expect(await json(`contacts import '${file}'`, { store })).toMatchObject({ created: 0, updated: 0, unchanged: 3 });
  expect(await json("contacts list --include all", { store })).toEqual(before);
});
