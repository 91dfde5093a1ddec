/** Phone numbers: E.164 only when libphonenumber calls the number valid; `110` in Germany stays `110`. */
import { type CountryCode, parsePhoneNumberFromString } from "libphonenumber-js/max";
import { dialled } from "./spelled-number.ts";

/**
 * The E.164 form of a phone number as a person wrote it.
 * @param text any notation, also a `tel:` URI, or with letters for digits
 * @param region ISO 3166-1 alpha-2 country that national notations belong to; null when unknown
 * @returns `+12025550123`, or null when the number is not valid in that region (source: libphonenumber)
 */
export function canonicalPhone(text: string, region: string | null): string | null {
  const options = region === null ? { extract: false } : { defaultCountry: region as CountryCode, extract: false };
  const number = parsePhoneNumberFromString(dialled(text.replace(/^tel:/i, "")), options);
  return number?.isValid() ? number.number : null;
}
