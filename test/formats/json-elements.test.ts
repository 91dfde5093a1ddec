import { describe, expect, test } from "vitest";
import { readJcard } from "../../src/formats/jcard/jcard.ts";
import { readJscontact } from "../../src/formats/jscontact/jscontact.ts";
import { readWith } from "./read-format.ts";

const card = (name: string): string => `{"@type":"Card","version":"1.0","uid":"${name}","name":{"full":"${name}"}}`;
const jcard = (name: string): string => `["vcard",[["version",{},"text","4.0"],["fn",{},"text","${name}"]]]`;

/** Line and name of each contact, or why it is none. */
async function summary(read: typeof readJcard, text: string | Uint8Array): Promise<string[]> {
  const found = await readWith(read, text);
  expect(found.map(({ index }) => index)).toEqual(found.map((_, at) => at + 1));
  return found.map(({ line, draft, failure }) => `${line} ${draft?.display_name ?? `! ${failure}`}`);
}

const NO_END = "! The contact is not well-formed JSON: it has no end.";

describe.each([
  ["jCard", readJcard, jcard],
  ["JSContact", readJscontact, card],
] as const)("a file of %s", (_name, read, one) => {
  test.each([
    ["one", one("a"), ["1 a"]],
    ["an array", `[${one("a")},${one("b")}]`, ["1 a", "1 b"]],
    ["an array, one a line", `[\n${one("a")},\n${one("b")}\n]\n`, ["2 a", "3 b"]],
    ["one a line", `${one("a")}\r\n\r\n${one("b")}\n`, ["1 a", "3 b"]],
    ["one after the other", one("a") + one("b"), ["1 a", "1 b"]],
    ["two arrays", `[${one("a")}]\n[${one("b")}]`, ["1 a", "2 b"]],
    ["a byte order mark", `\ufeff${one("Zoë")}`, ["1 Zoë"]],
    [
      "one that lost its end",
      `[\n${one("a")},\n${one("b").slice(0, -2)},\n${one("c")}\n]`,
      ["2 a", `3 ${NO_END}`, "4 c"],
    ],
    ["one a line, the first without its end", `${one("a").slice(0, -1)}\n${one("b")}`, [`1 ${NO_END}`, "2 b"]],
    [
      "one that is cut off in a text",
      `[\n${one("a")},\n${one("b").slice(0, 29)}\n${one("c")}]`,
      ["2 a", "3 ! The contact is not well-formed JSON: a text has no end.", "4 c"],
    ],
    ["a file that is cut off", `[\n${one("a")},\n${one("b").slice(0, -1)}`, ["2 a", `3 ${NO_END}`]],
  ])("may be %s", async (_case, text, expected) => {
    expect(await summary(read, text)).toEqual(expected);
  });

  test("has indented contacts too", async () => {
    const text = JSON.stringify([JSON.parse(one("a")), JSON.parse(one("b"))], null, 2);
    expect((await summary(read, text)).map((line) => line.replace(/^\d+ /, ""))).toEqual(["a", "b"]);
  });

  test("loses none of the neighbours of what is no contact", async () => {
    const found = await summary(
      read,
      `[null,\n5,\n"x",\n{"a" "b"},\n${"[".repeat(50)}${"]".repeat(50)},\n${one("a")}]`,
    );
    expect(found.map((line) => line.slice(0, 3))).toEqual(["1 !", "2 !", "3 !", "4 !", "5 !", "6 a"]);
    expect(found[4]).toBe("5 ! The contact is nested deeper than 32 levels.");
  });

  test.each(["", "[]", "hello", "<html></html>", '{"a":1}', `${"[".repeat(200_000)}`])("is not %s", async (text) => {
    await expect(readWith(read, text)).rejects.toMatchObject({ code: "invalid_input" });
  });

  test("may be UTF-16 or windows-1252", async () => {
    expect(await summary(read, Buffer.from(`\ufeff${one("Zoë")}`, "utf16le"))).toEqual(["1 Zoë"]);
    const [found] = await readWith(read, Buffer.from(one("Zoë"), "latin1"));
    expect(found?.draft?.display_name).toBe("Zoë");
    expect(found?.warnings.map(({ code }) => code)).toContain("guessed_charset");
  });

  test("has no control characters and no halves of characters in the end", async () => {
    expect(await summary(read, one("a\\u0000\\u001b[31m\\ud800"))).toEqual(["1 a[31m\ufffd"]);
  });

  test("gives a contact the same digest whenever it was exported", async () => {
    const [first, second, third] = await readWith(read, `[${one("a")},${one("a")},${one("b")}]`);
    expect(second?.digest).toBe(first?.digest);
    expect(third?.digest).not.toBe(first?.digest);
  });

  test("is read in linear time, whatever is in it", async () => {
    const shapes = ["[", "{", '"', "\\", '{"a":', "[1,", "\n{", '\n["vcard"', "]", "}"];
    const took = async (text: string): Promise<number> => {
      const start = performance.now();
      await readWith(read, `${one("a")}\n${text}`);
      return performance.now() - start;
    };
    for (const shape of shapes) expect(await took(shape.repeat(100_000)), shape).toBeLessThan(3000);
  });
});

test("__proto__ is a key as any other", async () => {
  const text = `{"@type":"Card","uid":"a","name":{"full":"a","__proto__":{"x":1}},"emails":{"__proto__":{"address":"a@example.org"}},"__proto__":{"polluted":true},"phones":{"constructor":{"number":"1","__proto__":2}}}`;
  const [found] = await readWith(readJscontact, text);
  expect(found?.draft?.channels.map(({ value }) => value)).toEqual(["a@example.org", "1"]);
  expect(found?.draft?.metadata.vcard).toContain('JSPROP;JSPTR=__proto__:{"polluted":true}');
  const [other] = await readWith(
    readJcard,
    `["vcard",[["fn",{"__proto__":"x"},"text","a"],["__proto__",{},"text","b"]]]`,
  );
  expect(other?.draft?.metadata).toEqual({ vcard_heads: ["FN;__PROTO__=x"], vcard: ["__PROTO__;VALUE=text:b"] });
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
});

test("no name, group or line of a file becomes a line of its own", async () => {
  const end = "x\\r\\nEND:VCARD";
  const [found] = await readWith(
    readJscontact,
    `{"@type":"Card","uid":"a","name":{"full":"a"},"onlineServices":{"k":{"user":"u","vCardName":"x-${end}"}},"emails":{"${end}":{"address":"b@example.org","vCardParams":{"group":"${end}","x-${end}":"1"}}},"backside.app:lines":["${end}:1"]}`,
  );
  expect(JSON.stringify(found?.draft?.metadata)).not.toMatch(/"[^"]*\\r?\\n?END:VCARD:/);
  for (const { metadata } of found?.draft?.channels ?? []) expect(String(metadata.vcard)).not.toMatch(/[\r\n]/);
  const jcard = `["vcard",[["fn",{},"text","a"],["x-${end}",{},"text","b"],["x-a",{"x-backside-line":"X-A${end}:b"},"unknown","b"]]]`;
  const [other] = await readWith(readJcard, jcard);
  for (const line of (other?.draft?.metadata.vcard ?? []) as string[]) expect(line).not.toMatch(/[\r\n]/);
});
