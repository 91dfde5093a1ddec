/** A contact gathered from two cards is what its own card says, and none of the three cards says anything new. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { ContactDraft } from "../../src/domain/draft.ts";
import { additionOf, isEmptyAddition } from "../../src/domain/merge.ts";
import { parseLine } from "../../src/vcard/content-line.ts";
import { anyPair } from "./any-card.ts";
import { lift, read, VERSIONS, write } from "./lift.ts";

/** The draft with what another one adds, as the import puts it into the store. */
function merged(mine: ContactDraft, theirs: ContactDraft): ContactDraft {
  const { fields, photo, ...lists } = additionOf(lift(mine), theirs);
  const parts = Object.entries(lists).map(([list, added]) => [list, [...mine[list as keyof typeof lists], ...added]]);
  const members = mine.members && [...new Set([...mine.members, ...(theirs.members ?? [])])];
  return { ...mine, ...fields, ...Object.fromEntries(parts), photo: mine.photo ?? photo, members };
}

function addsNothing(mine: ContactDraft, theirs: ContactDraft): boolean {
  return isEmptyAddition(additionOf(lift(mine), theirs));
}

/** As text, so that the order of keys counts; whom the lines name is settled by the import. */
function textOf({ related: _, ...draft }: ContactDraft): string {
  return JSON.stringify(draft, null, 1);
}

/** Properties that a card has more often than it may. RFC 6350 section 6; with one ALTID they are one. */
function repeated(text: string, version: string): string[] {
  const seen = new Map<string, string | null>();
  const lines = text.replaceAll("\r\n ", "").split("\r\n").map(parseLine);
  return lines.flatMap(({ name, params }) => {
    if (!ONCE.has(name)) return [];
    const altid = (version === "4.0" && params.find((param) => param.name === "ALTID")?.values[0]) || null;
    const isFirst = !seen.has(name) || (altid !== null && seen.get(name) === altid);
    seen.set(name, altid);
    return isFirst ? [] : [name];
  });
}

const ONCE: ReadonlySet<string> = new Set(
  "VERSION N BDAY ANNIVERSARY DEATHDATE GENDER REV PRODID UID KIND TZ LANGUAGE".split(" "),
);

test("a contact gathered from two cards comes back the same from its exports", async () => {
  await fc.assert(
    fc.asyncProperty(anyPair, async ([one, other]) => {
      const [mine, theirs] = [...(await read(one)), ...(await read(other))].map(({ draft }) => draft);
      if (mine === undefined || theirs === undefined) return;
      if ((mine.kind === "group") !== (theirs.kind === "group")) return;
      const both = merged(mine, theirs);
      expect(addsNothing(both, theirs), "the second card again").toBe(true);
      for (const version of VERSIONS) {
        const text = write(both, version);
        expect(repeated(text, version), text).toEqual([]);
        const [again] = await read(text);
        if (again === undefined) throw new Error("no card");
        expect(addsNothing(both, again.draft), `imported again\n${text}`).toBe(true);
        const vcard_uid = both.vcard_uid ?? again.draft.vcard_uid;
        expect(textOf(again.draft), text).toBe(textOf({ ...both, vcard_uid }));
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 500) },
  );
});
