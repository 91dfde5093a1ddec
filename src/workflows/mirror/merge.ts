/** Two changed versions of what was one card → one. Pure. By property, and where there may be several, by line. */
import type { Side } from "../../domain/mirror-report.ts";
import { hashesOf, type Said, type Unit, type Units } from "./units.ts";

export type Merged = {
  /** What both are to say. */
  units: Unit[];
  /** Properties that both changed, each in its own way. */
  conflicts: string[];
  /** Whether it differs from what the side says now. */
  changes: Record<Side, boolean>;
};

export type Versions = {
  folder: { before: Said; now: Units };
  store: { before: Said; now: Units };
};

/** @param prefer whose version of a conflicting property is taken */
export function mergeCards({ folder, store }: Versions, prefer: Side): Merged {
  const units: Unit[] = [];
  const conflicts: string[] = [];
  const changes = { store: false, folder: false };
  for (const property of new Set([...store.now.keys(), ...folder.now.keys()])) {
    const mine = store.now.get(property) ?? [];
    const theirs = folder.now.get(property) ?? [];
    const taken = oneOf(
      { before: split(folder.before[property]), now: theirs },
      { before: split(store.before[property]), now: mine },
      MULTIPLE.has(property),
    );
    if (taken === null) conflicts.push(property);
    const chosen = taken ?? (prefer === "store" ? mine : theirs);
    units.push(...chosen);
    // A side that was not touched may say the same in other words: that is no change of it.
    if (chosen !== mine && hashesOf(chosen) !== hashesOf(mine)) changes.store = true;
    if (
      chosen !== theirs &&
      !isStillSaid(chosen, mine, store.before[property]) &&
      hashesOf(chosen) !== hashesOf(theirs)
    )
      changes.folder = true;
  }
  return { units, conflicts, changes };
}

/** Properties of which a side now says something else than before. */
export function touched(before: Said, now: Said): string[] {
  const all = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...all].filter((property) => (before[property] ?? "") !== (now[property] ?? ""));
}

type Version = { before: readonly string[]; now: readonly Unit[] };

/** What both sides are to say of a property; null when that cannot be told. */
function oneOf(folder: Version, store: Version, isMultiple: boolean): readonly Unit[] | null {
  const [theirs, mine] = [hashesOf(folder.now), hashesOf(store.now)];
  if (theirs === folder.before.join(" ")) return store.now;
  if (mine === store.before.join(" ") || mine === theirs) return mine === theirs ? store.now : folder.now;
  return isMultiple ? bothOf(folder, store) : null;
}

/** The lines of the store with what the folder changed; null when both changed or removed the same line. */
function bothOf(folder: Version, store: Version): readonly Unit[] | null {
  const theirs = changeOf(folder);
  const mine = changeOf(store);
  const isIn = (change: Change, { now }: Version) =>
    change.added.every(({ hash }) => now.some((unit) => unit.hash === hash)) &&
    change.removed.every((hash) => !now.some((unit) => unit.hash === hash));
  if (isIn(theirs, store)) return store.now;
  if (isIn(mine, folder)) return folder.now;
  const isFound = theirs.removed.every((hash) => store.now.some((unit) => unit.hash === hash));
  if (!isFound || theirs.removed.some((hash) => mine.removed.includes(hash))) return null;
  const known = new Set(store.now.map(({ hash }) => hash));
  return [
    ...store.now.filter(({ hash }) => !theirs.removed.includes(hash)),
    ...theirs.added.filter(({ hash }) => !known.has(hash)),
  ];
}

type Change = { added: Unit[]; removed: string[] };

function changeOf({ before, now }: Version): Change {
  return {
    added: now.filter(({ hash }) => !before.includes(hash)),
    removed: before.filter((hash) => !now.some((unit) => unit.hash === hash)),
  };
}

function isStillSaid(chosen: readonly Unit[], mine: readonly Unit[], before = ""): boolean {
  return chosen === mine && hashesOf(mine) === before;
}

function split(said = ""): string[] {
  return said === "" ? [] : said.split(" ");
}

/** Of these a card has as many as it likes, and each stands for itself. */
const MULTIPLE: ReadonlySet<string> = new Set(
  "TEL EMAIL URL IMPP SOCIALPROFILE ADR RELATED MEMBER CATEGORIES KEY EXPERTISE HOBBY INTEREST".split(" "),
);
