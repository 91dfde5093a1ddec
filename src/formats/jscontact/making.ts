/** A Card while it is made of lines. */
import type { JsonObject } from "../../domain/json.ts";
import type { Line } from "../../vcard/content-line.ts";
import { emptyObject, isObject } from "./json.ts";

export type Making = {
  readonly card: JsonObject;
  /** Labels that are their part's, by group. */
  readonly labels: ReadonlyMap<string, string>;
  /** Number of the next fresh key. */
  next: number;
};

/** The map at a place of the Card, made when it is needed. */
export function mapAt(card: JsonObject, place: string): JsonObject {
  const map = isObject(card[place]) ? card[place] : emptyObject();
  card[place] = map;
  return map;
}

/** Adds an object under its PROP-ID, else a fresh key such as `EMAIL-1`. RFC 9555 section 2.1.2. */
export function addObject(
  making: Making,
  map: JsonObject,
  property: string,
  id: string | null,
  object: JsonObject,
): void {
  let key = id;
  while (key === null || Object.hasOwn(map, key)) key = `${property}-${making.next++}`;
  map[key] = object;
}

/** Whether a key is one that `addObject` makes: nobody has to remember it. */
export function isFresh(key: string): boolean {
  return /^[A-Z][A-Z-]*-\d+$/.test(key);
}

/** Without parameters and group. */
export function isPlain({ params, group }: Line): boolean {
  return params.length === 0 && group === null;
}
