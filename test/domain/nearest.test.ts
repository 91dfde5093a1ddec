import { expect, test } from "vitest";
import { nearest } from "../../src/domain/nearest.ts";

const NAMES = ["search", "list", "import", "export", "display_name", "channels", "channels.value", "id"];

test.each([
  ["list", "list"],
  ["lst", "list"],
  ["improt", "import"],
  ["epxort", "export"],
  ["lists", "list"],
  ["exp", "export"],
  ["channel", "channels"],
  ["value", "channels.value"],
  ["name", "display_name"],
])("%s is near %s", (word, name) => {
  expect(nearest(word, NAMES)).toBe(name);
});

test.each(["", "x", "me", "nosuch", "frobnicate", "l".repeat(100_000)])("%s is near nothing", (word) => {
  expect(nearest(word, NAMES)).toBeNull();
});

test("the fewest slips win, then the first", () => {
  expect(nearest("cart", ["carve", "care", "card"])).toBe("care");
});
