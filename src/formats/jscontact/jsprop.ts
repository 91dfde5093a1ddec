/** JSPROP: what a Card says and vCard has no property for, by its place in the Card. RFC 9555 sections 3.2.1 and 3.3.2. */
import type { Json, JsonObject } from "../../domain/json.ts";
import { attributesOf, parameter } from "../../vcard/attributes.ts";
import type { Line } from "../../vcard/content-line.ts";
import { escapeText, unescapeText } from "../../vcard/values.ts";
import { isObject } from "./json.ts";
import { mapAt } from "./making.ts";

/** The line of a value at a place, such as `["phones", "p1", "example.com:foo"]`. */
export function jspropLine(path: readonly string[], value: Json): Line {
  const pointer = path.map((key) => key.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  const params = [{ name: "JSPTR", values: [pointer] }];
  return { group: null, name: "JSPROP", original: "JSPROP", params, value: escapeText(JSON.stringify(value)) };
}

/** Puts the values back where nothing else is. @returns the lines that have no place any more */
export function addJsprops(card: JsonObject, lines: readonly Line[]): Line[] {
  return lines.filter((line) => !addJsprop(card, line));
}

function addJsprop(card: JsonObject, line: Line): boolean {
  const attributes = attributesOf(line.params);
  const pointer = parameter(attributes, "JSPTR");
  if (pointer === null || line.params.length !== 1 || line.group !== null) return false;
  const path = pointer.split("/").map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = path.pop() ?? "";
  if (path.length === 1 && !Object.hasOwn(card, path[0] ?? "")) mapAt(card, path[0] ?? "");
  let object: Json | undefined = card;
  for (const key of path) object = isObject(object) && Object.hasOwn(object, key) ? object[key] : undefined;
  if (!isObject(object) || Object.hasOwn(object, last)) return false;
  try {
    object[last] = JSON.parse(unescapeText(line.value, "4.0")) as Json;
    return true;
  } catch {
    return false;
  }
}
