/** Formatting of one property through `vcf`'s property model, with our own escaping, quoting and case of names. */
import vCard from "vcf";
import { formatLine, formatValues, type Line } from "./content-line.ts";

/** The content line of a property, unfolded. A line end in it, from edited metadata, can only be text. */
export function formatProperty(line: Line): string {
  const text = format(line);
  return /[\r\n]/.test(text) ? text.replace(/\r\n?|\n/g, "\\n") : text;
}

function format(line: Line): string {
  if (!isSafe(line)) return formatLine(line);
  const params: Record<string, string> = {};
  if (line.group !== null) params.group = line.group;
  for (const { name, values } of line.params) params[name.toLowerCase()] = formatValues(values);
  const property = new vCard.Property(line.name.toLowerCase(), line.value, params);
  // Called through the prototype, and always for 4.0: for 3.0 it would upper-case all parameter values.
  const text = vCard.Property.prototype.toString.call(property, "4.0");
  if (line.original === line.name) return text;
  const start = line.group === null ? 0 : line.group.length + 1;
  return text.slice(0, start) + line.original + text.slice(start + line.name.length);
}

/** Whether `vcf` can hold the property: parameters become keys, once each, of an object that has methods and sorts digits. */
function isSafe(line: Line): boolean {
  if (!NAME.test(line.name) || hasTwins(line)) return false;
  for (const { name } of line.params) {
    if (!KNOWN.has(name) && (!NAME.test(name) || /^[0-9]+$/.test(name) || RESERVED.has(name.toLowerCase())))
      return false;
  }
  return true;
}

/** Two parameters of one name, as a PREF that is no number has beside one that is. */
function hasTwins({ params }: Line): boolean {
  return params.length > 1 && new Set(params.map(({ name }) => name)).size < params.length;
}

const NAME = /^[A-Za-z0-9-]{1,64}$/;
const KNOWN: ReadonlySet<string> = new Set(["TYPE", "PREF", "VALUE", "LANGUAGE"]);
const RESERVED: ReadonlySet<string> = new Set(["is", "clone", "constructor", "group"]);
