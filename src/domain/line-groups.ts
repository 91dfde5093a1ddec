/**
 * Groups of vCard lines: `item1.TEL` and `item1.X-ABLabel` belong together. Every card numbers its own, so those of a
 * card that comes to a contact get names the contact does not have.
 */
import type { ContactDraft } from "./draft.ts";
import type { Json, JsonObject } from "./json.ts";

/** The draft with each group renamed that could be taken for another one. */
export function withOwnGroups(draft: ContactDraft, contact: Grouped): ContactDraft {
  const theirs = groupsOf(draft);
  if (theirs.size === 0) return draft;
  const mine = groupsOf(contact);
  const names = new Map<string, string>();
  let number = 1;
  for (const group of theirs) {
    // Reading drops a group named by a number when it has one member, and not all members need to come.
    if (!AUTOMATIC.test(group) && !mine.has(group)) continue;
    while (mine.has(`merged${number}`) || theirs.has(`merged${number}`)) number++;
    names.set(group, `merged${number++}`);
  }
  return names.size === 0 ? draft : renamed(draft, names);
}

/** Those of the lines that are not there yet. The lines of one group come together, and its name does not count. */
export function newLines(mine: readonly string[], theirs: readonly string[]): string[] {
  const known = new Set(mine);
  const there = [...byGroup(mine).values()];
  const isNew = (bodies: Set<string>) => !there.some((others) => [...bodies].every((body) => others.has(body)));
  const added = new Set([...byGroup(theirs)].flatMap(([group, bodies]) => (isNew(bodies) ? [group] : [])));
  return [...new Set(theirs)].filter((line) => {
    const group = groupOf(line);
    return group === null ? !known.has(line) : added.has(group);
  });
}

type Part = { metadata: JsonObject };
type Grouped = Part & Record<(typeof PARTS)[number], Part[]> & { relationships?: Part[] };

const PARTS = ["channels", "addresses", "dates", "affiliations"] as const;

/** Names of all groups in lower case. */
function groupsOf({ relationships = [], ...contact }: Grouped): Set<string> {
  const all = [contact, ...PARTS.flatMap((part) => contact[part]), ...relationships];
  const groups = all.flatMap(({ metadata }) => [...linesOf(metadata.vcard), ...linesOf(metadata.vcard_heads)]);
  return new Set(groups.map(groupOf).filter((group) => group !== null));
}

/** The lines of a contact's metadata, or those of a part, which are one text. */
function linesOf(value: Json | undefined): string[] {
  if (typeof value === "string") return value.split("\n");
  return Array.isArray(value) ? value.filter((line) => typeof line === "string") : [];
}

/** What the lines of each group say. */
function byGroup(lines: readonly string[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>();
  for (const line of lines) {
    const group = groupOf(line);
    if (group === null) continue;
    const bodies = groups.get(group) ?? new Set();
    groups.set(group, bodies.add(line.slice(group.length + 1)));
  }
  return groups;
}

function groupOf(line: string): string | null {
  return /^([^.;:]+)\./.exec(line)?.[1]?.toLowerCase() ?? null;
}

function renamed(draft: ContactDraft, names: ReadonlyMap<string, string>): ContactDraft {
  const line = (text: string): string => {
    const group = groupOf(text);
    const name = group === null ? undefined : names.get(group);
    return group === null || name === undefined ? text : name + text.slice(group.length);
  };
  const value = (lines: Json): Json => {
    if (typeof lines === "string") return lines.split("\n").map(line).join("\n");
    return Array.isArray(lines) ? lines.map((text) => (typeof text === "string" ? line(text) : text)) : lines;
  };
  const part = <P extends Part>(one: P): P => {
    const metadata = { ...one.metadata };
    for (const key of ["vcard", "vcard_heads"]) if (metadata[key] !== undefined) metadata[key] = value(metadata[key]);
    return { ...one, metadata };
  };
  return {
    ...part(draft),
    channels: draft.channels.map(part),
    addresses: draft.addresses.map(part),
    dates: draft.dates.map(part),
    affiliations: draft.affiliations.map(part),
    related: draft.related.map((one) => ({ ...one, lines: one.lines.map(line) })),
  };
}

/** The names Apple and Google number their groups with. */
const AUTOMATIC = /^item[0-9]+$/;
