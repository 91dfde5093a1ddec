import { describe, expect, test } from "vitest";
import { byteSize, calendarDate, count, plural, relativeTime } from "../../src/render/time.ts";

const NOW = new Date("2026-03-10T12:00:00Z");

test.each([
  ["2026-03-10T12:00:00Z", "just now"],
  ["2026-03-10T11:59:01Z", "just now"],
  ["2026-03-10T12:00:59Z", "just now"],
  ["2026-03-10T12:01:00Z", "in 1 minute"],
  ["2026-03-10T13:00:00Z", "in 1 hour"],
  ["2026-03-11T12:00:00Z", "tomorrow"],
  ["2026-04-19T12:00:00Z", "in 40 days"],
  ["2100-01-01T12:00:00Z", "in 73 years"],
  ["2026-03-10T11:59:00Z", "1 minute ago"],
  ["2026-03-10T11:00:01Z", "59 minutes ago"],
  ["2026-03-10T11:00:00Z", "1 hour ago"],
  ["2026-03-09T12:00:01Z", "23 hours ago"],
  ["2026-03-09T12:00:00Z", "1 day ago"],
  ["2026-03-07T12:00:00Z", "3 days ago"],
  ["2026-02-08T12:00:00Z", "1 month ago"],
  ["2025-03-11T12:00:00Z", "11 months ago"],
  ["2025-03-10T12:00:00Z", "1 year ago"],
  ["1970-01-01T00:00:00Z", "56 years ago"],
  ["soon", "soon"],
])("%s is %s", (time, expected) => {
  expect(relativeTime(time, NOW)).toBe(expected);
});

describe("dates", () => {
  test.each([
    [12, 4, 1990, "12 April 1990"],
    [12, 4, null, "12 April"],
    [29, 2, null, "29 February"],
    [null, 4, 1990, "April 1990"],
    [null, null, 1990, "1990"],
    [null, null, null, ""],
  ])("%s/%s/%s", (date_day, date_month, date_year, expected) => {
    expect(calendarDate({ date_day, date_month, date_year })).toBe(expected);
  });
});

test("counts and sizes", () => {
  expect([0, 999, 1000, 1950, 1234567].map(count)).toEqual(["0", "999", "1,000", "1,950", "1,234,567"]);
  expect([0, 1, 1950].map((n) => plural(n, "card"))).toEqual(["0 cards", "1 card", "1,950 cards"]);
  expect(plural(2, "entry", "entries")).toBe("2 entries");
  expect([0, 812, 1000, 9123, 999_949, 999_951, 12_400_000, 5e12].map(byteSize)).toEqual([
    "0 B",
    "812 B",
    "1.0 kB",
    "9.1 kB",
    "999.9 kB",
    "1.0 MB",
    "12.4 MB",
    "5000.0 GB",
  ]);
});
