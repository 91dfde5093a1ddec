/** Properties that came with 3.0, and so have other names in 2.1. */
import type { Property } from "./card.ts";

/**
 * Written as `X-NAME` in 2.1 and read back as NAME. AGENT is one of them because a card within a card is text to us;
 * CATEGORIES is none: everybody writes it.
 */
export const NOT_IN_2: ReadonlySet<string> = new Set(
  "NICKNAME IMPP SORT-STRING CLASS NAME PROFILE SOURCE FBURL CALURI CALADRURI AGENT".split(" "),
);

/** Properties of a 2.1 card as a later version names them: `X-NICKNAME` → `NICKNAME`. */
export function withLaterNames(properties: readonly Property[]): readonly Property[] {
  if (!properties.some(({ name }) => LATER_NAMES.has(name))) return properties;
  return properties.map((property) => {
    const name = LATER_NAMES.get(property.name);
    return name === undefined ? property : { ...property, name, original: property.original.slice("X-".length) };
  });
}

const LATER_NAMES: ReadonlyMap<string, string> = new Map([...NOT_IN_2].map((name) => [`X-${name}`, name]));
