/** An address written in one line, taken apart as far as that is plain; what is not understood stays in the street. */
import { usageError } from "../../domain/errors.ts";
import { nearest } from "../../domain/nearest.ts";
import { quoted } from "../../domain/quoted.ts";
import { isCountry, REGIONS } from "../../domain/regions.ts";

/** Fields of an address as `addresses.add` takes them. */
export type AddressParts = {
  label?: string;
  street?: string;
  extended?: string;
  po_box?: string;
  city?: string;
  region?: string;
  postal_code?: string;
  country?: string;
  country_code?: string;
  latitude?: number;
  longitude?: number;
};

/** `1 Main St, Springfield, IL 62701, US`, or `street=1 Main St;city=Springfield`. @throws usage */
export function parseAddress(text: string): AddressParts {
  if (text.trim() === "") throw usageError("the address is empty");
  return namedFields(text) ?? lines(text);
}

const NAMES: Readonly<Record<string, keyof AddressParts>> = {
  label: "label",
  street: "street",
  extended: "extended",
  po_box: "po_box",
  city: "city",
  region: "region",
  state: "region",
  postal_code: "postal_code",
  zip: "postal_code",
  country: "country",
  country_code: "country_code",
  latitude: "latitude",
  lat: "latitude",
  longitude: "longitude",
  lon: "longitude",
};

/** `name=value` pairs, parted by semicolons; null when the text does not begin like one. */
function namedFields(text: string): AddressParts | null {
  const [, first = ""] = /^\s*([a-z_]+)\s*=/i.exec(text) ?? [];
  if (first === "") return null;
  const parts: Record<string, string | number> = {};
  for (const pair of text.split(";").filter((one) => one.trim() !== "")) {
    const [, name = "", value = ""] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
    const field = NAMES[name.toLowerCase().replaceAll("-", "_")];
    if (field === undefined) throw unknownField(name || pair.trim());
    parts[field] = field === "latitude" || field === "longitude" ? degrees(name, value) : value;
  }
  return parts;
}

function unknownField(name: string) {
  const meant = nearest(name, Object.keys(NAMES));
  const known = `fields: ${Object.keys(NAMES).join(", ")}`;
  return usageError(`an address has no field ${quoted(name)}`, meant === null ? known : `Did you mean ${meant}?`);
}

function degrees(name: string, value: string): number {
  if (!/^[+-]?\d+(?:\.\d+)?$/.test(value)) throw usageError(`${name} takes degrees, not ${quoted(value)}`);
  return Number(value);
}

/** From the end, where addresses are most alike: country, then postal code with region or city, then the city. */
function lines(text: string): AddressParts {
  const rest = text
    .split(/[,\n]/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const parts: AddressParts = {};
  if (rest.length > 1) Object.assign(parts, takeLast(rest, countryOf));
  if (rest.length > 1) Object.assign(parts, takeLast(rest, postalOf));
  if (rest.length > 1 && parts.city === undefined && isTown(rest, parts)) parts.city = rest.pop() ?? "";
  const box = rest.findIndex((line) => PO_BOX.test(line));
  if (box !== -1) parts.po_box = rest.splice(box, 1)[0] ?? "";
  if (rest.length > 0) parts.street = rest.join(", ");
  return parts;
}

const PO_BOX = /^(?:p\.? ?o\.? ?box|postfach|casilla|apartado)\b/i;

function takeLast(rest: string[], read: (line: string) => AddressParts | null): AddressParts | null {
  const parts = read(rest.at(-1) ?? "");
  if (parts !== null) rest.pop();
  return parts;
}

/** A name is kept as it was written, beside the code it stands for. */
function countryOf(line: string): AddressParts | null {
  if (isCountry(line)) return { country_code: line };
  const code = SHORT[line.toUpperCase()] ?? codeOf(line);
  return code === undefined ? null : { country: line, country_code: code };
}

const SHORT: Readonly<Record<string, string>> = { USA: "US", UK: "GB", UAE: "AE" };

/** The country of that English name. */
function codeOf(name: string): string | undefined {
  const names = new Intl.DisplayNames("en", { type: "region" });
  return REGIONS.split(" ").find((code) => names.of(code)?.toLowerCase() === name.toLowerCase());
}

/** `IL 62701`, `London SW1Y 4JH`, `Ottawa ON K1A 0B1`, `10115 Berlin`. */
function postalOf(line: string): AddressParts | null {
  const leading = /^((?:[A-Z]{1,2}-)?\d{4,6}|\d{3} \d{2}|\d{4} [A-Z]{2})(?:\s+(\D+))?$/.exec(line);
  if (leading) return given({ postal_code: leading[1], city: leading[2] });
  const trailing = TRAILING.exec(line);
  if (!trailing) return null;
  const [, before = "", postal_code] = trailing;
  const [, city, region] = /^(?:(.*?)\s+)?([A-Z]{2,3})$/.exec(before) ?? [];
  return region === undefined ? given({ city: before, postal_code }) : given({ city, region, postal_code });
}

/** Four digits follow a state, as in Australia; elsewhere they are as well a house number. */
const TRAILING =
  /^(?:(\D+?)\s+)?(\d{5}(?:-\d{4})?|(?<=\b[A-Z]{2,3}\s+)\d{4}|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)$/;

function given(parts: { [F in keyof AddressParts]?: AddressParts[F] | undefined }): AddressParts {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined && value !== ""));
}

/** The last line is a town where it has no digit and something else says that this is a whole address. */
function isTown(rest: readonly string[], { postal_code, country_code }: AddressParts): boolean {
  if (/\d/.test(rest.at(-1) ?? "")) return false;
  return postal_code !== undefined || country_code !== undefined || /\d/.test(rest[0] ?? "");
}
