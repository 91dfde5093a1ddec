/** Verbs of tags and of groups that are alike; those with options of their own share what they do. */
import type { Backend, CallOptions } from "../backend/backend.ts";
import type { DefinitionsInput } from "../operations/definitions.ts";
import type { Page, ReadOperation } from "../operations/operation.ts";
import { definitionNamed } from "../workflows/definitions.ts";
import type { Context } from "./context.ts";
import { did, expectOption, guardDeletion, isSame } from "./definitions.ts";
import { showWritten, type View } from "./records.ts";
import type { Output, Verb } from "./verb.ts";

type Named = { id: string; name: string };

/** What the verbs of tags have in common, and those of groups. */
export type DefinitionKind<Row extends Named> = {
  name: "tag" | "group";
  /** What `--json` prints of one, for people and as a schema. */
  json: string;
  output: Output;
  view(context: Context): View<Row>;
  list: ReadOperation<DefinitionsInput, Page<Row>>;
};

/** `Created tag vip` */
export async function showCreated<Row extends Named>(
  context: Context,
  kind: DefinitionKind<Row>,
  create: (backend: Backend, options: CallOptions) => Promise<Row>,
): Promise<void> {
  const view = kind.view(context);
  const record = await create(context.backend("write"), context.writing());
  const line = `${did(context, "Created", "create")} ${kind.name} ${record.name}`;
  await showWritten(context, { record, id: record.id, outcome: "made", line, view });
}

/** What a write makes of the definition that has the id. */
type Write<Row> = (backend: Backend, id: string, options: CallOptions) => Promise<Row>;

/** `Updated tag vip`, where it was a change. */
export async function showUpdated<Row extends Named>(
  context: Context,
  kind: DefinitionKind<Row>,
  ref: string,
  update: Write<Row>,
): Promise<void> {
  const view = kind.view(context);
  const backend = context.backend("write");
  const before = await definitionNamed(backend, kind.list, kind.name, ref);
  const record = await update(backend, before.id, context.writing());
  const same = isSame(before, record);
  const line = same
    ? `${capital(kind.name)} ${record.name} is so already`
    : `${did(context, "Updated", "update")} ${kind.name} ${record.name}`;
  await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
}

type Renaming<Row> = Pick<Verb, "examples" | "notes"> & {
  rename(backend: Backend, id: string, name: string, options: CallOptions): Promise<Row>;
};

/** `backside tags rename TAG NAME` */
export function renameVerbOf<Row extends Named>(kind: DefinitionKind<Row>, { rename, ...texts }: Renaming<Row>): Verb {
  return {
    name: "rename",
    summary: `Give a ${kind.name} another name`,
    ...texts,
    json: kind.json,
    output: kind.output,
    errors: {
      not_found: `there is no such ${kind.name}`,
      conflict: `another ${kind.name} has the name, whatever its case`,
    },
    effect: "write",
    operations: [kind.list.name, `${kind.name}s.update`],
    build: (command, context) =>
      command
        .argument(`<${kind.name}>`, `the ${kind.name}, by name or id`)
        .argument("<name>", "its new name")
        .action((ref: string, name: string) =>
          showRenamed(context, kind, ref, (backend, id, options) => rename(backend, id, name, options)),
        ),
  };
}

async function showRenamed<Row extends Named>(
  context: Context,
  kind: DefinitionKind<Row>,
  ref: string,
  rename: Write<Row>,
): Promise<void> {
  const view = kind.view(context);
  const backend = context.backend("write");
  const before = await definitionNamed(backend, kind.list, kind.name, ref);
  const record = await rename(backend, before.id, context.writing());
  const same = before.name === record.name;
  const line = same
    ? `${capital(kind.name)} ${record.name} has this name already`
    : `${did(context, "Renamed", "rename")} ${kind.name} ${before.name} to ${record.name}`;
  await showWritten(context, { record, id: record.id, outcome: same ? "unchanged" : "changed", line, view });
}

type Deletion<Row> = Pick<Verb, "summary" | "examples" | "notes"> & {
  /** When the question is asked, and when the answer to it is wrong. */
  errors: { confirmation_required: string; expect_mismatch: string };
  /** How many contacts have it. */
  contacts(row: Row): number;
  /** What that means for them, where there are any. */
  remark(contacts: number): string;
  remove: Write<Row>;
};

/** `backside tags delete TAG` */
export function deleteVerbOf<Row extends Named>(kind: DefinitionKind<Row>, deletion: Deletion<Row>): Verb {
  const { summary, examples, notes, errors } = deletion;
  return {
    name: "delete",
    summary,
    examples,
    ...(notes ? { notes } : {}),
    json: `${kind.json}, the ${kind.name} as it was`,
    output: kind.output,
    errors: {
      confirmation_required: errors.confirmation_required,
      not_found: `there is no such ${kind.name}`,
      expect_mismatch: errors.expect_mismatch,
      cancelled: "the question was answered with no",
    },
    effect: "destructive",
    operations: [kind.list.name, `${kind.name}s.delete`],
    build: (command, context) =>
      expectOption(command.argument(`<${kind.name}>`, `the ${kind.name}, by name or id`)).action(
        (ref: string, { expect }: { expect?: number }) => showDeleted(context, kind, ref, deletion, expect),
      ),
  };
}

async function showDeleted<Row extends Named>(
  context: Context,
  kind: DefinitionKind<Row>,
  ref: string,
  { contacts, remark, remove }: Deletion<Row>,
  expect: number | undefined,
): Promise<void> {
  const view = kind.view(context);
  const backend = context.backend("write");
  const before = await definitionNamed(backend, kind.list, kind.name, ref);
  const count = contacts(before);
  await guardDeletion(context, ref, count, expect);
  const record = await remove(backend, before.id, context.writing());
  const line = `${did(context, "Deleted", "delete")} ${kind.name} ${record.name}${count === 0 ? "" : remark(count)}`;
  await showWritten(context, { record, id: before.id, outcome: "changed", line, view });
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
