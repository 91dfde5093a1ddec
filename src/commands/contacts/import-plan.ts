/** `import --plan` and `import --apply`: what an import would do as a file, and back. */
import { usageError } from "../../domain/errors.ts";
import { type ConflictPolicy, type ImportPlan, type ImportStep, PLAN_VERSION } from "../../domain/import-plan.ts";
import { writeFileAtomically } from "../../files.ts";
import type { FormatName } from "../../formats/names.ts";
import { checkFiles, type PlanWriter, planFiles, planWriter, readPlan } from "../../workflows/import-plan.ts";
import type { Context } from "../context.ts";

type Options = {
  merge?: boolean;
  charset?: string;
  tag?: string[];
  format: "auto" | FormatName;
  map?: string[];
  maxSize?: number;
  maxPhoto?: number;
  onConflict?: ConflictPolicy;
  force?: boolean;
};

/** Runs the import as a trial and writes its steps as they come. @throws conflict when the file is there already */
export async function writePlan(
  context: Context,
  names: readonly string[],
  { plan: path, force = false, ...options }: Options & { plan: string },
  run: (onStep: (step: ImportStep) => void) => Promise<void>,
): Promise<void> {
  const { merge = true, charset = null, tag: tags = [], format, map: columns = [], onConflict = "merge" } = options;
  const max_photo = options.maxPhoto ?? null;
  const writer = planWriter({
    version: PLAN_VERSION,
    created_at: context.io.now().toISOString(),
    files: await planFiles(names),
    options: {
      format,
      region: context.settings().region,
      charset,
      columns,
      tags,
      max_photo,
      merge,
      on_conflict: onConflict,
    },
  });
  const writing = path === "-" ? print(context, writer) : writeFileAtomically(path, writer.texts, { force });
  writing.catch(() => undefined);
  await Promise.race([writing, Promise.resolve()]); // a file that is there is refused before anything is read
  let failure: unknown = null;
  try {
    await run(writer.step);
  } catch (error) {
    // Cards that could not be read are steps like any other.
    if ((error as { code?: unknown }).code !== "partial") {
      writer.fail(error);
      await writing.catch(() => undefined);
      throw error;
    }
    failure = error;
  }
  writer.end();
  await writing;
  if (failure !== null) throw failure;
}

async function print({ io }: Context, { texts }: PlanWriter): Promise<void> {
  for await (const text of texts) await io.out(text);
}

/** The plan as the import carries it out. @throws usage, conflict when a file is not what the plan read */
export async function applyPlan(
  names: readonly string[],
  { apply, maxSize, ...given }: Options & { apply: string; plan?: string },
): Promise<{ names: string[]; options: Options; plan: ImportPlan & { region: string | null } }> {
  const { merge = true, charset, tag, format, map, maxPhoto, onConflict, plan } = given;
  if (names.length > 0) throw usageError("--apply takes the files from the plan", "leave the file names out");
  const further = { charset, tag, map, maxPhoto, onConflict, plan, merge: merge ? undefined : merge };
  const isGiven = Object.values(further).some((value) => value !== undefined) || format !== "auto";
  if (isGiven) throw usageError("--apply takes all other options from the plan", "make another plan with them");
  const { head, steps } = await readPlan(apply);
  await checkFiles(head.files);
  const { options } = head;
  return {
    names: head.files.map(({ name }) => name),
    options: {
      merge: options.merge,
      ...(options.charset !== null && { charset: options.charset }),
      tag: options.tags,
      format: options.format as Options["format"],
      map: options.columns,
      ...(options.max_photo !== null && { maxPhoto: options.max_photo }),
      onConflict: options.on_conflict,
      ...(maxSize !== undefined && { maxSize }),
    },
    plan: { created_at: head.created_at, steps, region: options.region },
  };
}
