import { expect, test } from "vitest";
import { importProgress } from "../../src/render/progress.ts";
import { displayWidth } from "../../src/render/width.ts";
import { fakeIo } from "./fake-io.ts";
import { HOSTILE } from "./hostile.ts";

const TOTAL = 1_000_000;

function clockAt() {
  const clock = { ms: 0 };
  return { clock, options: { label: "importing a.vcf", clock: () => clock.ms } };
}

test("a terminal: nothing before 100 ms, then ten lines a second, then a clean line", () => {
  const { io, stderr } = fakeIo({ isTerminal: true, env: { LANG: "de_DE.UTF-8" } });
  const { clock, options } = clockAt();
  const progress = importProgress(io, options);
  for (const [ms, cards] of [
    [99, 100],
    [100, 1000],
    [150, 1500],
    [200, 2000],
  ] as const) {
    clock.ms = ms;
    progress.update(cards, cards * 100, TOTAL);
  }
  progress.finish();
  const line = "importing a.vcf  ━━───────────────────   10%    1,000 cards  100.0 kB  10,000/s";
  const second = "importing a.vcf  ━━━━─────────────────   20%    2,000 cards  200.0 kB  10,000/s";
  expect(stderr).toEqual([`\r${line}`, `\r${second}`, `\r${" ".repeat(line.length)}\r`]);
});

test.each([
  [{ LC_ALL: "C", LANG: "en_US.UTF-8" }, "###########-----------"],
  [{ TERM: "dumb", LANG: "en_US.UTF-8" }, "###########-----------"],
  [{}, "###########-----------"],
  [{ LC_CTYPE: "C.utf8" }, "━━━━━━━━━━━───────────"],
])("the bar under %j", (env, bar) => {
  const { io, stderr } = fakeIo({ isTerminal: true, env });
  const { clock, options } = clockAt();
  const progress = importProgress(io, options);
  clock.ms = 1000;
  progress.update(5000, TOTAL / 2, TOTAL);
  expect(stderr.join("")).toContain(`  ${bar}  `);
});

test.each([1, 10, 40, 60, 80, 120])("never longer than a terminal of %i columns", (columns) => {
  const { io, stderr } = fakeIo({ isTerminal: true, columns });
  const { clock, options } = clockAt();
  const progress = importProgress(io, options);
  clock.ms = 1000;
  progress.update(5000, TOTAL / 2, TOTAL);
  expect(displayWidth((stderr[0] ?? "").slice(1))).toBeLessThan(columns);
});

test("a shorter line leaves nothing of the longer one", () => {
  const { io, stderr } = fakeIo({ isTerminal: true });
  const clock = { ms: 0 };
  const progress = importProgress(io, { label: "importing", clock: () => clock.ms });
  for (const [ms, cards] of [
    [100, 20_000],
    [300_000, 20_001],
  ] as const) {
    clock.ms = ms;
    progress.update(cards, 1000, null);
  }
  expect(stderr).toEqual([
    "\rimporting   20,000 cards  1.0 kB  200,000/s",
    "\rimporting   20,001 cards  1.0 kB  67/s     ",
  ]);
});

test("elsewhere: a plain line every 5 s", () => {
  const { io, stderr } = fakeIo();
  const { clock, options } = clockAt();
  const progress = importProgress(io, options);
  for (const ms of [100, 4999, 5000, 9999, 10_000]) {
    clock.ms = ms;
    progress.update(ms, ms * 100, TOTAL);
  }
  progress.finish();
  expect(stderr).toEqual([
    "importing a.vcf: 5,000 cards, 500.0 kB, 50%\n",
    "importing a.vcf: 10,000 cards, 1.0 MB, 100%\n",
  ]);
});

test("quiet: nothing", () => {
  const { io, stderr } = fakeIo({ isTerminal: true });
  const { clock, options } = clockAt();
  const progress = importProgress(io, { ...options, quiet: true });
  clock.ms = 10_000;
  progress.update(1, 1, TOTAL);
  progress.finish();
  expect(stderr).toEqual([]);
});

test.each(HOSTILE.map((text) => [text]))("%j as a file name is shown", (label) => {
  for (const isTerminal of [true, false]) {
    const { io, stderr } = fakeIo({ isTerminal, columns: 400 });
    const { clock, options } = clockAt();
    const progress = importProgress(io, { ...options, label });
    clock.ms = 10_000;
    progress.update(1, 1, TOTAL);
    expect(stderr.join("").slice(1, -1)).not.toMatch(/[\0-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/);
  }
});
