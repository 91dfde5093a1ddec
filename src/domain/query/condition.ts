/** What a field and its value ask of a contact. */
import { nearest } from "../nearest.ts";
import { quoted } from "../quoted.ts";
import { typeName } from "../relationship-types.ts";
import { foldedName, terms, words } from "../search-text.ts";
import { CHANNEL_FIELDS, channelType, type Field, HAS_NAMES } from "./fields.ts";
import { ago, daysIn, spanOf } from "./span.ts";
import { digitsOf, foldedText } from "./text.ts";
import type { FieldToken, Operator } from "./tokens.ts";
import { type Condition, PART_NAMES, type PartName, type Query, type TextTest, type TimeField } from "./tree.ts";

/** The condition, or what is wrong with the value and what could stand there. */
type Read = { condition: Query } | Wrong;
type Wrong = { wrong: string; expected: readonly string[]; hint: string | null };

type Asked = Pick<FieldToken, "name" | "operator" | "value" | "quoted" | "argument">;

export function conditionOf(field: Field, asked: Asked, now: Date): Read {
  if (asked.value === "") return wrong("a value has to follow at once", ["a value"]);
  if (field.of === "time") return timeOf(field.field, asked, now);
  if (asked.operator !== ":" && asked.operator !== ":=" && asked.operator !== "=") {
    return wrong(`${asked.operator} compares times only`, [":", ":="], "created, updated and last are times");
  }
  switch (field.of) {
    case "value":
      return texts(asked, (test) => ({ op: "value", field: field.field, test }));
    case "channel":
      if (field.type === "phone") return numbers(asked);
      return texts(asked, (test) => ({ op: "channel", type: field.type, test }));
    case "tag":
    case "group":
      return labelled(field.of, asked);
    case "kind":
      return kindOf(asked);
    case "id":
      return idOf(asked);
    case "has":
      return partOf(asked);
    case "missing": {
      const read = partOf(asked);
      return "wrong" in read ? read : { condition: { op: "not", of: read.condition } };
    }
    case "birthday":
      return birthdayOf(asked);
    case "rel":
      return relatedOf(asked);
  }
}

function wrong(text: string, expected: readonly string[], hint: string | null = null): Wrong {
  return { wrong: text, expected, hint };
}

/** A plain value is the beginning of its last word, one in quotes has whole words, and `:=` is all there is. */
function testOf({ operator, value, quoted }: Pick<Asked, "operator" | "value" | "quoted">): TextTest | null {
  if (isExact(operator)) return { how: "equal", wanted: [foldedText(value)] };
  const split = words(value);
  return split === "" ? null : { how: quoted ? "whole" : "begin", wanted: [split] };
}

function isExact(operator: Operator): boolean {
  return operator === ":=" || operator === "=";
}

function texts(asked: Asked, condition: (test: TextTest) => Condition): Read {
  const test = testOf(asked);
  return test ? { condition: condition(test) } : wrong("there is no letter or digit in it", ["words"]);
}

/** In any spelling, whole or a part of three digits or more. */
function numbers(asked: Asked): Read {
  const digits = isExact(asked.operator) ? [digitsOf(asked.value)] : (terms(asked.value)[0]?.digits ?? []);
  if ((digits[0] ?? "").length < 3) return wrong("a number has three digits or more", ["digits"]);
  const how = isExact(asked.operator) ? "number" : "digits";
  return { condition: { op: "channel", type: "phone", test: { how, wanted: digits } } };
}

/** Names are whole, as with --tag; `*` at the end lets them go on. */
function labelled(op: "tag" | "group", { value, quoted }: Asked): Read {
  const begun = !quoted && value.endsWith("*");
  const name = foldedName(begun ? value.slice(0, -1) : value);
  if (name === "") return wrong("there is no name in it", [`the name of a ${op}`], `has:${op} finds whoever has any`);
  return { condition: { op, name, begun } };
}

const KINDS = ["person", "organization", "group"] as const;

function kindOf({ value }: Asked): Read {
  const kind = KINDS.find((one) => one === value.toLowerCase());
  return kind ? { condition: { op: "kind", kind } } : unknown("kind", value, KINDS);
}

function unknown(what: string, value: string, known: readonly string[]): Wrong {
  const meant = nearest(value.toLowerCase(), known);
  const shown = known.slice(0, 18).join(", ");
  const hint = meant === null ? `one of ${shown}${known.length > 18 ? ", …" : ""}` : `Did you mean ${meant}?`;
  return wrong(`there is no ${what} ${quoted(value)}`, known, hint);
}

function idOf({ value }: Asked): Read {
  const begins = value.toLowerCase();
  if (/^[0-9a-f][0-9a-f-]{3,35}$/.test(begins)) return { condition: { op: "id", begins } };
  return wrong("not an id, nor the start of one with at least 4 characters", ["an id"]);
}

function partOf({ value }: Asked): Read {
  const name = value.toLowerCase();
  const own = channelType(name);
  if (own !== null) return { condition: { op: "has_channel", type: own } };
  if (isPart(name)) return { condition: { op: "has", part: name } };
  if ((CHANNEL_FIELDS as readonly string[]).includes(name)) return { condition: { op: "has_channel", type: name } };
  return unknown("part", value, HAS_NAMES);
}

function isPart(name: string): name is PartName {
  return (PART_NAMES as readonly string[]).includes(name);
}

const TIMES = ["2026", "2026-05", "2026-05-01", "today", "90d", "12h", "2w", "6mo", "1y"];

/** A length of time is an age: `last<90d` is less than 90 days ago. A date is a point in time: `last<2026` is before it. */
function timeOf(field: TimeField, { value, operator }: Asked, now: Date): Read {
  const time = (from: number | null, until: number | null): Read => ({
    condition: { op: "time", field, from, until },
  });
  const within = operator === ":" || operator === ":=" || operator === "=";
  if (field === "last_interaction_at" && within && /^(?:none|any)$/i.test(value)) {
    const any: Query = { op: "has", part: "interaction" };
    return { condition: value.toLowerCase() === "any" ? any : { op: "not", of: any } };
  }
  const moment = ago(value, now);
  if (moment !== null) return agedOf(moment, operator, time);
  const span = spanOf(value, now);
  if (span === null) {
    const none = field === "last_interaction_at" ? ["none"] : [];
    const hint = /^\d+m(?:in)?$/.test(value) ? "6mo are six months" : `for example ${TIMES.slice(2, 5).join(", ")}`;
    return wrong(`not a date, nor a length of time: ${quoted(value)}`, [...TIMES, ...none], hint);
  }
  if (operator === "<") return time(null, span.from);
  if (operator === "<=") return time(null, span.until);
  if (operator === ">") return time(span.until, null);
  if (operator === ">=") return time(span.from, null);
  return time(span.from, span.until);
}

function agedOf(moment: number, operator: Operator, time: (from: number | null, until: number | null) => Read): Read {
  if (operator === "<") return time(moment + 1, null);
  if (operator === ">") return time(null, moment);
  if (operator === ">=") return time(null, moment + 1);
  return time(moment, null);
}

const MONTHS = "january february march april may june july august september october november december".split(" ");
const DATE = /^(?:(\d{4})|(?:(\d{4})-|--)?(\d\d)(?:-(\d\d))?)$/;

/** `04-12`, `--04-12`, `1990-04-12`, `1990-04`, `1990`, `april`, `apr`. */
function birthdayOf({ value }: Asked): Read {
  const name = value.toLowerCase();
  const named = name.length >= 3 ? MONTHS.findIndex((month) => month.startsWith(name)) : -1;
  if (named !== -1) return { condition: { op: "birthday", year: null, month: named + 1, day: null } };
  const found = DATE.exec(value);
  const [year, dated, month, day] = (found ?? []).slice(1).map((part) => (part ? Number(part) : null));
  const possible = month == null || (month >= 1 && month <= 12 && (day == null || isDay(dated ?? 2000, month, day)));
  if (!found || !possible) return wrong(`not a birthday: ${quoted(value)}`, ["04-12", "1990-04-12", "april"]);
  return { condition: { op: "birthday", year: year ?? dated ?? null, month: month ?? null, day: day ?? null } };
}

function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= daysIn(year, month);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `rel:reports_to(bob)`, `rel:manages`. */
function relatedOf({ value, argument }: Asked): Read {
  const type = typeName(value);
  if (argument === null) return { condition: { op: "related", type, who: null } };
  const text = argument.text.trim();
  if (UUID.test(text.toLowerCase())) return { condition: { op: "related", type, who: { id: text.toLowerCase() } } };
  const quoted = /^"([^"]*)"$/.exec(text)?.[1];
  const asked = quoted === undefined ? text.split(/\s+/) : [quoted];
  const name = asked.flatMap((one) => testOf({ operator: ":", value: one, quoted: quoted !== undefined }) ?? []);
  if (name.length === 0) return wrong("whom? There is no name in the parentheses", ["a name", "an id"]);
  return { condition: { op: "related", type, who: { name } } };
}
