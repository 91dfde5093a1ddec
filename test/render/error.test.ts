import { describe, expect, test } from "vitest";
import {
  asBacksideError,
  BacksideError,
  ERRORS,
  type ErrorCode,
  exitCodeOf,
  fileError,
} from "../../src/domain/errors.ts";
import { stylesFor } from "../../src/render/colour.ts";
import { errorJson, errorText } from "../../src/render/error.ts";
import { HOSTILE } from "./hostile.ts";

const AMBIGUOUS = new BacksideError("ambiguous", '"ada" names 2 contacts', {
  hint: "use an id: backside contacts get 0191d9c1",
  details: {
    candidates: [
      { id: "0191d9c1", display_name: "Ada Byron" },
      { id: "0191d9c2", display_name: "Ada \u001b[31mKing" },
    ],
  },
});

test("for people: what failed, and the way out", async () => {
  expect(errorText(AMBIGUOUS)).toBe(
    'backside: "ada" names 2 contacts\n  0191d9c1  Ada Byron\n  0191d9c2  Ada ^[[31mKing\nhint: use an id: backside contacts get 0191d9c1\n',
  );
  expect(errorText(new BacksideError("not_found", "no contact x"))).toBe("backside: no contact x\n");
  expect(errorText(new BacksideError("not_found", "no contact x"), await stylesFor(true))).toBe(
    "\x1b[31mbackside:\x1b[39m no contact x\n",
  );
});

test("for programs: one line of JSON", () => {
  expect(errorJson(AMBIGUOUS)).toBe(
    '{"error":{"code":"ambiguous","message":"\\"ada\\" names 2 contacts","hint":"use an id: backside contacts get 0191d9c1","retryable":false,"details":{"candidates":[{"id":"0191d9c1","display_name":"Ada Byron"},{"id":"0191d9c2","display_name":"Ada \\u001b[31mKing"}]}}}\n',
  );
  expect(JSON.parse(errorJson(new BacksideError("store_busy", "busy")))).toEqual({
    error: { code: "store_busy", message: "busy", hint: null, retryable: true, details: null },
  });
});

test.each(HOSTILE.map((text) => [text]))("%j in an error stays on its line", (text) => {
  const error = new BacksideError("not_found", text, { hint: text, details: { text } });
  const unsafe = /[\0-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]/;
  expect(errorText(error)).not.toMatch(unsafe);
  expect(errorText(error).split("\n")).toHaveLength(3);
  expect(errorJson(error)).not.toMatch(unsafe);
  expect(JSON.parse(errorJson(error)).error).toMatchObject({ message: text, hint: text, details: { text } });
});

describe("exit codes", () => {
  test("as the contract lists them", () => {
    const byExit = Object.groupBy(Object.keys(ERRORS) as ErrorCode[], (code) => ERRORS[code].exit);
    expect(byExit).toEqual({
      1: ["internal_error", "not_implemented", "method_not_allowed"],
      2: [
        "usage",
        "bad_request",
        "payload_too_large",
        "unsupported_media_type",
        "invalid_input",
        "invalid_query",
        "unknown_field",
        "input_required",
        "confirmation_required",
      ],
      3: ["partial"],
      4: ["unauthorized", "payment_required", "forbidden"],
      5: ["not_found", "gone"],
      6: ["ambiguous", "conflict", "undo_conflict", "idempotency_conflict", "precondition_failed", "expect_mismatch"],
      7: ["unreachable", "timeout", "unavailable", "tls", "redirect_refused", "bad_response", "outcome_unknown"],
      8: ["rate_limited"],
      9: [
        "store_damaged",
        "store_newer",
        "not_a_store",
        "store_readonly",
        "store_busy",
        "disk_full",
        "io_error",
        "file_unreadable",
        "output_failed",
      ],
      130: ["cancelled", "interrupted"],
      143: ["terminated"],
    });
  });

  test("retryable are those that pass by themselves", () => {
    const codes = Object.entries(ERRORS)
      .filter(([, { retryable }]) => retryable)
      .map(([code]) => code);
    expect(codes).toEqual(["unreachable", "timeout", "unavailable", "rate_limited", "store_busy"]);
  });

  test("what nobody foresaw is an internal error", () => {
    expect(exitCodeOf(AMBIGUOUS)).toBe(6);
    expect(exitCodeOf(new TypeError("x is not a function"))).toBe(1);
    expect(asBacksideError("thrown text")).toMatchObject({ code: "internal_error", message: "thrown text" });
  });
});

test.each([
  ["ENOSPC", "disk_full", "cannot write a.vcf: no space left on device"],
  ["EACCES", "io_error", "cannot write a.vcf: permission denied"],
])("%s is %s", (errno, code, message) => {
  const texts: Record<string, string> = { ENOSPC: "no space left on device", EACCES: "permission denied" };
  const cause = Object.assign(new Error(`${errno}: ${texts[errno]}, write`), { code: errno });
  expect(fileError("cannot write a.vcf", cause)).toMatchObject({ code, message, details: { errno } });
});
