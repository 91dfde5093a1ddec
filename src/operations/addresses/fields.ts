/** The fields of an address as its operations take them (API section 2.4). */
import { badRequest } from "../../domain/errors.ts";
import type { JsonObject } from "../../domain/json.ts";
import { quoted } from "../../domain/quoted.ts";
import { isCountry } from "../../domain/regions.ts";
import { nullable, optional, real, text } from "../../domain/schema.ts";
import type { Reader, Rows, Transaction } from "../../store/store.ts";
import { labelSchema, metadataSchema, primarySchema, saidTexts } from "../part-fields.ts";

export const ADDRESS_TEXTS = [
  ...(["label", "street", "extended", "po_box", "city", "region", "postal_code"] as const),
  ...(["country", "country_code"] as const),
] as const;

export type AddressFields = { [F in (typeof ADDRESS_TEXTS)[number]]?: string | null | undefined } & {
  latitude?: number | null | undefined;
  longitude?: number | null | undefined;
  is_primary?: boolean | null | undefined;
  metadata?: JsonObject | null | undefined;
};

export function addressSchemas() {
  const line = (description: string) => optional(nullable(text(description)));
  return {
    label: labelSchema(),
    street: line("Street and number"),
    extended: line("Apartment, suite or floor"),
    po_box: line("Post office box"),
    city: line("City"),
    region: line("State, province or county"),
    postal_code: line("Postal code"),
    country: line("Country, by name"),
    country_code: line("Country, as its ISO 3166-1 code of two letters"),
    latitude: optional(nullable(real("Degrees north", -90, 90))),
    longitude: optional(nullable(real("Degrees east", -180, 180))),
    is_primary: primarySchema("of the contact"),
    metadata: metadataSchema(),
  };
}

type Sent = { [F in (typeof ADDRESS_TEXTS)[number]]?: string | null } & {
  latitude?: number | null;
  longitude?: number | null;
};

/** The fields that were sent, as they are stored. @throws bad_request */
export function sentAddress({ latitude, longitude, ...input }: AddressFields): Sent {
  const said = saidTexts(input, ADDRESS_TEXTS);
  return {
    ...said,
    ...(said.country_code === undefined ? {} : { country_code: countryCode(said.country_code) }),
    ...(latitude === undefined ? {} : { latitude }),
    ...(longitude === undefined ? {} : { longitude }),
  };
}

function countryCode(said: string | null): string | null {
  const code = said?.toUpperCase() ?? null;
  if (code !== null && !isCountry(code))
    throw badRequest(`country_code: not a country: ${quoted(said ?? "")}`, "two letters, such as US, GB or DE");
  return code;
}

/** Another one is primary now. */
export async function unsetPrimary(tx: Transaction, addresses: readonly Rows["addresses"][]): Promise<void> {
  for (const address of addresses) if (address.is_primary) await tx.update("addresses", address, { is_primary: false });
}

/** A contact's addresses, oldest first, but for one. */
export async function otherAddresses(tx: Reader, contact_id: string, id: string | null): Promise<Rows["addresses"][]> {
  return (await tx.find("addresses", { contact_id })).filter((address) => address.id !== id);
}
