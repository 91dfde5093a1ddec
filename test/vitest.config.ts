import { join } from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  define: {
    __VERSION__: JSON.stringify("0.0.0-test"),
    __WORKER_DIRECTORY__: JSON.stringify(join(import.meta.dirname, "../src/workflows")),
    __WORKER_FILE__: JSON.stringify("import-worker.ts"),
  },
  test: {
    dir: "test",
    include: ["**/*.test.ts"],
    testTimeout: 60_000,
    env: { TZ: "UTC", NO_COLOR: "1", BACKSIDE_NO_INPUT: "1" },
  },
});
