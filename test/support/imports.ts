/** Imports one after the other into one store, and what comes out of it. */
import fs from "node:fs";
import { json, run } from "./run.ts";
import { newStore } from "./stores.ts";

export type Report = { created: number; updated: number; unchanged: number; warnings: { code: string }[] };

/** A book made of these files, each imported by itself. */
export async function importEach(folder: string, ...files: string[]) {
  const store = newStore(folder);
  const reports: Report[] = [];
  for (const file of files) reports.push(await importInto(store, file));
  return { store, reports };
}

export async function importInto(store: string, vcards: string, options = ""): Promise<Report> {
  const file = `${store}.${Math.random()}.vcf`;
  fs.writeFileSync(file, vcards);
  return json(`contacts import '${file}' ${options}`, { store });
}

/** What is exported of one name, a list of unfolded lines a card, without what every export writes anew. */
export async function exportedCards(store: string, version = "4.0"): Promise<string[][]> {
  const { stdout } = await run(`contacts export --all --vcard-version ${version}`, { store });
  const cards = stdout.replaceAll("\r\n ", "").split("BEGIN:VCARD\r\n").slice(1);
  return cards.map((text) => text.split("\r\n").filter((line) => line !== "" && !FRESH.test(line)));
}

const FRESH = /^(VERSION|PRODID|REV|END)[:;]/;
