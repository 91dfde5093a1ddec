/** The seam between what users do and where the data is. */
import type { Operation, Page } from "../operations/operation.ts";

export type CallOptions = {
  /** What the user did, for the record of operations; the operation's name by default. */
  label?: string;
  /** Walk the same code and change nothing. */
  dryRun?: boolean;
  /** Told the id under which a write can be undone. */
  onOperation?: (id: string) => void;
};

export interface Backend {
  /** Runs one operation in one transaction. @throws BacksideError, see the operation's `errors` */
  call<I, O>(operation: Operation<I, O>, input: I, options?: CallOptions): Promise<O>;
  /** All rows of a paged list, page by page, out of one snapshot. */
  pages<I extends { limit?: number | undefined; cursor?: string | undefined }, T>(
    operation: Operation<I, Page<T>>,
    input: I,
  ): AsyncGenerator<T[]>;
  /** Several calls as one operation: all or nothing, with one id to undo. */
  batch<T>(name: string, work: (backend: Backend) => Promise<T>, options?: CallOptions): Promise<T>;
  close(): Promise<void>;
}
