/** The earlier entry that `log --corrects` names. */
import type { Backend } from "../../backend/backend.ts";
import type { Contact } from "../../domain/entities.ts";
import { asBacksideError, BacksideError } from "../../domain/errors.ts";
import { quoted } from "../../domain/quoted.ts";
import { getInteraction } from "../../operations/interactions/get.ts";
import { listInteractions } from "../../operations/interactions/list.ts";
import type { ShownInteraction } from "../../operations/interactions/shown.ts";
import type { Context } from "../context.ts";

/**
 * By its id, or by a unique start of it among the entries of these people.
 *
 * @throws not_found, ambiguous
 */
export async function correctedId(context: Context, people: readonly Contact[], ref: string): Promise<string> {
  const begin = ref.trim().toLowerCase();
  const met = await entriesCalled(context.backend("write"), people, begin);
  const [first, ...others] = met;
  const list = `\`backside contacts interactions ${people[0]?.id ?? ""} --json\` shows`;
  if (!first) {
    throw new BacksideError("not_found", `--corrects: no interaction is called ${quoted(ref)}`, {
      hint: `${list} their ids; the first characters of one will do, from four on`,
      details: { ref },
    });
  }
  if (others.length === 0) return first.id;
  throw new BacksideError("ambiguous", `--corrects: ${quoted(ref)} begins the ids of ${met.length} interactions`, {
    hint: `more characters tell them apart: ${list} them`,
    details: { ref, candidates: met.map(({ id, summary, occurred_at }) => ({ id, summary, occurred_at })) },
  });
}

type Entry = Pick<ShownInteraction, "id" | "summary" | "occurred_at">;

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ID_PREFIX = /^[0-9a-f][0-9a-f-]{3,35}$/;

async function entriesCalled(backend: Backend, people: readonly Contact[], begin: string): Promise<Entry[]> {
  if (ID.test(begin)) return entryWithId(backend, begin);
  return ID_PREFIX.test(begin) ? entriesBegun(backend, people, begin) : [];
}

/** A whole id may be that of an entry with others. */
async function entryWithId(backend: Backend, id: string): Promise<Entry[]> {
  try {
    return [await backend.call(getInteraction, { id })];
  } catch (thrown) {
    if (asBacksideError(thrown).code === "not_found") return [];
    throw thrown;
  }
}

/** Each entry once, though several of the people may have it. */
async function entriesBegun(backend: Backend, people: readonly Contact[], begin: string): Promise<Entry[]> {
  const met = new Map<string, Entry>();
  for (const { id } of people) {
    for await (const page of backend.pages(listInteractions, { id, limit: PAGE }))
      for (const entry of page) if (entry.id.startsWith(begin)) met.set(entry.id, entry);
  }
  return [...met.values()];
}

const PAGE = 250;
