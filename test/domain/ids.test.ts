import { expect, test } from "vitest";
import { idGenerator } from "../../src/domain/ids.ts";

const UUID_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test("ids are UUIDs of version 7 that begin with the time", () => {
  const id = idGenerator(() => Date.parse("2026-01-02T03:04:05.678Z"))();
  expect(id).toMatch(UUID_7);
  expect(new Date(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toISOString()).toBe(
    "2026-01-02T03:04:05.678Z",
  );
});

test("ids grow within one millisecond, and when the clock goes back", () => {
  let now = 1_767_323_045_678;
  const newId = idGenerator(() => now);
  const ids = Array.from({ length: 20_000 }, (_, i) => {
    if (i % 5000 === 4999) now -= 1000;
    return newId();
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => UUID_7.test(id))).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
});

test("two generators never give out the same id", () => {
  const [one, other] = [idGenerator(() => 0), idGenerator(() => 0)];
  const ids = Array.from({ length: 1000 }, () => [one(), other()]).flat();
  expect(new Set(ids).size).toBe(2000);
});
