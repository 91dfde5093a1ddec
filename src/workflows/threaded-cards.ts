/** The cards of an import, read and mapped in a second thread. Worth its 20 ms from a few megabytes on. */
import nodePath from "node:path";
import { Worker } from "node:worker_threads";
import type { Bloom } from "../domain/bloom.ts";
import { BacksideError } from "../domain/errors.ts";
import { idGenerator } from "../domain/ids.ts";
import type { JsonObject } from "../domain/json.ts";
import type { ImportCard, ReadCard } from "../operations/import/card.ts";
import type { Card } from "../vcard/card.ts";
import type { CardFile } from "./card-files.ts";
import { type MapCards, type ReadHooks, readCard } from "./read-cards.ts";
import { type FromWorker, type PackedCard, unpack, type WorkerData } from "./thread-messages.ts";

/** Batches under way at a time: enough that neither thread waits, few enough to stay small. */
const CREDIT = 6;

/** Put in by the build: the folder of the worker's file, and its name. */
declare const __WORKER_DIRECTORY__: string;
declare const __WORKER_FILE__: string;

export async function* threadedCards(
  files: readonly CardFile[],
  map: MapCards,
  known: Bloom | null,
  { onBytes, onWarning }: ReadHooks,
): AsyncGenerator<ImportCard[]> {
  const workerData: WorkerData = { files: [...files], map, known: known?.bits ?? null, credit: CREDIT };
  const worker = new Worker(nodePath.join(__WORKER_DIRECTORY__, __WORKER_FILE__), {
    workerData,
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  });
  const newId = idGenerator(Date.now);
  const inbox: FromWorker[] = [];
  let failure: Error | null = null;
  let wake: () => void = () => {};
  worker.on("message", (message: FromWorker) => {
    inbox.push(message);
    wake();
  });
  worker.on("error", (error) => {
    failure = error as Error;
    wake();
  });
  try {
    for (;;) {
      const message = inbox.shift();
      if (failure) throw failure;
      if (!message) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        continue;
      }
      if (message.type === "failed") throw remoteError(message.error);
      onBytes(message.bytes);
      for (const warning of message.warnings) onWarning(warning);
      if (message.type === "end") return;
      yield message.cards.map((card) => unpacked(message.file, card, map, newId));
      worker.postMessage("next");
    }
  } finally {
    await worker.terminate();
  }
}

function unpacked(file: string, packed: PackedCard, map: MapCards, newId: () => string): ImportCard {
  const { line, card, digest, card_json, prepared_json } = packed;
  const read = (): ReadCard =>
    card_json === null ? unpack(prepared_json ?? "") : readCard(file, unpack<Card>(card_json), map, newId);
  return { file, line, card, digest, read };
}

function remoteError({
  code,
  message,
  hint,
  details,
}: Extract<FromWorker, { type: "failed" }>["error"]): BacksideError {
  return new BacksideError(code, message, { hint, details: details as JsonObject | null });
}
