import { expect, test } from "vitest";
import { caretLines } from "../../src/render/caret.ts";
import { displayWidth } from "../../src/render/width.ts";

test.each([
  ["ada tga:vip", 4, 3, "  ada tga:vip\n      ^^^"],
  ["tag:vip or", 10, 1, "  tag:vip or\n            ^"],
  ["山 x:y", 2, 1, "  山 x:y\n     ^"],
  ["a\nb x", 4, 1, "  a⏎b x\n      ^"],
])("%j at %i", (text, position, length, expected) => {
  expect(caretLines(text, position, length)).toBe(expected);
});

test("a long query is cut around the place", () => {
  const [line = "", caret = ""] = caretLines(`${"word ".repeat(50)}tga:vip${" word".repeat(50)}`, 250, 3).split("\n");
  expect(displayWidth(line)).toBeLessThan(80);
  expect(line.slice(caret.indexOf("^"), caret.lastIndexOf("^") + 1)).toBe("tga");
});
