/**
 * What a card says of other cards, settled after all are read: relatives, and the members of groups. A line that finds
 * nobody stays with its contact, which waits for the card.
 */
import type { RelatedDraft } from "../../domain/draft.ts";
import { keptHeads, keptLines, lineValue, nameOf, withLines } from "../../domain/kept.ts";
import type { Rows, Transaction } from "../../store/store.ts";
import { type Awaited, awaitedBy, awaitedIn, keepAwaited } from "./awaiting.ts";
import { memberOf, relativeOf } from "./find-contact.ts";
import { type GroupNames, groupFor, groupNames } from "./groups.ts";

/** Whom a card names; `members` is null where it is no group's. */
export type Naming = { contact_id: string; related: readonly RelatedDraft[]; members: readonly string[] | null };

/** @param waiting contacts whom earlier imports found nobody for, and for whom it may be different now */
export async function settleLinks(
  tx: Transaction,
  namings: readonly Naming[],
  waiting: ReadonlySet<string>,
): Promise<void> {
  const names = groupNames(tx);
  for (const naming of namings) await settle(tx, names, naming);
  for (const contact_id of waiting) await settle(tx, names, { contact_id, related: [], members: null });
}

/** Members a card names that neither the group nor the kept lines of its contact have. */
export async function hasNewMembers(
  tx: Transaction,
  contact: Pick<Rows["contacts"], "id" | "metadata">,
  members: readonly string[],
): Promise<boolean> {
  const lines = linesOf(contact);
  const present = await presentIn(tx, contact.id);
  for (const member of members) {
    const found = await memberOf(tx, member);
    if (found === null ? !lines.has(lines.ofMember(member)) : !present.has(found)) return true;
  }
  return false;
}

async function settle(tx: Transaction, names: GroupNames, { contact_id, related, members }: Naming): Promise<void> {
  const contact = await tx.get("contacts", contact_id);
  if (!contact || contact.deleted_at !== null) return;
  const rows = await awaitedBy(tx, contact_id);
  const lines = linesOf(contact);
  const before = awaitedIn(rows);
  const relatives = [...before.flatMap((one) => ("related" in one ? one.related : [])), ...related];
  const wanted = [...before.flatMap((one) => ("member" in one ? one.member : [])), ...(members ?? [])];

  const awaited: Awaited[] = [];
  for (const one of relatives) {
    // Somebody took the line away since: it is not waited for any more.
    const isSaid = related.includes(one) || one.lines.every((line) => lines.has(line));
    if (isSaid && !(await relate(tx, contact_id, one, lines))) awaited.push({ related: one });
  }
  if (members !== null || wanted.length > 0) {
    for (const member of await join(tx, names, contact, { wanted, named: new Set(members), lines }))
      awaited.push({ member });
  }
  const left = lines.left();
  if (left !== null) await tx.update("contacts", contact_id, { metadata: withLines(contact.metadata, left) });
  if (rows.length + awaited.length > 0) await keepAwaited(tx, contact_id, rows, awaited);
}

/** Makes the link, or gives its lines to the one that is there. False when it is not known who is meant. */
async function relate(tx: Transaction, contact_id: string, related: RelatedDraft, lines: Lines): Promise<boolean> {
  const other = await relativeOf(tx, related);
  if (other === null) return false;
  if (other === contact_id) return true;
  const { relationship_type, description } = related;
  const ends = { from_contact_id: other, to_contact_id: contact_id, relationship_type };
  const [known] = await tx.find("relationships", ends);
  if (!known) {
    await tx.insert("relationships", {
      ...ends,
      description,
      metadata: withLines(related.metadata ?? {}, related.lines),
    });
    lines.take(related.lines);
    return true;
  }
  const mine = keptLines(known.metadata);
  // A link that no card made says more than a line of it could.
  if (mine.length === 0) return true;
  const further = related.lines.filter((line) => lines.has(line) && !mine.includes(line));
  if (further.length === 0) return true;
  await tx.update("relationships", known.id, { metadata: withLines(known.metadata, [...mine, ...further]) });
  lines.take(further);
  return true;
}

/** Puts those who are found into the group of the contact; answers the others, whose lines stay with the contact. */
async function join(
  tx: Transaction,
  names: GroupNames,
  contact: Rows["contacts"],
  { wanted, named, lines }: { wanted: readonly string[]; named: ReadonlySet<string>; lines: Lines },
): Promise<string[]> {
  const group_id = await groupFor(tx, names, contact);
  const present = await presentIn(tx, group_id);
  const unknown: string[] = [];
  for (const member of new Set(wanted)) {
    const line = lines.ofMember(member);
    if (!named.has(member) && !lines.has(line)) continue;
    const found = await memberOf(tx, member);
    if (found === null) {
      unknown.push(member);
      lines.keep(line);
      continue;
    }
    lines.take([line]);
    if (present.has(found)) continue;
    await tx.insert("group_members", { group_id, contact_id: found, metadata: {} });
    present.add(found);
  }
  return unknown;
}

async function presentIn(tx: Transaction, group_id: string): Promise<Set<string>> {
  return new Set((await tx.find("group_members", { group_id })).map(({ contact_id }) => contact_id));
}

/** The kept lines of a contact, of which some are taken away and others come. */
type Lines = {
  has(line: string): boolean;
  /** Each as often as it is given: two equal lines may stand for two links. */
  take(lines: readonly string[]): void;
  keep(line: string): void;
  /** The line that names a member: as the card had it, parameters included. */
  ofMember(member: string): string;
  /** What is kept now; null when that is what it was. */
  left(): string[] | null;
};

function linesOf({ metadata }: Pick<Rows["contacts"], "metadata">): Lines {
  const kept = keptLines(metadata);
  const known = new Set(kept);
  const taken = new Map<string, number>();
  const fresh: string[] = [];
  const heads = new Map(
    keptHeads(metadata).flatMap((head) => (nameOf(head) === "MEMBER" ? [[lineValue(head), head] as const] : [])),
  );
  return {
    has: (line) => known.has(line),
    take(lines) {
      for (const line of lines) if (known.has(line)) taken.set(line, (taken.get(line) ?? 0) + 1);
    },
    keep(line) {
      if (!known.has(line)) fresh.push(line);
      known.add(line);
    },
    ofMember: (member) => heads.get(member) ?? `MEMBER:${member}`,
    left() {
      if (taken.size + fresh.length === 0) return null;
      const stays = (line: string): boolean => {
        const count = taken.get(line) ?? 0;
        taken.set(line, count - 1);
        return count <= 0;
      };
      return [...kept.filter(stays), ...fresh];
    },
  };
}
