/** What an operation did to a contact, in words. */
import type { Json } from "../domain/json.ts";
import type { Styles } from "./colour.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { truncate } from "./width.ts";

/** What is shown of a change (`operations/history/changes.ts`). */
export type ShownChange = {
  resource_type: string;
  action: "added" | "changed" | "removed";
  label: string;
  field: string | null;
  from: Json;
  to: Json;
};

/** Values longer than this are cut: a note may be a novel, and `--json` has it whole. */
const LONGEST = 60;

/** One line: `nickname: Addy → Lady`, `+ email ada@example.org`, `- tag vip`. */
export function changeLine(change: ShownChange, columns: number, { green, red, yellow }: Styles): string {
  const [sign, text] = signed(change);
  const line = truncate(sanitizeForTty(text, { cell: true }), Math.max(20, columns - 4));
  const style = sign === "+" ? green : sign === "-" ? red : yellow;
  return `  ${style(sign)} ${line}`;
}

function signed({ resource_type, action, label, field, from, to }: ShownChange): ["+" | "-" | "~", string] {
  const own = resource_type === "contact";
  if (own && action === "added") return ["+", `the contact ${label}`];
  if (own && action === "removed") return ["-", `the contact ${label}`];
  if (own && field === "deleted_at") return to === null ? ["+", "restored"] : ["-", "deleted"];
  if (action === "added") return ["+", label];
  if (action === "removed") return ["-", label];
  return ["~", `${own ? "" : `${label}, `}${field}: ${valueText(from)} \u2192 ${valueText(to)}`];
}

function valueText(value: Json): string {
  if (value === null || value === "") return "(none)";
  return truncate(sanitizeForTty(typeof value === "string" ? value : JSON.stringify(value), { cell: true }), LONGEST);
}
