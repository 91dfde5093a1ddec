/** What a run of a mirror tells, by what was planned. */
import type { MirrorChange, MirrorReport, Side } from "../../domain/mirror-report.ts";
import type { Sides, Step } from "./sides.ts";

type Done = { operation_id: string | null; dryRun: boolean; created: ReadonlyMap<string, string> };

export function reportOf(sides: Sides, steps: readonly Step[], { operation_id, dryRun, created }: Done): MirrorReport {
  const nameOf = (id: string): string | null => sides.contacts.get(id)?.display_name ?? sides.deleted.get(id) ?? null;
  const changes = steps.flatMap((step) => changesOf(step, nameOf, dryRun ? new Map() : created));
  const count = (side: Side, action: MirrorChange["action"]) =>
    changes.filter((change) => change.side === side && change.action === action).length;
  const counts = (side: Side) => ({
    created: count(side, "created"),
    updated: count(side, "updated"),
    deleted: count(side, "deleted"),
  });
  return {
    files: sides.files.length + sides.unreadable.length,
    contacts: sides.contacts.size,
    store: counts("store"),
    folder: counts("folder"),
    unchanged: steps.filter((step) => step.do === "same").length,
    changes,
    conflicts: steps.flatMap((step) => {
      if (step.do !== "conflict") return [];
      const { file, id, properties, reason } = step;
      return { file, contact_id: id, display_name: nameOf(id), properties, reason };
    }),
    failed: steps.flatMap((step) => (step.do === "leave" ? { file: step.file, reason: step.reason } : [])),
    operation_id,
    dry_run: dryRun,
  };
}

/** Adds what was found to be needed only when the files were written. */
export function alsoDone(report: MirrorReport, changes: readonly MirrorChange[]): void {
  for (const change of changes) {
    report.changes.push(change);
    report[change.side][change.action]++;
  }
}

function changesOf(
  step: Step,
  nameOf: (id: string) => string | null,
  created: ReadonlyMap<string, string>,
): MirrorChange[] {
  const change = (side: Side, action: MirrorChange["action"], file: string | null, id: string | null) => {
    return [{ side, action, file, contact_id: id, display_name: id === null ? null : nameOf(id) }];
  };
  switch (step.do) {
    case "create": {
      const made = change("store", "created", step.file.name, created.get(step.file.name) ?? null);
      return made.map((one) => ({ ...one, display_name: step.file.card?.display_name ?? null }));
    }
    case "update":
      return [
        ...change("store", "updated", step.file.name, step.id),
        ...(step.write ? change("folder", "updated", step.file.name, step.id) : []),
      ];
    case "restore":
      return change("store", "created", step.file.name, step.id);
    case "delete_contact":
      return change("store", "deleted", step.file, step.id);
    case "delete_file":
      return change("folder", "deleted", step.file, step.id);
    case "write":
      return change("folder", step.file === null ? "created" : "updated", step.file, step.id);
    default:
      return [];
  }
}
