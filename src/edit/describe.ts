/** The difference that an edit makes, for people: lines taken out begin with `-`, new ones with `+`. */
import type { Changes, PartChange } from "./difference.ts";
import { addressLines, affiliationLines, channelLines, dateLines, fieldLines, type PartLines } from "./text.ts";

/** One line each, as they stand in the text; nothing in them is cleaned for a terminal but control characters. */
export function describeChanges({ fields, channels, order, addresses, dates, affiliations, tags }: Changes): string[] {
  return [
    ...fields.flatMap(({ field, before, after }) => [
      ...marked("-", before === null ? [] : fieldLines(field, before, "")),
      ...marked("+", after === null ? [] : fieldLines(field, after, "")),
    ]),
    ...partLines(channels, channelLines),
    ...(order === null ? [] : ["~ channels in another order"]),
    ...partLines(addresses, addressLines),
    ...partLines(dates, dateLines),
    ...partLines(affiliations, affiliationLines),
    ...marked(
      "-",
      tags.remove.flatMap((name) => fieldLines("tag", name, "")),
    ),
    ...marked(
      "+",
      tags.add.flatMap((name) => fieldLines("tag", name, "")),
    ),
  ];
}

function partLines<Values, Part extends Values>(
  changes: readonly PartChange<Part, Values>[],
  linesOf: (part: Values) => PartLines,
): string[] {
  return changes.flatMap((change) => {
    if (change.action === "remove") return between(linesOf(change.before), []);
    if (change.action === "add") return between([], linesOf(change.values));
    return between(linesOf(change.before), linesOf({ ...change.before, ...change.values }));
  });
}

/** What one has and not the other, below the line that says which part it is. */
function between(before: PartLines, after: PartLines): string[] {
  const values = Array.from({ length: Math.max(before.length, after.length) }, (_, i) => i);
  return values.flatMap((i) => {
    const [was = [], is = []] = [before[i], after[i]];
    if (was.join("\n") === is.join("\n")) return i === 0 ? marked(" ", is) : [];
    return [...marked("-", given(was, i)), ...marked("+", given(is, i))];
  });
}

/** Nothing is lost or won with an empty field. */
function given(lines: readonly string[], i: number): readonly string[] {
  return i > 0 && lines.length === 1 && lines[0]?.endsWith(":") ? [] : lines;
}

function marked(mark: string, lines: readonly string[]): string[] {
  return lines.map((line) => `${mark} ${line}`.trimEnd());
}
