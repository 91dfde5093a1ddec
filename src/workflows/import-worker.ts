/** The reading thread of a large import: files → cards → drafts, while the other thread writes. */
import { parentPort, workerData } from "node:worker_threads";
import { bloom } from "../domain/bloom.ts";
import { asBacksideError } from "../domain/errors.ts";
import { idGenerator } from "../domain/ids.ts";
import type { ImportWarning } from "../domain/import-report.ts";
import type { Card } from "../vcard/card.ts";
import { cardsOf, readCard } from "./read-cards.ts";
import { type FromWorker, type PackedCard, pack, type WorkerData } from "./thread-messages.ts";

const { files, map, known, credit } = workerData as WorkerData;
const filter = known && bloom(known);
const newId = idGenerator(Date.now);
let bytes = 0;
let warnings: ImportWarning[] = [];
let ahead = credit;
let resume: (() => void) | null = null;

parentPort?.on("message", () => {
  ahead++;
  resume?.();
});

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function packed(file: string, card: Card): PackedCard {
  const { first_line: line, index, digest } = card;
  const head = { line, card: index, digest };
  if (filter?.mayHold(digest)) return { ...head, card_json: pack(card), prepared_json: null };
  const read = readCard(file, card, map, newId);
  const json = read.prepared?.photo ? pack : JSON.stringify; // a replacer costs half the time
  return { ...head, card_json: null, prepared_json: json(read) };
}

async function run(): Promise<void> {
  const hooks = {
    onBytes: (read: number) => (bytes = read),
    onWarning: (warning: ImportWarning) => warnings.push(warning),
  };
  for await (const { file, found } of cardsOf(files, map.charset, hooks)) {
    if (ahead === 0) {
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
    }
    ahead--;
    send({ type: "batch", file, cards: found.map((card) => packed(file, card)), bytes, warnings });
    warnings = [];
  }
  send({ type: "end", bytes, warnings });
}

run()
  .catch((thrown) => {
    const { code, message, hint, details } = asBacksideError(thrown);
    send({ type: "failed", error: { code, message, hint, details } });
  })
  .finally(() => parentPort?.unref());
