import { expect, test } from "vitest";
import {
  BUILTIN_NAMES,
  builtinInverse,
  builtinTypes,
  isTypeName,
  relationshipSentence,
  typeName,
} from "../../src/domain/relationship-types.ts";
import { relationshipText } from "../../src/render/relationship.ts";

test.each([
  ["reports_to", "reports_to"],
  ["Reports To", "reports_to"],
  ["reports-to", "reports_to"],
  ["parent of", "parent"],
  ["spouse_of", "spouse"],
  ["related to", "other"],
  ["  Mentored   by ", "mentored_by"],
  ["Täufling", "täufling"],
])("%j is the type %s", (words, name) => {
  expect(typeName(words)).toBe(name);
  expect(isTypeName(name)).toBe(true);
});

test.each(["", "_", "a__b", "A", "a b", "a-b", "a;b", "x".repeat(65), "$(id)"])("%j is no name for a type", (name) => {
  expect(isTypeName(name)).toBe(false);
});

test.each([
  ["reports_to", "Ada reports to Bob"],
  ["works_with", "Ada works with Bob"],
  ["parent", "Ada is parent of Bob"],
  ["other", "Ada is related to Bob"],
  ["mentors", "Ada mentors Bob"],
  ["mentored_by", "Ada is mentored by Bob"],
  ["met_at", "Ada met at Bob"],
  ["godparent", "Ada is godparent of Bob"],
  ["boss", "Ada is boss of Bob"],
])("%s is said as %j", (type, sentence) => {
  expect(relationshipSentence("Ada", type, "Bob")).toBe(sentence);
});

test.each([
  ["from", "manages", "reports_to", "manages Bob"],
  ["to", "manages", "reports_to", "reports to Bob"],
  ["to", "parent", "child", "child of Bob"],
  ["to", "spouse", "spouse", "spouse of Bob"],
  ["to", "other", null, "related to Bob"],
  ["to", "mentors", "mentored_by", "mentored by Bob"],
  ["to", "mentors", null, "Bob mentors Ada"],
  ["to", "godparent", null, "Bob is godparent of Ada"],
] as const)("%s %s reads %j from Ada's side", (direction, relationship_type, inverse_name, text) => {
  const view = { direction, relationship_type, inverse_name, display_name: "Bob" };
  expect(relationshipText(view, "Ada")).toBe(text);
});

test("the inverse of an inverse is the type itself", () => {
  for (const name of BUILTIN_NAMES) {
    const inverse = builtinInverse(name);
    if (inverse !== null) expect(builtinInverse(inverse)).toBe(name);
  }
  expect(builtinTypes("t").map(({ name }) => name)).toEqual(BUILTIN_NAMES);
});
