/** `import --report FILE`: the page that tells what became of each card. */
import { asBacksideError, BacksideError } from "../../domain/errors.ts";
import type { CardResult, ImportReport } from "../../domain/import-report.ts";
import { requireFree, writeFileAtomically } from "../../files.ts";
import { importPage } from "../../render/import-page.ts";
import type { Context } from "../context.ts";

export type ReportPage = {
  card(result: CardResult): void;
  finish(report: ImportReport, end: { operation_id: string | null; dryRun: boolean }): Promise<void>;
};

/** @throws conflict when the file is there already: before anything is imported */
export function reportPage(
  context: Context,
  { path, title, force }: { path: string; title: string; force: boolean },
): ReportPage {
  requireFree(path, { force });
  const at = context.io.now().toISOString().replace(/\.\d+/, "");
  const cards: CardResult[] = [];
  return {
    card: (result) => void cards.push(result),
    async finish(report, { operation_id, dryRun }) {
      const page = importPage({ title, at, report, cards, operation_id, dryRun });
      try {
        await writeFileAtomically(path, pieces(page), { force });
      } catch (error) {
        const { code, message, details } = asBacksideError(error);
        const done = dryRun ? "nothing was imported, as it was a dry run" : "the import itself is done";
        throw new BacksideError(code, message, { hint: `only the page is missing; ${done}`, details, cause: error });
      }
      await context.note(`the report is in ${path}`);
    },
  };
}

async function* pieces(texts: Iterable<string>): AsyncGenerator<string> {
  yield* texts;
}
