import fs from "node:fs";
import { expect, test } from "vitest";
import { localBackend } from "../../src/backend/local.ts";
import { type Folder, openFolder } from "../../src/workflows/mirror/folder.ts";
import { mirror } from "../../src/workflows/mirror/mirror.ts";
import { spawned } from "../support/run.ts";
import { openStore, temporaryFolder } from "../support/stores.ts";
import { cardOf, newMirror, type TestMirror } from "./folders.ts";

const folder = temporaryFolder();

/** Something of everything on both sides, mirrored once, and then changed. */
async function changed(): Promise<TestMirror> {
  const one = newMirror(folder);
  const people = ["ada", "bob", "carl", "dora", "eve", "fay"];
  for (const name of people) one.put(`${name}.vcf`, cardOf(`${name}-1`, name, "NOTE:First", "TEL:+1 202 555 0001"));
  one.put("plain.vcf", cardOf("plain-1", "plain").replace("UID:plain-1\r\n", ""));
  await one.mirror();
  one.edit("ada.vcf", "NOTE:First", "NOTE:Second");
  await one.run("contacts update bob --set bio=Third");
  one.remove("carl.vcf");
  await one.run("contacts delete dora");
  one.edit("eve.vcf", "NOTE:First", "NOTE:Second\r\nTEL:+1 202 555 0002");
  await one.run("contacts channel add eve phone '+1 202 555 0003'");
  one.put("new.vcf", cardOf("new-1", "Newcomer"));
  one.put("bare.vcf", cardOf("bare-1", "Without UID").replace("UID:bare-1\r\n", ""));
  const book = `${one.store}.vcf`;
  fs.writeFileSync(book, cardOf("store-1", "From the store"));
  await one.run(`contacts import '${book}'`);
  return one;
}

/** A folder that is gone, as to a process that died, from its n-th change on. */
function dyingAt(step: number, real: Folder): { folder: Folder; steps: () => number } {
  let steps = 0;
  const living = (): void => {
    if (steps++ >= step) throw new Error("killed");
  };
  return {
    steps: () => steps,
    folder: {
      ...real,
      async write(...args) {
        living();
        return real.write(...args);
      },
      remove(...args) {
        living();
        return real.remove(...args);
      },
      async writeState(text) {
        living();
        return real.writeState(text);
      },
    },
  };
}

async function runUntil(one: TestMirror, step: number): Promise<number> {
  const backend = localBackend(openStore(one.store, { at: "2026-05-01T00:00:00Z" }));
  const dying = dyingAt(step, openFolder(one.dir));
  const options = {
    ...({ region: null, version: "4.0", prefer: null, query: null, expect: null } as const),
    confirm: async () => {},
    check: () => {},
    now: () => Date.parse("2026-05-01T00:00:00Z"),
  };
  try {
    await mirror(backend, dying.folder, options, {});
  } catch (error) {
    expect((error as Error).message).toBe("killed");
  } finally {
    await backend.close();
  }
  return dying.steps();
}

/** Both sides, without the ids that are made by chance. */
async function sides(one: TestMirror) {
  const plain = (text: string) => text.replace(/urn:uuid:[0-9a-f-]{36}/g, "urn:uuid:…");
  return {
    files: one
      .names()
      .map((name) => plain(one.get(name)))
      .sort(),
    contacts: (await one.exported()).map(plain).sort(),
  };
}

test("after a crash at any step the next run comes to where an undisturbed one does, and then there is nothing to do", async () => {
  const whole = await changed();
  const steps = await runUntil(whole, Number.POSITIVE_INFINITY);
  const expected = await sides(whole);
  expect(steps).toBeGreaterThan(4);
  for (let step = 0; step < steps; step++) {
    const one = await changed();
    await runUntil(one, step);
    const report = await one.mirror();
    expect({ step, conflicts: report.conflicts, failed: report.failed }).toEqual({ step, conflicts: [], failed: [] });
    expect({ step, ...(await sides(one)) }).toEqual({ step, ...expected });
    expect(await one.mirror()).toMatchObject({ changes: [], conflicts: [] });
  }
});

/** A folder and a store that have nothing in common yet. */
async function apart(count: number): Promise<TestMirror> {
  const one = newMirror(folder);
  for (let n = 0; n < count; n++) one.put(`f${n}.vcf`, cardOf(`f-${n}`, `File ${n}`));
  const book = `${one.store}.vcf`;
  fs.writeFileSync(book, Array.from({ length: count }, (_, n) => cardOf(`s-${n}`, `Store ${n}`)).join(""));
  await one.run(`contacts import '${book}'`);
  return one;
}

test("kill -9 at any moment leaves whole files, and the next run finds its way", async () => {
  const count = 150;
  const whole = await apart(count);
  const started = performance.now();
  expect((await spawned(`contacts mirror '${whole.dir}'`, { store: whole.store })).code).toBe(0);
  const duration = performance.now() - started;
  const codes: number[] = [];
  for (const share of [0.4, 0.55, 0.7, 0.85]) {
    const one = await apart(count);
    let timer: NodeJS.Timeout | undefined;
    const { code } = await spawned(`contacts mirror '${one.dir}'`, {
      store: one.store,
      onStart: (pid) => (timer = setTimeout(() => process.kill(pid, "SIGKILL"), duration * share)),
    });
    clearTimeout(timer);
    codes.push(code);
    for (const name of one.names().filter((name) => name.endsWith(".vcf")))
      expect(one.get(name)).toMatch(/^BEGIN:VCARD[\s\S]*END:VCARD\r\n$/);
    await one.mirror();
    expect(one.names().filter((name) => name.endsWith(".vcf"))).toHaveLength(2 * count);
    expect((await one.exported()).filter((line) => line.startsWith("FN:"))).toHaveLength(2 * count);
    expect(await one.mirror()).toMatchObject({ changes: [], unchanged: 2 * count });
  }
  expect(codes).toContain(137);
}, 60_000);
