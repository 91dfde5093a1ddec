/** Keeps a long import small. */
import v8 from "node:v8";

/** Bytes up to which an import lets the young generation grow. */
const ENOUGH = 8 << 20;

/**
 * V8 doubles its young generation as long as things survive in it, up to 128 MB, which a stream of short-lived cards
 * does not need. To be asked now and then; once it is large enough it stays as it is, for the rest of the process.
 */
export function youngGenerationLimit(enough = ENOUGH): () => void {
  let limited = false;
  return () => {
    if (limited) return;
    const young = v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
    if (!young || young.space_size < enough) return;
    v8.setFlagsFromString("--semi-space-growth-factor=1");
    limited = true;
  };
}
