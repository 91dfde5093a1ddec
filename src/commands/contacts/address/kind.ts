/** Addresses as the verbs of `contacts address` see them. */
import type { Command } from "commander";
import type { Address } from "../../../domain/entities.ts";
import { usageError } from "../../../domain/errors.ts";
import { quoted } from "../../../domain/quoted.ts";
import { fold } from "../../../domain/search-text.ts";
import { ADDRESS_KEYS } from "../../../domain/shapes.ts";
import type { AddressFields } from "../../../operations/addresses/fields.ts";
import { listAddresses } from "../../../operations/addresses/list.ts";
import { addressLines, addressLook } from "../../../render/parts.ts";
import { type PartKind, sameName } from "../part.ts";

export const ADDRESS = "the address: its label, words of it, its id or the start of it";

export const addresses: PartKind<Address> = {
  name: "address",
  plural: "addresses",
  keys: ADDRESS_KEYS,
  look: addressLook,
  list: (backend, id) => backend.call(listAddresses, { id }),
  async calledSo(name) {
    const words = fold(name).trim();
    return (address) =>
      sameName(address.label, name) ||
      (words.length >= SHORTEST && fold(addressLines(address).join(", ")).includes(words));
  },
};

/** Fewer letters stand in too many addresses to name one. */
const SHORTEST = 3;

export type AddressOptions = {
  label?: string;
  street?: string;
  extended?: string;
  poBox?: string;
  city?: string;
  state?: string;
  postalCode?: string;
  country?: string;
  countryCode?: string;
  lat?: number;
  lon?: number;
  primary?: boolean;
};

/** `--region` is the country of phone numbers everywhere, so that an address has a `--state`. */
export function addressOptions(command: Command): Command {
  return command
    .option("--street <text>", "street and number")
    .option("--extended <text>", "apartment, suite or floor")
    .option("--po-box <text>", "post office box")
    .option("--city <name>", "city")
    .option("--state <name>", "state, province or county: the region of the address")
    .option("--postal-code <code>", "postal code")
    .option("--country <name>", "country by name")
    .option("--country-code <code>", "country as two letters, such as US")
    .option("--lat <degrees>", "degrees north", degrees("--lat"))
    .option("--lon <degrees>", "degrees east", degrees("--lon"))
    .option("--label <text>", "what it is for, such as work or home")
    .option("--primary", "the preferred one");
}

function degrees(name: string): (text: string) => number {
  return (text) => {
    if (!/^[+-]?\d+(?:\.\d+)?$/.test(text))
      throw usageError(`${name} takes degrees such as 51.5074, not ${quoted(text)}`);
    return Number(text);
  };
}

/** The options as the fields they set. */
export function addressFields(options: AddressOptions): AddressFields {
  const { poBox, state, postalCode, countryCode, lat, lon, primary, ...same } = options;
  const fields = {
    ...same,
    po_box: poBox,
    region: state,
    postal_code: postalCode,
    country_code: countryCode,
    latitude: lat,
    longitude: lon,
    is_primary: primary,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
