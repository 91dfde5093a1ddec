import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BacksideError } from "../../src/domain/errors.ts";
import { isExact, parseWhen } from "../../src/domain/when.ts";

/** A Tuesday. */
const NOW = new Date("2026-03-10T12:34:56.789Z");

describe("a moment", () => {
  test.each([
    ["2026-05-01T14:30:00Z", "2026-05-01T14:30:00Z"],
    ["2026-05-01T14:30:00.25+02:00", "2026-05-01T12:30:00.250Z"],
    ["2026-05-01 14:30 -0500", "2026-05-01T19:30:00Z"],
    ["2026-05-01 14:30", "2026-05-01T14:30:00Z"],
    ["2026-05-01t14:30:05", "2026-05-01T14:30:05Z"],
    ["now", "2026-03-10T12:34:56.789Z"],
    ["Yesterday 14:00", "2026-03-09T14:00:00Z"],
    ["yesterday at 9:05", "2026-03-09T09:05:00Z"],
    ["tomorrow  8:00", "2026-03-11T08:00:00Z"],
    ["-3d", "2026-03-07T12:34:56.789Z"],
    ["-2h", "2026-03-10T10:34:56.789Z"],
    ["-90min", "2026-03-10T11:04:56.789Z"],
    ["-3 days", "2026-03-07T12:34:56.789Z"],
    ["-1mo", "2026-02-10T12:34:56.789Z"],
    ["-1y", "2025-03-10T12:34:56.789Z"],
    ["2 weeks ago", "2026-02-24T12:34:56.789Z"],
    ["an hour ago", "2026-03-10T11:34:56.789Z"],
    ["14:00", "2026-03-10T14:00:00Z"],
    ["yesterday at 2pm", "2026-03-09T14:00:00Z"],
    ["monday 9:30", "2026-03-09T09:30:00Z"],
    ["friday 9:30", "2026-03-06T09:30:00Z"],
    ["this morning", "2026-03-10T06:00:00Z"],
  ])("%s", async (text, expected) => {
    expect(await parseWhen(text, NOW)).toBe(expected);
    expect(await parseWhen(text, NOW, "end")).toBe(expected);
  });
});

describe("a day, month or year alone begins and ends", () => {
  test.each([
    ["2026-05-01", "2026-05-01T00:00:00Z", "2026-05-01T23:59:59.999Z"],
    ["2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59.999Z"],
    ["today", "2026-03-10T00:00:00Z", "2026-03-10T23:59:59.999Z"],
    ["yesterday", "2026-03-09T00:00:00Z", "2026-03-09T23:59:59.999Z"],
    ["last monday", "2026-03-09T00:00:00Z", "2026-03-09T23:59:59.999Z"],
    ["friday", "2026-03-06T00:00:00Z", "2026-03-06T23:59:59.999Z"],
    ["next friday", "2026-03-20T00:00:00Z", "2026-03-20T23:59:59.999Z"],
    ["march 5", "2026-03-05T00:00:00Z", "2026-03-05T23:59:59.999Z"],
    ["24 december", "2025-12-24T00:00:00Z", "2025-12-24T23:59:59.999Z"],
    ["3rd of may 2024", "2024-05-03T00:00:00Z", "2024-05-03T23:59:59.999Z"],
    ["last month", "2026-02-01T00:00:00Z", "2026-02-28T23:59:59.999Z"],
    ["last year", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59.999Z"],
    ["0050-01-01", "0050-01-01T00:00:00Z", "0050-01-01T23:59:59.999Z"],
  ])("%s", async (text, start, end) => {
    expect([await parseWhen(text, NOW), await parseWhen(text, NOW, "end")]).toEqual([start, end]);
  });
});

describe("local time", () => {
  beforeEach(() => {
    process.env.TZ = "America/New_York";
  });
  afterEach(() => {
    process.env.TZ = "UTC";
  });

  // Clocks went forward on Sunday, 8 March 2026.
  test.each([
    ["2026-03-08", "2026-03-08T05:00:00Z", "2026-03-09T03:59:59.999Z"],
    ["yesterday 14:00", "2026-03-09T18:00:00Z", "2026-03-09T18:00:00Z"],
    ["2026-03-07 14:00", "2026-03-07T19:00:00Z", "2026-03-07T19:00:00Z"],
    ["-3d", "2026-03-07T13:34:56.789Z", "2026-03-07T13:34:56.789Z"],
    ["last saturday", "2026-03-07T05:00:00Z", "2026-03-08T04:59:59.999Z"],
    ["2026-03-07T14:00Z", "2026-03-07T14:00:00Z", "2026-03-07T14:00:00Z"],
  ])("%s in New York", async (text, start, end) => {
    expect([await parseWhen(text, NOW), await parseWhen(text, NOW, "end")]).toEqual([start, end]);
  });
});

test("a month less is the last day of a shorter month", async () => {
  expect(await parseWhen("-1mo", new Date("2026-03-31T10:00:00Z"))).toBe("2026-02-28T10:00:00Z");
});

test.each([
  "",
  "soon",
  "lunch",
  "monday or so",
  "blah monday blah",
  "2026-02-30",
  "2026-13",
  "2026-05-01 25:00",
  "yesterday 24:00",
  "12/3/2026",
  "3.12.2026",
  "-3m",
  "3d",
  "--3d",
  "monday to friday",
  "2026",
  "x".repeat(2000),
])("%j is no moment", async (text) => {
  const error = await parseWhen(text, NOW).catch((thrown) => thrown);
  expect(error).toBeInstanceOf(BacksideError);
  expect(error.code).toBe("usage");
  expect(error.hint).toContain("2026-05-01");
});

test.each([
  ["2026-05-01T14:30:00Z", true],
  ["2026-05-01T14:30:00+02:00", true],
  ["2026-05-01T14:30", false],
  ["2026-05-01", false],
  ["yesterday 14:00", false],
])("%s says all: %s", (text, exact) => {
  expect(isExact(text)).toBe(exact);
});
