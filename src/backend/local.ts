/** Operations on the embedded store: validate, one transaction, run. */
import type { Operation, Page } from "../operations/operation.ts";
import type { OperationMeta, Reader, Scope, Store, Transaction } from "../store/store.ts";
import type { Backend, CallOptions } from "./backend.ts";

/** The local store has one tenant and no key. */
export const LOCAL_SCOPE: Scope = { tenant_id: "00000000-0000-7000-8000-000000000001", environment: "live" };

/** Rows read at a time when all are wanted. */
const PAGE = 250;

export function localBackend(store: Store, scope: Scope = LOCAL_SCOPE): Backend {
  async function write<T>(name: string, options: CallOptions, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const { result, operation_id } = await store.write(scope, metaOf(name, options), work);
    if (operation_id !== null) options.onOperation?.(operation_id);
    return result;
  }

  return {
    async call(operation, input, options = {}) {
      // What reads are asked comes from code of ours; whoever takes it from elsewhere has checked it.
      if (operation.effect === "read") return store.read(scope, (tx) => operation.run(tx, input));
      const checked = await validated(operation, input);
      return write(operation.name, options, (tx) => operation.run(tx, checked));
    },
    batch: (name, work, options = {}) => write(name, options, (tx) => work(within(tx))),
    async *pages(operation, input) {
      // A generator cannot stay inside `store.read`, whose transaction ends with the callback: the pages are handed over
      // one by one while the snapshot stays open.
      yield* handedOver((hand) =>
        store.read(scope, async (tx) => {
          for (let cursor = input.cursor; ; ) {
            const page = await readPage(operation, tx, { ...input, limit: input.limit ?? PAGE, cursor });
            if (!(await hand(page.data)) || page.next_cursor === null) return;
            cursor = page.next_cursor;
          }
        }),
      );
    },
    close: () => store.close(),
  };
}

/** The backend inside a batch: its calls share one open transaction. */
function within(tx: Transaction): Backend {
  const backend: Backend = {
    async call(operation, input) {
      return operation.run(tx, operation.effect === "read" ? input : await validated(operation, input));
    },
    async *pages(operation, input) {
      for (let cursor = input.cursor; ; ) {
        const page = await readPage(operation, tx, { ...input, limit: input.limit ?? PAGE, cursor });
        yield page.data;
        if (page.next_cursor === null) return;
        cursor = page.next_cursor;
      }
    },
    batch: (_, work) => work(backend),
    close: async () => {},
  };
  return backend;
}

async function readPage<I, T>(operation: Operation<I, Page<T>>, tx: Reader, input: I): Promise<Page<T>> {
  if (operation.effect !== "read") throw new Error(`${operation.name} does not read`);
  return operation.run(tx, input);
}

/** Nothing that a schema does not admit is ever stored. @throws bad_request */
async function validated<I, O>(operation: Operation<I, O>, input: I): Promise<I> {
  const { parse } = await import("../domain/validate.ts");
  return parse(operation.input(), input);
}

function metaOf(name: string, options: CallOptions): OperationMeta {
  return {
    name,
    label: options.label ?? name,
    surface: "cli",
    actor: null,
    reason: name === "contacts.import" ? "import" : "user_edit",
    undoes: null,
    dry_run: options.dryRun ?? false,
    bulk: name === "contacts.import",
    erases: name === "contacts.purge",
  };
}

/** Turns a callback that is handed items into a generator; `hand` answers false when the reader has left. */
async function* handedOver<T>(produce: (hand: (item: T) => Promise<boolean>) => Promise<void>): AsyncGenerator<T> {
  type Step = { item: T; next: (goOn: boolean) => void } | null;
  let give: (step: Step) => void = () => {};
  let step = new Promise<Step>((resolve) => {
    give = resolve;
  });
  const finished = produce((item) => new Promise<boolean>((next) => give({ item, next }))).then(
    () => give(null),
    (error) => {
      give(null);
      throw error;
    },
  );
  finished.catch(() => undefined);
  for (let current = await step; current !== null; current = await step) {
    const { item, next } = current;
    step = new Promise<Step>((resolve) => {
      give = resolve;
    });
    let delivered = false;
    try {
      yield item;
      delivered = true;
    } finally {
      next(delivered);
    }
  }
  await finished;
}
