/**
 * Undoing everything gives back the store as it was, and doing it all again the store as it became: random commands, some
 * of them failing, some of them undone and done again in between.
 */
import { expect, test } from "vitest";
import { card } from "../support/cards.ts";
import { json, run } from "../support/run.ts";
import { bookOf, newStore, temporaryFolder } from "../support/stores.ts";

const folder = temporaryFolder();
const START = Date.parse("2026-03-10T12:00:00Z");
const STEPS = 40;

const NAMES = ["Ada Lovelace", "Charles Babbage", "Grace Hopper", "Jan Smith", "Babbage Engines"];
const WORDS = ["alpha", "beta", "gamma"];
const PHOTO = "PHOTO:data:image/png;base64,iVBORw0KGgo=";

const BOOK = [
  card(NAMES[0] ?? "", "UID:1", "EMAIL:ada@example.org", "ORG:Babbage Engines", "CATEGORIES:alpha", PHOTO),
  card(NAMES[1] ?? "", "UID:2", "TEL:+1 202 555 0123", "ADR:;;1 High Street;London;;SW1;GB", "X-ODD:kept"),
  card(NAMES[2] ?? "", "UID:3", "BDAY:19061209", "RELATED;TYPE=friend:urn:uuid:1", "NOTE:Admiral"),
].join("");

type Random = { below(n: number): number; of<T>(list: readonly T[]): T };

/** mulberry32 */
function randomOf(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  return { below, of: (list) => list[below(list.length)] as (typeof list)[number] };
}

/** A command and its standard input. Whether it can be done is up to the store. */
type Step = { command: string; input?: string };

/** Ids of who is there, and of who is deleted. */
type People = { live: readonly string[]; deleted: readonly string[] };

/** The words a command is made of. */
type Words = Random & { who(): string; gone(): string; name(): string; word(): string; digit(): number };

const TYPES = ["reports_to", "friend", "parent"];

const COMMANDS: readonly ((w: Words) => string)[] = [
  (w) => `contacts create '${w.name()}' --email ${w.word()}@example.org --tag ${w.word()} --org '${w.name()}'`,
  (w) => `contacts create '${w.word()} company' --kind organization --phone '+1 202 555 010${w.digit()}'`,
  (w) => `contacts update ${w.who()} --set nickname=${w.word()} --set bio=${w.word()}`,
  (w) => `contacts update ${w.who()} --set 'display_name=${w.name()}'`,
  (w) => `contacts update ${w.who()} ${w.who()} --clear nickname`,
  (w) => `contacts update ${w.who()} --birthday 198${w.digit()}-04-12`,
  (w) => `contacts delete ${w.who()}`,
  (w) => `contacts delete ${w.who()} ${w.who()}`,
  (w) => `contacts restore ${w.gone()}`,
  (w) => `contacts tag ${w.who()} ${w.word()} ${w.word()}`,
  (w) => `contacts untag ${w.who()} ${w.word()}`,
  (w) => `contacts tag --all --add ${w.word()}`,
  (w) => `tags rename ${w.word()} ${w.word()}${w.below(2)}`,
  (w) => `tags update ${w.word()} --description ${w.word()}`,
  (w) => `tags delete ${w.word()}`,
  (w) => `groups create ${w.word()}`,
  (w) => `groups create ${w.word()}`,
  (w) => `groups add ${w.word()} ${w.who()} ${w.who()}`,
  (w) => `groups remove ${w.word()} ${w.who()}`,
  (w) => `groups delete ${w.word()}`,
  (w) => `contacts relate ${w.who()} ${w.of(TYPES)} ${w.who()}`,
  (w) => `contacts unrelate ${w.who()} ${w.of(TYPES)} ${w.who()}`,
  (w) => `relationship-types create ${w.word()}_of --inverse ${w.word()}_by`,
  (w) => `relationship-types delete ${w.word()}_of`,
  (w) => `contacts log ${w.of(["call", "meeting"])} ${w.who()} ${w.who()} -m ${w.word()} --at -${w.digit()}d`,
  (w) => `contacts channel add ${w.who()} email ${w.word()}@example.com ${w.of(["--primary", "--label work"])}`,
  (w) => `contacts channel update ${w.who()} ${w.word()}@example.com --value ${w.word()}@example.com --label home`,
  (w) => `contacts channel remove ${w.who()} ${w.word()}@example.com`,
  (w) => `contacts address add ${w.who()} 'street=${w.word()};city=Paris;country=France'`,
  (w) => `contacts address remove ${w.who()} Paris`,
  (w) => `contacts date add ${w.who()} anniversary 06-1${w.digit()}`,
  (w) => `contacts date remove ${w.who()} ${w.of(["anniversary", "birthday"])}`,
  (w) => `contacts affiliation add ${w.who()} '${w.name()}' --title ${w.word()}`,
  (w) => `contacts affiliation remove ${w.who()} '${w.name()}'`,
];

function wordsOf(random: Random, { live, deleted }: People): Words {
  return {
    ...random,
    who: () => random.of(live) ?? "nobody",
    gone: () => random.of(deleted) ?? "nobody",
    name: () => random.of(NAMES),
    word: () => random.of(WORDS),
    digit: () => random.below(10),
  };
}

/** @param operations what was done, newest first */
function nextStep(random: Random, operations: readonly Operation[], people: People, outOfTurn: boolean): Step {
  const kind = random.below(12);
  if (kind === 0) return { command: "contacts import -", input: cards(random) };
  if (kind === 1 && operations.some(isStanding)) return { command: "undo" };
  if (kind === 2 && outOfTurn && operations.length > 0) return { command: `undo ${random.of(operations).id}` };
  return { command: random.of(COMMANDS)(wordsOf(random, people)) };
}

/** Known people with something new, and new ones. */
function cards(random: Random): string {
  return Array.from({ length: 1 + random.below(3) }, () =>
    card(
      random.of(NAMES),
      `UID:${1 + random.below(6)}`,
      `EMAIL:${random.of(WORDS)}@example.net`,
      `CATEGORIES:${random.of(WORDS)}`,
      `NOTE:${random.of(WORDS)}`,
      ...(random.below(2) === 0 ? [PHOTO] : []),
    ),
  ).join("");
}

type Operation = { id: string; undoes: string | null; stands: boolean };

/** What an undo without a name may take back. */
const isStanding = ({ stands, undoes }: Operation) => stands && undoes === null;

/** All that can be seen of a store. */
async function dump(store: string): Promise<Record<string, string>> {
  const all = "list --all --ndjson --include all";
  const commands = [
    ...[`contacts ${all}`, `contacts ${all} --deleted`, "contacts interactions --all --ndjson"],
    ...["tags list --json", "groups list --json", "relationship-types list --json", "contacts export --all"],
    ...[...WORDS, "ada", "company"].map((word) => `contacts search ${word} --fields id`),
  ];
  const seen: Record<string, string> = {};
  for (const command of commands) seen[command] = (await run(command, { store })).stdout;
  return seen;
}

type Book = {
  /** Runs a command a minute after the one before. */
  step(step: Step): ReturnType<typeof run>;
  /** All but the import that made the book, newest first. */
  operations(): Promise<Operation[]>;
  dump(): Promise<Record<string, string>>;
};

/** A book, and what it was before random commands changed it. */
async function changedBook(seed: number, outOfTurn: boolean): Promise<Book & { before: Record<string, string> }> {
  const random = randomOf(seed);
  const store = await bookOf(newStore(folder), BOOK);
  let minutes = 0;
  const step = ({ command, input = "" }: Step) =>
    run(command, { store, input, now: new Date(START + 60_000 * minutes++).toISOString() });
  const ids = async (options: string) =>
    (await json<{ id: string }[]>(`contacts list ${options}`, { store })).map(({ id }) => id);
  const operations = async () => (await json<Operation[]>("operations list", { store })).slice(0, -1);

  const before = await dump(store);
  for (let i = 0; i < STEPS; i++) {
    const people = { live: await ids(""), deleted: await ids("--deleted") };
    const { command, input = "" } = nextStep(random, await operations(), people, outOfTurn);
    const { code, stderr } = await step({ command, input });
    if (code >= 9 || stderr.includes("--debug")) throw new Error(`${command} ended with ${code}: ${stderr}`);
  }
  return { before, step, operations, dump: () => dump(store) };
}

/** Undoes what must be possible to undo, and answers the operation that does it again. */
async function undone({ step }: Book, id: string): Promise<string> {
  const { code, stdout, stderr } = await step({ command: `undo ${id}` });
  if (code !== 0) throw new Error(`undo ${id} ended with ${code}: ${stderr}`);
  return stdout.trim();
}

test.each([1, 2, 3, 4, 5, 6])("undoing the last until nothing is left, with seed %i", async (seed) => {
  const book = await changedBook(seed, false);
  const after = await book.dump();
  expect(after).not.toEqual(book.before);
  const undos: string[] = [];
  while ((await book.operations()).some(isStanding)) undos.push(await undone(book, ""));
  expect(await book.dump()).toEqual(book.before);
  for (const id of undos.reverse()) await undone(book, id);
  expect(await book.dump()).toEqual(after);
});

test.each([11, 12, 13, 14, 15, 16, 210])("walking back through undos out of turn, with seed %i", async (seed) => {
  const book = await changedBook(seed, true);
  const after = await book.dump();
  const undos: string[] = [];
  for (const { id } of await book.operations()) {
    // Whether it stands changes on the way: what undid it is taken back before it.
    const now = (await book.operations()).find((operation) => operation.id === id);
    if (now?.stands) undos.push(await undone(book, id));
  }
  expect(await book.dump()).toEqual(book.before);
  for (const id of undos.reverse()) await undone(book, id);
  expect(await book.dump()).toEqual(after);
});
