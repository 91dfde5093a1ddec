import { getCountries } from "libphonenumber-js/max";
import { expect, test } from "vitest";
import { isRegion, REGIONS } from "../../src/domain/regions.ts";

test("the regions are those the phone library knows", () => {
  expect(REGIONS.split(" ")).toEqual(getCountries().sort());
});

test.each(["", "D", "de", "D ", " D", "DE AT", "XX", "UK"])("%j is none", (code) => {
  expect(isRegion(code)).toBe(false);
});
