/** One operation = one endpoint = one transaction. Described here once; REST, client, OpenAPI, MCP and `schema` derive. */
import type { ErrorCode } from "../domain/errors.ts";
import type { Schema } from "../domain/schema.ts";
import type { Reader, Transaction } from "../store/store.ts";

type Described<I> = {
  /** `contacts.get`: the resource and the verb. */
  name: string;
  /** One imperative line, used by help, OpenAPI and tools. */
  summary: string;
  /** Scope a key needs. */
  scope: "contacts:read" | "contacts:write";
  http: {
    method: "GET" | "POST" | "PUT" | "DELETE";
    /** Below `/api/v1`, parameters in braces. */
    path: string;
    status: number;
    contract: "documented" | "example" | "decided" | "extension";
  };
  /** The tool's name; the eight of the API are fixed. */
  mcp: { name: string } | false;
  /** Built on first use: a command pays only for its own schema. */
  input: () => Schema<I>;
  errors: readonly ErrorCode[];
};

export type ReadOperation<I, O> = Described<I> & {
  effect: "read";
  run(tx: Reader, input: I): Promise<O>;
};

export type WriteOperation<I, O> = Described<I> & {
  effect: "write" | "destructive";
  run(tx: Transaction, input: I): Promise<O>;
};

export type Operation<I, O> = ReadOperation<I, O> | WriteOperation<I, O>;

/** One page of a list. GET lists answer it as it stands. */
export type Page<T> = { data: T[]; next_cursor: string | null; has_more: boolean };

/** Gives an operation its types; adds nothing. */
export function defineRead<I, O>(operation: Omit<ReadOperation<I, O>, "effect">): ReadOperation<I, O> {
  return { ...operation, effect: "read" };
}

/** Gives an operation its types; adds nothing. */
export function defineWrite<I, O>(operation: WriteOperation<I, O>): WriteOperation<I, O> {
  return operation;
}
