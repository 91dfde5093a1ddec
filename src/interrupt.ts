/** Ctrl-C and its kin during work that must end in a known state. */
import { BacksideError } from "./domain/errors.ts";

export type Interrupt = {
  /** @throws interrupted or terminated once a signal has come */
  check(): void;
  stop(): void;
};

const SIGNALS = { SIGINT: "interrupted", SIGTERM: "terminated", SIGHUP: "terminated" } as const;
const STATUS = { interrupted: 130, terminated: 143 } as const;

/**
 * Watches for signals. The first lets the work end in order; a second ends the process at once, the store rolls back.
 * @param wake ends whatever the work may be waiting for
 */
export function watchInterrupt(wake: () => void = () => {}): Interrupt {
  let code: "interrupted" | "terminated" | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    const next = SIGNALS[signal as keyof typeof SIGNALS];
    if (code !== null) process.exit(STATUS[next]);
    code = next;
    wake();
  };
  for (const signal of Object.keys(SIGNALS)) process.on(signal, onSignal);
  return {
    check() {
      if (code !== null) throw new BacksideError(code, `${code}; nothing was changed`);
    },
    stop() {
      for (const signal of Object.keys(SIGNALS)) process.off(signal, onSignal);
    },
  };
}
