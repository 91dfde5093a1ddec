import { describe, expect, test } from "vitest";
import { BacksideError } from "../../src/domain/errors.ts";
import { fieldColumns, parseFields, project } from "../../src/render/fields.ts";

const KNOWN = [
  "id",
  "display_name",
  "channels",
  "channels.type",
  "channels.value",
  "metadata",
  "metadata.*",
  "tags.name",
];
const ROW = {
  id: "1",
  display_name: "Ada",
  channels: [
    { type: "email", value: "ada@example.org" },
    { type: "phone", value: "+1" },
  ],
  metadata: { a: { b: 2, c: [1, "x"] }, empty: null },
  tags: [],
};

test.each([
  ["id", { id: "1" }],
  ["display_name,id", { display_name: "Ada", id: "1" }],
  [" id , ,display_name", { id: "1", display_name: "Ada" }],
  ["channels.value", { channels: [{ value: "ada@example.org" }, { value: "+1" }] }],
  [
    "channels.value,id,channels.type",
    {
      channels: [
        { value: "ada@example.org", type: "email" },
        { value: "+1", type: "phone" },
      ],
      id: "1",
    },
  ],
  ["channels.value,channels", { channels: ROW.channels }],
  ["channels,channels.value", { channels: ROW.channels }],
  ["metadata.a.b", { metadata: { a: { b: 2 } } }],
  ["metadata.none.deep", { metadata: { none: null } }],
  ["tags.name", { tags: [] }],
])("%s as JSON", (text, expected) => {
  expect(JSON.stringify(project(ROW, parseFields(text, KNOWN)))).toBe(JSON.stringify(expected));
});

test.each([
  ["id", ["1"]],
  ["channels.value,display_name", ["ada@example.org; +1", "Ada"]],
  ["channels", ['{"type":"email","value":"ada@example.org"}; {"type":"phone","value":"+1"}']],
  ["metadata.a.c", ["1; x"]],
  ["metadata.empty,tags.name", ["", ""]],
])("%s as columns", (text, expected) => {
  const columns = fieldColumns(parseFields(text, KNOWN));
  expect(columns.map((column) => column.text(ROW))).toEqual(expected);
  expect(columns.map(({ name }) => name)).toEqual(text.split(","));
});

describe("refused", () => {
  test.each([
    ["id,colour", "colour", "fields: id, display_name, channels, metadata"],
    ["dislpay_name", "dislpay_name", "Did you mean display_name? Fields: id, display_name, channels, metadata"],
    ["value", "value", "Did you mean channels.value? Fields: id, display_name, channels, metadata"],
    ["channels.vlaue", "channels.vlaue", "Did you mean channels.value? Fields: channels.type, channels.value"],
    ["channels.colour", "channels.colour", "fields: channels.type, channels.value"],
    ["colour.name", "colour.name", "fields: id, display_name, channels, metadata"],
  ])("%s, with those of its level; all of them are in the details", (text, field, hint) => {
    const error = thrownBy(() => parseFields(text, KNOWN));
    expect({ code: error.code, message: error.message, hint: error.hint, details: error.details }).toEqual({
      code: "unknown_field",
      message: `unknown field "${field}"`,
      hint,
      details: { field, fields: KNOWN },
    });
  });

  test.each([
    "__proto__",
    "constructor",
    "prototype",
    "metadata.__proto__",
    "metadata.constructor.prototype",
    "metadata.",
    "metadata..a",
    "toString",
    "id.x",
  ])("%s", (name) => {
    expect(thrownBy(() => parseFields(name, KNOWN)).code).toBe("unknown_field");
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test("nothing at all", () => {
    expect(thrownBy(() => parseFields(" , ", KNOWN)).code).toBe("usage");
  });
});

function thrownBy(work: () => unknown): BacksideError {
  try {
    work();
  } catch (error) {
    if (error instanceof BacksideError) return error;
  }
  throw new Error("no BacksideError was thrown");
}
