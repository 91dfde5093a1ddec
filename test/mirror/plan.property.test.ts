/** Random edits on both sides, carried over as the plan says: the sides come together, and nothing anyone wrote is lost. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { readCard } from "../../src/workflows/mirror/book.ts";
import { planMirror } from "../../src/workflows/mirror/plan.ts";
import type { BookContact, Found, Step } from "../../src/workflows/mirror/sides.ts";
import type { Pair } from "../../src/workflows/mirror/state.ts";
import { cardOf as textOf } from "../../src/workflows/mirror/units.ts";

/** Content lines of a card, FN and UID first. */
type Lines = readonly string[];
type World = { files: Map<string, Lines>; contacts: Map<string, Lines>; pairs: Pair[] };

const text = (lines: Lines) => ["BEGIN:VCARD", "VERSION:4.0", ...lines, "END:VCARD", ""].join("\r\n");

async function cardOf(lines: Lines) {
  const card = await readCard(Buffer.from(text(lines)), null);
  if (typeof card === "string") throw new Error(card);
  return card;
}

async function planOf(world: World): Promise<Step[]> {
  const files: Found[] = [];
  for (const [name, lines] of world.files) files.push({ name, digest: text(lines), card: await cardOf(lines) });
  const contacts = new Map<string, BookContact>();
  for (const [id, lines] of world.contacts) {
    const { uid, kind, display_name, said, units } = await cardOf(lines);
    contacts.set(id, { id, uid, kind, display_name, bare: false, said, units });
  }
  return planMirror({
    ...{ files, contacts, pairs: world.pairs, unreadable: [], prefer: null, cards: new Map() },
    ...{ deleted: new Map(), undone: new Set(), isWanted: () => true },
  });
}

/** Does what the plan says. @returns ids and files of conflicts */
async function carryOut(world: World, steps: readonly Step[]): Promise<Set<string>> {
  const conflicts = new Set<string>();
  const pairs: Pair[] = [];
  const pair = async (file: string, contact_id: string) => {
    const [inFile, inStore] = [world.files.get(file) ?? [], world.contacts.get(contact_id) ?? []];
    const { said, uid } = await cardOf(inFile);
    pairs.push({ file, digest: text(inFile), uid, contact_id, folder: said, store: (await cardOf(inStore)).said });
  };
  for (const step of steps) {
    switch (step.do) {
      case "same":
        pairs.push(step.pair);
        break;
      case "create": {
        const id = `id-${step.file.name}`;
        world.contacts.set(id, world.files.get(step.file.name) ?? []);
        await pair(step.file.name, id);
        break;
      }
      case "update": {
        const merged = textOf(step.units, step.uid).split("\r\n").slice(2, -2);
        world.contacts.set(step.id, merged);
        world.files.set(step.file.name, merged);
        await pair(step.file.name, step.id);
        break;
      }
      case "write": {
        const file = step.file ?? `${step.id}.vcf`;
        world.files.set(file, world.contacts.get(step.id) ?? []);
        await pair(file, step.id);
        break;
      }
      case "delete_contact":
        world.contacts.delete(step.id);
        break;
      case "delete_file":
        world.files.delete(step.file);
        break;
      case "conflict":
        conflicts.add(step.id).add(step.file);
        if (step.pair) pairs.push(step.pair);
        break;
      default:
        throw new Error(`${step.do} was not to be expected`);
    }
  }
  world.pairs = pairs;
  return conflicts;
}

const LINE = fc.constantFrom("TEL:", "EMAIL:", "NOTE:", "CATEGORIES:", "X-FOO:", "item1.TEL:", "TITLE:");
const EDIT = fc.oneof(
  fc.record({ do: fc.constant("add" as const), at: fc.nat(5), line: LINE }),
  fc.record({ do: fc.constant("change" as const), at: fc.nat(5), line: LINE }),
  fc.record({ do: fc.constant("drop" as const), at: fc.nat(5), line: LINE }),
  fc.record({ do: fc.constant("delete" as const), at: fc.nat(5), line: LINE }),
  fc.record({ do: fc.constant("create" as const), at: fc.nat(5), line: LINE }),
);
type Edit = { do: "add" | "change" | "drop" | "delete" | "create"; at: number; line: string };

/** Every value that is ever written is another one, so that it can be looked for. */
function edit(side: Map<string, Lines>, { do: what, at, line }: Edit, token: string): void {
  if (what === "create") {
    side.set(`${token}.vcf`, [`FN:${token}`, `UID:${token}`, `${line}${token}`]);
    return;
  }
  const name = [...side.keys()][at % Math.max(1, side.size)];
  const lines = name === undefined ? undefined : side.get(name);
  if (name === undefined || lines === undefined) return;
  const others = lines.filter((one) => !one.startsWith(line));
  if (what === "delete") side.delete(name);
  else if (what === "add") side.set(name, [...lines, `${line}${token}`]);
  else side.set(name, what === "drop" ? others : [...others, `${line}${token}`]);
}

const tokensIn = (lines: Lines = []) => new Set(lines.join("\n").match(/t\d+x/g) ?? []);

test("the sides come together, and nothing is lost", async () => {
  const rounds = fc.array(fc.array(fc.record({ side: fc.boolean(), edit: EDIT }), { maxLength: 5 }), {
    minLength: 1,
    maxLength: 4,
  });
  await fc.assert(
    fc.asyncProperty(rounds, async (all) => {
      const world: World = { files: new Map(), contacts: new Map(), pairs: [] };
      for (const n of [1, 2, 3]) world.files.set(`c${n}.vcf`, [`FN:c${n}`, `UID:c${n}`, "TEL:1", "NOTE:n"]);
      await carryOut(world, await planOf(world));
      let tokens = 0;
      for (const edits of all) {
        const known = new Map(world.pairs.map((pair) => [pair.contact_id, pair.file]));
        const before = { files: new Map(world.files), contacts: new Map(world.contacts) };
        for (const { side, edit: one } of edits) edit(side ? world.files : world.contacts, one, `t${tokens++}x`);
        const after = { files: new Map(world.files), contacts: new Map(world.contacts) };
        const conflicts = await carryOut(world, await planOf(world));

        for (const side of ["files", "contacts"] as const) {
          const everywhere = new Set([...world[side].values()].flatMap((lines) => [...tokensIn(lines)]));
          const other = side === "files" ? "contacts" : "files";
          // What was written on the other side is here now, unless there is a conflict, which keeps it where it was.
          for (const [name, lines] of after[other])
            for (const token of tokensIn(lines))
              if (!tokensIn(before[other].get(name)).has(token) && !conflicts.has(name))
                expect(everywhere).toContain(token);
          for (const [name, lines] of after[side]) {
            if (conflicts.has(name)) expect(world[side].get(name)).toEqual(lines);
          }
        }
        // What one side deleted, and the other left as it was, is gone from both.
        for (const [id, file] of known) {
          const isSame = (side: "files" | "contacts", name: string) =>
            after[side].get(name)?.join() === before[side].get(name)?.join();
          if (!after.contacts.has(id) && isSame("files", file) && !conflicts.has(id))
            expect(world.files.has(file)).toBe(false);
          if (!after.files.has(file) && isSame("contacts", id) && !conflicts.has(id))
            expect(world.contacts.has(id)).toBe(false);
        }
        const again = await planOf(world);
        expect(again.filter((step) => step.do !== "same" && step.do !== "conflict")).toEqual([]);
        expect(new Set(again.flatMap((step) => (step.do === "conflict" ? [step.id, step.file] : [])))).toEqual(
          conflicts,
        );
      }
    }),
    { numRuns: 400 },
  );
});
