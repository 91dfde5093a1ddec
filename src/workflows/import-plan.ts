/** Plan files: what an import would do, written as JSON that people can read and change, and read again. */

import { createReadStream, readFileSync, statSync } from "node:fs";
import { BacksideError, errnoOf, usageError } from "../domain/errors.ts";
import { UUID } from "../domain/ids.ts";
import {
  CONFLICT_POLICIES,
  type ImportStep,
  PLAN_VERSION,
  type PlanFile,
  type PlanHead,
  type PlannedStep,
  STEP_ACTIONS,
} from "../domain/import-plan.ts";
import { choice, custom, flag, integer, list, nullable, object, type Schema, text } from "../domain/schema.ts";
import { FORMATS } from "../formats/names.ts";
import { closeCardFiles, openCardFiles } from "./card-files.ts";

/** The files that an import of these names reads, with what tells that they are still the same. */
export async function planFiles(names: readonly string[]): Promise<PlanFile[]> {
  if (names.includes("-")) throw usageError("a plan needs files: standard input cannot be read again");
  const files = openCardFiles(names, async function* () {});
  try {
    const sized = files.map(({ name, size }) => {
      if (size === null) throw usageError(`a plan needs files: ${name} cannot be read again`);
      return { name, size };
    });
    const hashed: PlanFile[] = [];
    for (const file of sized) hashed.push({ ...file, sha256: await sha256Of(file.name) });
    return hashed;
  } finally {
    closeCardFiles(files);
  }
}

/** @throws conflict naming the files that are not what they were, or are gone */
export async function checkFiles(files: readonly PlanFile[]): Promise<void> {
  const changed: string[] = [];
  for (const { name, size, sha256 } of files) {
    const stat = statSync(name, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size !== size || (await sha256Of(name)) !== sha256) changed.push(name);
  }
  if (changed.length === 0) return;
  throw new BacksideError(
    "conflict",
    `${changed.join(", ")} ${changed.length > 1 ? "are" : "is"} not what the plan read`,
    {
      hint: "nothing was changed; make the plan anew with import --plan",
      details: { files: changed },
    },
  );
}

async function sha256Of(name: string): Promise<string> {
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256");
  for await (const chunk of createReadStream(name)) hash.update(chunk);
  return hash.digest("hex");
}

export type PlanWriter = {
  step(step: ImportStep): void;
  end(): void;
  fail(error: unknown): void;
  texts: AsyncGenerator<string>;
};

/** The text of a plan file while the import goes on: a small block for each step. */
export function planWriter(head: PlanHead): PlanWriter {
  let waiting: string[] = [openingOf(head)];
  let [first, ended, failure] = [true, false, null as { error: unknown } | null];
  let wake: () => void = () => {};
  const put = (text: string): void => {
    waiting.push(text);
    wake();
  };
  return {
    step(step) {
      put(`${first ? "\n" : ",\n"}${stepText(step)}`);
      first = false;
    },
    end() {
      ended = true;
      put("\n  ]\n}\n");
    },
    fail(error) {
      failure = { error };
      wake();
    },
    texts: (async function* () {
      for (;;) {
        if (failure) throw failure.error;
        const ready = waiting;
        waiting = [];
        yield ready.join("");
        if (ended && waiting.length === 0) return;
        if (waiting.length > 0 || failure) continue;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    })(),
  };
}

function openingOf(head: PlanHead): string {
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "steps": [`;
}

/** What people look for first: what is done with whom and why; then the changes, then where it stands. */
function stepText({
  step,
  action,
  display_name,
  evidence,
  reason,
  changes,
  id,
  of,
  met,
  ...place
}: ImportStep): string {
  const line = (part: object): string => JSON.stringify(part).slice(1, -1);
  const said = changes.map((change) => `      ${JSON.stringify(change)}`).join(",\n");
  return [
    `    {${line({ step, action, display_name, evidence, reason })}`,
    `     "changes": [${said === "" ? "" : `\n${said}\n     `}]`,
    `     ${line({ id, of, met })}`,
    `     ${line(place)}}`,
  ].join(",\n");
}

export type PlanRead = { head: PlanHead; steps: PlannedStep[] };

/** @throws file_unreadable, and usage naming the step that cannot be carried out */
export async function readPlan(path: string): Promise<PlanRead> {
  const value = parsed(path);
  const head = await headOf(value, path);
  if (head.version !== PLAN_VERSION)
    throw usageError(`${path} is a plan of version ${head.version}; this program knows ${PLAN_VERSION}`);
  const read: PlannedStep[] = [];
  for (const [i, step] of head.steps.entries()) read.push(plannedStep(step, i + 1, read));
  const { steps: _steps, ...rest } = head;
  return { head: rest, steps: read };
}

/** What stands before the steps. */
const HEAD = object({
  version: integer("Version of the form", 1),
  created_at: text("When the plan was made"),
  files: list(object({ name: text("Name"), size: integer("Bytes", 0), sha256: text("Hash") }), "Files"),
  options: object({
    format: choice(["auto", ...FORMATS], "Format"),
    region: nullable(text("Country of national phone notations")),
    charset: nullable(text("Charset")),
    columns: list(text("Column=field"), "Columns of a CSV file"),
    tags: list(text("Tag"), "Tags"),
    max_photo: nullable(integer("Bytes of a photo", 0)),
    merge: flag("Whether cards are matched by more than their UID"),
    on_conflict: choice(CONFLICT_POLICIES, "What becomes of contacts that are there"),
  }),
  steps: custom<unknown[]>((value) => Array.isArray(value), "no list"),
});

async function headOf(value: unknown, path: string): Promise<PlanHead & { steps: unknown[] }> {
  const { parse } = await import("../domain/validate.ts");
  try {
    return parse(HEAD as Schema<PlanHead & { steps: unknown[] }>, value);
  } catch (error) {
    throw usageError(
      `${path} is not a plan: ${error instanceof Error ? error.message : ""}`,
      "import --plan writes one",
    );
  }
}

function parsed(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    const reason = errnoOf(error) === "ENOENT" ? "there is no such file" : `it cannot be read (${errnoOf(error)})`;
    throw new BacksideError("file_unreadable", `${path}: ${reason}`, { details: { file: path }, cause: error });
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const what = error instanceof Error ? error.message : "";
    throw usageError(`${path} is not JSON: ${what}`, "import --plan writes a plan");
  }
}

/** The step as far as it is carried out. @param before the steps before it */
function plannedStep(value: unknown, number: number, before: readonly PlannedStep[]): PlannedStep {
  const wrong = (what: string, hint: string | null = null) => usageError(`step ${number} of the plan ${what}`, hint);
  if (typeof value !== "object" || value === null) throw wrong("is no object");
  const { action, id = null, of = null, met = null, file, card, digest = null } = value as Partial<PlannedStep>;
  if (!STEP_ACTIONS.includes(action as never))
    throw wrong(`has the action ${JSON.stringify(action)}`, `it is one of ${STEP_ACTIONS.join(", ")}`);
  if (typeof file !== "string" || typeof card !== "number") throw wrong("names no file and card");
  if (digest !== null && typeof digest !== "string") throw wrong("has a digest that is no text");
  if (id !== null && !(typeof id === "string" && UUID.test(id))) throw wrong("has an id that is none");
  if (met !== null && !(typeof met === "object" && typeof met.id === "string" && typeof met.revision === "number"))
    throw wrong("met a contact without id and revision");
  if (action === "update" && id === null) throw wrong("updates a contact without id");
  if (action === "duplicate") {
    const first = typeof of === "number" ? before[of - 1] : undefined;
    if (first === undefined) throw wrong("is a duplicate of no earlier step");
    if (first.action === "skip" || first.action === "fail")
      throw wrong(`is a duplicate of step ${of}, which is left out`, "change its action to create or skip");
  }
  return { action: action as PlannedStep["action"], id: id?.toLowerCase() ?? null, of, met, file, card, digest };
}
