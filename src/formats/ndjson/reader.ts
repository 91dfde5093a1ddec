/** Our own backup, and the dump of `contacts list`: a JSON object a line. Format: docs/backup.md. */
import { createHash } from "node:crypto";
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { isTypeName } from "../../domain/relationship-types.ts";
import type { CardWarning } from "../../vcard/card.ts";
import type { FormatOptions, FoundContact, FoundDraft } from "../format.ts";
import { draftOfLine } from "./contact.ts";
import { type Line, linesOf } from "./lines.ts";
import { recordOf, typesIn } from "./records.ts";
import { isObject, objectsIn, text } from "./values.ts";

/** The newest version that is understood. */
export const VERSION = 1;

/** Yields an empty batch after records. @throws invalid_input for another format, or a newer version of this one */
export async function* readNdjson(
  source: AsyncIterable<Uint8Array>,
  { onWarning, onRecord = () => {} }: FormatOptions,
): AsyncGenerator<FoundContact[]> {
  const types = new Set<string>();
  let [first, index] = [true, 0];
  for await (const lines of linesOf(source)) {
    let batch: FoundContact[] = [];
    for (const line of lines) {
      const value = parsed(line);
      if (first) {
        first = false;
        if (isBegin(value)) continue;
      }
      const record = isObject(value) && value.type !== "contact" ? recordOf(value) : null;
      if (record) {
        // What it names is to be there before.
        if (batch.length > 0) yield batch;
        batch = [];
        onRecord(record);
      } else if (isObject(value) && isContact(value)) {
        for (const type of typesIn(value)) {
          if (!("name" in type) || types.has(type.name)) continue;
          types.add(type.name);
          onRecord(type);
        }
        batch.push({ line: line.line, index: ++index, digest: digestOf(line), read: () => draftOf(line.line, value) });
      } else if (isObject(value)) onWarning(strange(line.line));
      else batch.push({ line: line.line, index: ++index, digest: null, read: () => notRead(line) });
    }
    yield batch;
  }
}

function parsed({ text: line }: Line): unknown {
  try {
    return line === null ? null : JSON.parse(line);
  } catch {
    return null;
  }
}

/** @throws invalid_input */
function isBegin(value: unknown): boolean {
  if (!isObject(value))
    throw new BacksideError("invalid_input", "it is not NDJSON: the first line is no JSON object", {
      hint: "a backup is made by `backside contacts export --all --format ndjson`; nothing was changed",
    });
  if (value.type !== "backside") return false;
  if (typeof value.version === "number" && value.version <= VERSION) return true;
  throw new BacksideError("invalid_input", "the backup was made by a newer backside", {
    hint: "install the newest version; nothing was changed",
  });
}

function isContact({ type, display_name, kind }: JsonObject): boolean {
  return type === "contact" || (type === undefined && display_name !== undefined && kind !== undefined);
}

function draftOf(line: number, value: JsonObject): FoundDraft {
  const { draft, failure } = draftOfLine(value);
  const warnings: CardWarning[] = [];
  if (isObject(value.photo) && draft?.photo === null)
    warnings.push({ line, property: "photo", code: "photo_not_included", message: "The photo is not in the file." });
  for (const one of objectsIn(value.relationships)) {
    const type = text(one.relationship_type);
    if (type !== null && isTypeName(type)) continue;
    const message = "A relationship has no type that could be kept; it was left out.";
    warnings.push({ line, property: "relationships", code: "unknown_relationship", message });
  }
  if (draft) draft.related = draft.related.filter(({ relationship_type }) => isTypeName(relationship_type));
  return { draft, failure, warnings };
}

function notRead({ text: line }: Line): FoundDraft {
  const failure = line === null ? "The line is longer than 64 MB." : "The line is not a JSON object.";
  return { draft: null, failure, warnings: [] };
}

function strange(line: number): CardWarning {
  const message = "The line is nothing that a backup has; it was left out.";
  return { line, property: null, code: "unknown_record", message };
}

function digestOf({ text: line }: Line): string {
  return createHash("sha256")
    .update(line ?? "")
    .digest()
    .subarray(0, 16)
    .toString("base64url");
}
