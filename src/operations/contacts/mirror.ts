import { list, object, optional, type Schema, text, uuid } from "../../domain/schema.ts";
import type { Reader } from "../../store/store.ts";
import { stands } from "../history/log.ts";
import { defineRead } from "../operation.ts";

export type MirrorInput = { operation_ids?: string[] | undefined; digests?: string[] | undefined };

export type MirrorFacts = {
  /** Id of the first operation, which no two stores share; null while there is none. */
  store: string | null;
  /** Which of the operations do not stand any more. */
  undone: string[];
  /** Contacts that were made of the cards, by the digests of the cards. */
  cards: { digest: string; contact_id: string }[];
};

/** Besides what an export has. */
export const mirrorFacts = defineRead<MirrorInput, MirrorFacts>({
  name: "contacts.mirror",
  summary: "Tell what a mirror of the store goes by",
  scope: "contacts:read",
  http: { method: "GET", path: "/contacts/mirror", status: 200, contract: "extension" },
  mcp: false,
  errors: ["bad_request"],
  input: () =>
    object({
      operation_ids: optional(list(uuid("An operation"), "Operations that may have been undone")),
      digests: optional(list(text("Digest of a card"), "Cards that may have been imported")),
    }) as Schema<MirrorInput>,
  async run(tx, { operation_ids = [], digests = [] }) {
    return {
      store: (await tx.operation({ sequence: 1 }))?.id ?? null,
      undone: await undoneOf(tx, operation_ids),
      cards: await cardsOf(tx, digests),
    };
  },
});

async function undoneOf(tx: Reader, ids: readonly string[]): Promise<string[]> {
  const undone: string[] = [];
  for (const id of ids) {
    const record = await tx.operation({ id });
    if (record && !(await stands(tx, record))) undone.push(id);
  }
  return undone;
}

/** Several contacts may have the same card. */
async function cardsOf(tx: Reader, digests: readonly string[]): Promise<MirrorFacts["cards"]> {
  if (digests.length === 0) return [];
  const made = await tx.find("contacts", { card_digest: digests });
  const came = await tx.find("card_digests", { digest: digests });
  return [
    ...made.map(({ id, card_digest }) => ({ digest: card_digest ?? "", contact_id: id })),
    ...came.map(({ digest, contact_id }) => ({ digest, contact_id })),
  ];
}
