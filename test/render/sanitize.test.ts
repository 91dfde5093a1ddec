import { describe, expect, test } from "vitest";
import { escapeJsonForTty, sanitizeForTty } from "../../src/render/sanitize.ts";
import { HOSTILE } from "./hostile.ts";

const FORBIDDEN =
  /[\0-\x09\x0b-\x1f\x7f-\x9f\xad\u061c\u115f\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3164\ufeff\ufff9-\ufffb\u{1d173}\u{e0000}-\u{e0fff}]|\u034f|\ufe0f|\p{Cs}/u;

describe("cells", () => {
  test.each([
    ["Ada Lovelace", "Ada Lovelace"],
    ["José Ñandú Ωμέγα Дмитрий", "José Ñandú Ωμέγα Дмитрий"],
    ["Jose\u0301", "Jose\u0301"],
    ["山田 太郎 김철수 สมชาย שלום", "山田 太郎 김철수 สมชาย שלום"],
    ["\x1b[31mred", "^[[31mred"],
    ["\x1b]0;t\x07", "^[]0;t^G"],
    ["\x9b31m", "\\u{9b}31m"],
    ["a\rb\bc\x7f\0", "a^Mb^Hc^?^@"],
    ["a\tb\nc\r\nd", "a b⏎c⏎d"],
    ["\u202etxt", "\\u{202e}txt"],
    ["pay\u200bpal", "pay\\u{200b}pal"],
    ["hi\u{e0068}", "hi\\u{e0068}"],
    ["x\ud800y", "x\\u{d800}y"],
    ["\u0301\u0302a", "\\u{301}\\u{302}a"],
    [`a${"\u0301".repeat(9)}`, `a${"\u0301".repeat(8)}\\u{301}`],
  ])("%j → %j", (text, expected) => {
    expect(sanitizeForTty(text, { cell: true })).toBe(expected);
  });

  test.each([
    ["family", "👨‍👩‍👧‍👦"],
    ["skin and profession", "👩🏽‍🚀"],
    ["heart on fire", "❤️‍🔥"],
    ["keycap", "1️⃣"],
    ["flag of Germany", "🇩🇪"],
    ["flag of Scotland", "🏴󠁧󠁢󠁳󠁣󠁴󠁿"],
    ["text presentation", "☎︎"],
    ["Persian with joiner", "علی‌رضا"],
    ["Sinhala with joiner", "ශ්‍රී"],
    ["Japanese variant", "葛\u{e0100}城"],
  ])("keeps %s", (_what, text) => {
    expect(sanitizeForTty(text, { cell: true })).toBe(text);
  });
});

test("outside cells, lines and tabs stay", () => {
  expect(sanitizeForTty("a\tb\r\nc\n\u0301d\x1b")).toBe("a\tb\nc\n\\u{301}d^[");
});

describe("hostile text", () => {
  test("is a large collection", () => {
    expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(60);
  });

  test.each(HOSTILE.map((text) => [text]))("%j becomes visible", (text) => {
    const shown = sanitizeForTty(text, { cell: true });
    expect(shown).not.toBe(text);
    expect(shown).not.toMatch(FORBIDDEN);
  });

  test.each(HOSTILE.map((text) => [text]))("%j in JSON is escaped and means the same", (text) => {
    const shown = escapeJsonForTty(JSON.stringify({ [text]: [text] }, null, 2));
    expect(shown).not.toMatch(FORBIDDEN);
    expect(JSON.parse(shown)).toEqual({ [text]: [text] });
  });
});

test("JSON keeps emoji and escapes a mark that opens a string", () => {
  expect(escapeJsonForTty('{"a":"👨‍👩‍👧","b":"\u0301x"}')).toBe('{"a":"👨‍👩‍👧","b":"\\u0301x"}');
});
