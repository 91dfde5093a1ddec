import { describe, expect, test } from "vitest";
import { displayWidth, pad, truncate, wrap } from "../../src/render/width.ts";

test.each([
  ["", 0],
  ["Ada", 3],
  ["José", 4],
  ["Jose\u0301", 4],
  ["山田", 4],
  ["한국", 4],
  ["\u1112\u1161\u11ab", 2],
  ["\u1161", 1],
  ["\u0600", 1],
  ["ｶﾅ", 2],
  ["Ａ", 2],
  ["สมชาย", 5],
  ["กำ", 2],
  ["नमस्ते", 4],
  ["שלום", 4],
  ["👨‍👩‍👧", 2],
  ["👩🏽‍🚀", 2],
  ["❤️", 2],
  ["☎", 1],
  ["1️⃣", 2],
  ["🇩🇪", 2],
  ["🏴󠁧󠁢󠁳󠁣󠁴󠁿", 2],
  ["🫠", 2],
  ["…⏎", 2],
])("%s is %i wide", (text, width) => {
  expect(displayWidth(text)).toBe(width);
});

test.each([
  ["Ada Lovelace", 12, "Ada Lovelace"],
  ["Ada Lovelace", 11, "Ada Lovela…"],
  ["Ada Lovelace", 5, "Ada…"],
  ["Ada", 1, "…"],
  ["Ada", 0, ""],
  ["山田太郎", 8, "山田太郎"],
  ["山田太郎", 7, "山田太…"],
  ["山田太郎", 6, "山田…"],
  ["e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"],
  ["e\u0301e\u0301e\u0301", 2, "e\u0301…"],
  ["a👨‍👩‍👧b", 4, "a👨‍👩‍👧b"],
  ["a👨‍👩‍👧b", 3, "a…"],
  ["a🇩🇪🇫🇷", 4, "a🇩🇪…"],
])("%j cut to %i columns is %j", (text, columns, expected) => {
  expect(truncate(text, columns)).toBe(expected);
});

describe("pad", () => {
  test.each([
    ["ab", "left", "ab   "],
    ["ab", "right", "   ab"],
    ["山田", "left", "山田 "],
    ["too long", "left", "too long"],
  ] as const)("%s to the %s", (text, align, expected) => {
    expect(pad(text, 5, align)).toBe(expected);
  });
});

test("wrap breaks at blanks, keeps long words whole and empty lines", () => {
  expect(wrap("one two three\n\na-very-long-word x", 8)).toEqual(["one two", "three", "", "a-very-long-word", "x"]);
});
