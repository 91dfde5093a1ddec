/** The words for columns: our own header, and the right side of `--map Column=field`. docs/csv.md lists them. */
import { usageError } from "../../domain/errors.ts";
import {
  ADDRESS_NUMBERS,
  ADDRESS_TEXTS,
  type AddressField,
  AFFILIATION_TEXTS,
  type AffiliationField,
  type Column,
  type ColumnMap,
  TEXT_FIELDS,
  type TextField,
} from "./column.ts";

/**
 * `["Firma=organization", "Handy=phone:mobile"]` → columns by name. The field stands after the last equals sign.
 * @throws usage naming column, field and what is possible
 */
export function parseColumnMap(pairs: readonly string[]): ColumnMap {
  const map = new Map<string, { name: string; column: Column }>();
  for (const pair of pairs) {
    const at = pair.lastIndexOf("=");
    const name = pair.slice(0, at).trim();
    const field = pair.slice(at + 1).trim();
    if (at < 1 || name === "" || field === "") {
      throw usageError(`--map ${JSON.stringify(pair)} is not Column=field`, `such as --map "Mobile no=phone:mobile"`);
    }
    const column = columnOfField(field, `map ${name.toLowerCase()}`);
    if (column === null)
      throw usageError(`--map: column ${JSON.stringify(name)}: there is no field ${JSON.stringify(field)}`, POSSIBLE);
    if (map.has(name.toLowerCase())) throw usageError(`--map names the column ${JSON.stringify(name)} twice`);
    map.set(name.toLowerCase(), { name, column });
  }
  return map;
}

const POSSIBLE =
  `${TEXT_FIELDS.join(", ")}, note, uid, kind, tag, email, phone, url, channel:<type>, address.<${ADDRESS_TEXTS.join("|")}>, ` +
  "organization, title, role, department, birthday, anniversary, date:<label>, metadata.<key>; " +
  "email:work, phone:mobile, address:home.city have a label";

/**
 * The column of a field, as `--map` names it: `given_name`, `email:work`, `address:home.city`, `metadata.source`.
 * @param slot sets apart two columns of one field, each a value of its own
 */
export function columnOfField(field: string, slot: string): Column | null {
  const [, base = "", label = null, member = null] = /^([a-z_]+)(?::([^.]+))?(?:\.(.+))?$/i.exec(field) ?? [];
  const name = base.toLowerCase();
  if (member === null && label === null) return plainField(name, slot);
  if (name === "metadata" && label === null && member !== null) return { part: "metadata_key", key: member };
  if (name === "address" && member !== null) return addressField(label, member.toLowerCase());
  if (member !== null || label === null) return null;
  if (name === "channel") return { part: "channel", slot, type: label.toLowerCase(), label: null, as: "value" };
  if (CHANNELS.has(name)) return { part: "channel", slot, type: name, label, as: "value" };
  return name === "date" ? { part: "date", slot, type: "custom", label, as: "value" } : null;
}

function plainField(name: string, slot: string): Column | null {
  if ((TEXT_FIELDS as readonly string[]).includes(name)) return { part: "text", field: name as TextField };
  if (CHANNELS.has(name)) return { part: "channel", slot, type: name, label: null, as: "value" };
  if (name === "birthday" || name === "anniversary")
    return { part: "date", slot, type: name, label: null, as: "value" };
  if (name === "organization") return { part: "affiliation", slot: "1", as: "organization_name" };
  if ((AFFILIATION_TEXTS as readonly string[]).includes(name) && AFFILIATION_WORDS.has(name))
    return { part: "affiliation", slot: "1", as: name as AffiliationField };
  return PLAIN.get(name) ?? null;
}

/** Address columns without number belong together by their label. */
function addressField(label: string | null, member: string): Column | null {
  const known = [...ADDRESS_TEXTS, ...ADDRESS_NUMBERS] as readonly string[];
  if (!known.includes(member)) return null;
  return { part: "address", slot: `label ${label ?? ""}`, label, as: member as AddressField };
}

/** The column of our own header: `email_1_label`, `address_2_city`, and all that `--map` has. */
export function ownColumn(header: string): Column | null {
  return numberedColumn(header) ?? columnOfField(header, header);
}

function numberedColumn(header: string): Column | null {
  const [, base = "", slot = "", member = "value"] = /^([a-z]+)_(\d{1,3})(?:_([a-z_]+))?$/.exec(header) ?? [];
  if (CHANNELS.has(base) && (member === "value" || member === "label"))
    return { part: "channel", slot, type: base, label: null, as: member };
  if (base === "channel" && isValueColumn(member))
    return { part: "channel", slot, type: "custom", label: null, as: member };
  if (base === "date" && isValueColumn(member)) return { part: "date", slot, type: "custom", label: null, as: member };
  if (base === "address") {
    if (member === "label") return { part: "address", slot, label: null, as: "label" };
    const column = addressField(null, member);
    return column && ({ ...column, slot: slot } as Column);
  }
  if (base !== "organization") return null;
  if (member === "value") return { part: "affiliation", slot, as: "organization_name" };
  if (member === "is_current") return { part: "affiliation", slot, as: "is_current" };
  const isText = (AFFILIATION_TEXTS as readonly string[]).includes(member);
  return isText ? { part: "affiliation", slot, as: member as AffiliationField } : null;
}

function isValueColumn(member: string): member is "value" | "label" | "type" {
  return member === "value" || member === "label" || member === "type";
}

const CHANNELS: ReadonlySet<string> = new Set(["email", "phone", "url"]);
/** Members of an affiliation that say what they are without it. */
const AFFILIATION_WORDS: ReadonlySet<string> = new Set(["title", "role", "department"]);
const PLAIN: ReadonlyMap<string, Column> = new Map<string, Column>([
  ["note", { part: "text", field: "bio" }],
  ["uid", { part: "uid", prefix: "" }],
  ["vcard_uid", { part: "uid", prefix: "" }],
  ["id", { part: "uid", prefix: "urn:uuid:" }],
  ["kind", { part: "kind" }],
  ["tag", { part: "tags" }],
  ["tags", { part: "tags" }],
  ["members", { part: "members" }],
  ["metadata", { part: "metadata" }],
]);
