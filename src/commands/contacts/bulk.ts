/** The answer of a verb that wrote to several contacts. */
import type { Context } from "../context.ts";
import { showReport } from "../records.ts";
import { reportFailures } from "./each.ts";
import type { Targets } from "./targets.ts";

/**
 * @param changed ids of the contacts that were changed; the others were so already
 * @throws partial, or what the references share, when some named nobody
 */
export async function showBulk(
  context: Context,
  { contacts, failed }: Targets,
  changed: readonly string[],
  line: string,
): Promise<void> {
  const report = {
    operation_id: context.operationId(),
    matched: contacts.length,
    changed: changed.length,
    unchanged: contacts.length - changed.length,
    failed: failed.map(({ ref, error: { code, message } }) => ({ ref, error: { code, message } })),
    ids: [...changed],
    dry_run: context.options().dryRun ?? false,
  };
  if (contacts.length > 0 || failed.length === 0) await showReport(context, report, line);
  reportFailures(failed, contacts.length);
}
