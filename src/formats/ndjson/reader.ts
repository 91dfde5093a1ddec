/** Our own backup, and the dump of `contacts list`: a JSON object a line, or a list of them. Format: docs/backup.md. */
import { BacksideError } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { isTypeName } from "../../domain/relationship-types.ts";
import type { CardWarning } from "../../vcard/card.ts";
import type { FormatOptions, FoundContact, FoundDraft } from "../format.ts";
import { draftOfLine } from "./contact.ts";
import { valuesOf } from "./objects.ts";
import { recordOf, typesIn } from "./records.ts";
import { isObject, objectsIn, text } from "./values.ts";

/** The newest version that is understood. */
export const VERSION = 1;

/**
 * Yields an empty batch after records. Values that are nothing known fail one by one, as soon as another one is known.
 * @throws invalid_input for a file with nothing known, another format, or a newer version of this one
 */
export async function* readNdjson(
  source: AsyncIterable<Uint8Array>,
  { charset, onRecord = () => {} }: FormatOptions,
): AsyncGenerator<FoundContact[]> {
  const types = new Set<string>();
  let [isOurs, index] = [false, 0];
  let batch: FoundContact[] = [];
  for await (const values of valuesOf(source, charset)) {
    for (const { line, value, digest, failure } of values) {
      const record = value === null || value.type === "contact" ? null : recordOf(value);
      const isKnown = value !== null && (record !== null || isBegin(value) || isContact(value));
      isOurs ||= isKnown;
      if (record) {
        // What it names is to be there before.
        if (batch.length > 0) yield batch;
        batch = [];
        onRecord(record);
      } else if (value === null || !isKnown) batch.push(failed(line, ++index, failure ?? STRANGE));
      else if (isContact(value)) {
        for (const type of typesIn(value)) {
          if (!("name" in type) || types.has(type.name)) continue;
          types.add(type.name);
          onRecord(type);
        }
        batch.push({ line, index: ++index, digest, read: () => draftOf(line, value) });
      }
    }
    isOurs ||= batch.length >= MOST_WAITING;
    if (!isOurs) continue;
    yield batch;
    batch = [];
  }
  const [first] = batch;
  if (first) throw nothingKnown(first.line);
}

/** Those that fail are small: only their lines are held. */
const MOST_WAITING = 100_000;
const STRANGE = "It is no contact, and nothing else that a backup has.";

function failed(line: number, index: number, failure: string): FoundContact {
  return { line, index, digest: null, read: () => ({ draft: null, failure, warnings: [] }) };
}

function nothingKnown(line: number): BacksideError {
  return new BacksideError("invalid_input", "there is no contact in it", {
    hint: "a contact is an object with a display_name, as `backside contacts list --ndjson` prints it; nothing was changed",
    details: { line },
  });
}

/** @throws invalid_input */
function isBegin({ type, version }: JsonObject): boolean {
  if (type !== "backside") return false;
  if (typeof version === "number" && version <= VERSION) return true;
  throw new BacksideError("invalid_input", "the backup was made by a newer backside", {
    hint: "install the newest version; nothing was changed",
  });
}

/** With neither type nor kind it is a person, as `contacts create --from-json` takes it. */
function isContact({ type, display_name, given_name, family_name }: JsonObject): boolean {
  if (type !== undefined) return type === "contact";
  return [display_name, given_name, family_name].some((name) => text(name) !== null);
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
