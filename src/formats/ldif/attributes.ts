/**
 * What the attributes of a person are: RFC 4519 (person, organizationalPerson), RFC 2798 (inetOrgPerson), RFC 4524 and
 * the names Mozilla's address book gives them (mozillaAbPersonAlpha). Names in lower case.
 */
import type { AddressDraft } from "../../domain/draft.ts";

type TextField = "display_name" | "given_name" | "family_name" | "prefix" | "suffix" | "nickname" | "language";
type AddressField = Exclude<keyof AddressDraft, "label" | "metadata" | "is_primary" | "latitude" | "longitude">;

export type Attribute =
  | { part: "text"; field: TextField }
  | { part: "note" | "photo" | "member" | "uri" | "drop" | "secret" }
  | { part: "channel"; type: string; label: string | null }
  | { part: "address"; label: "work" | "home"; field: AddressField | "printed" }
  | { part: "affiliation"; field: "organization_name" | "department" | "title" }
  | { part: "birth"; field: "date_year" | "date_month" | "date_day" }
  | { part: "custom"; label: string }
  | { part: "uuid" };

export const ATTRIBUTES: ReadonlyMap<string, Attribute> = new Map<string, Attribute>([
  ...all({ part: "text", field: "display_name" }, "displayname", "cn", "commonname"),
  ...all({ part: "text", field: "given_name" }, "givenname", "gn"),
  ...all({ part: "text", field: "family_name" }, "sn", "surname"),
  ...all({ part: "text", field: "prefix" }, "personaltitle", "honorifictitle"),
  ...all({ part: "text", field: "suffix" }, "generationqualifier"),
  ...all({ part: "text", field: "nickname" }, "mozillanickname", "xmozillanickname", "nickname"),
  ...all({ part: "text", field: "language" }, "preferredlanguage"),
  ...all({ part: "note" }, "description", "notes", "comment"),
  ...all({ part: "photo" }, "jpegphoto", "photo", "thumbnailphoto"),
  ...all({ part: "member" }, "member", "uniquemember"),
  ...all({ part: "uri" }, "labeleduri", "labeledurl", "url"),
  ...all({ part: "channel", type: "email", label: null }, "mail", "rfc822mailbox"),
  ...all({ part: "channel", type: "email", label: null }, "mozillasecondemail", "xmozillasecondemail"),
  ...all({ part: "channel", type: "phone", label: "work" }, "telephonenumber", "companyphone"),
  ...all({ part: "channel", type: "phone", label: "home" }, "homephone", "hometelephonenumber"),
  ...all({ part: "channel", type: "phone", label: "cell" }, "mobile", "mobiletelephonenumber", "cellphone"),
  ...all({ part: "channel", type: "phone", label: "fax" }, "facsimiletelephonenumber", "fax"),
  ...all({ part: "channel", type: "phone", label: "home fax" }, "homefacsimiletelephonenumber"),
  ...all({ part: "channel", type: "phone", label: "pager" }, "pager", "pagertelephonenumber", "pagerphone"),
  ...all({ part: "channel", type: "phone", label: "car" }, "carphone"),
  ...all({ part: "channel", type: "url", label: "work" }, "mozillaworkurl", "workurl"),
  ...all({ part: "channel", type: "url", label: "home" }, "mozillahomeurl", "homeurl"),
  ...all({ part: "channel", type: "aim", label: null }, "nsaimid", "nscpaimscreenname"),
  ...all(work("street"), "street", "streetaddress"),
  ...all(work("extended"), "mozillaworkstreet2", "mozillapostaladdress2"),
  ...all(work("po_box"), "postofficebox"),
  ...all(work("city"), "l", "locality", "localityname"),
  ...all(work("region"), "st", "region", "stateorprovincename"),
  ...all(work("postal_code"), "postalcode", "zip"),
  ...all(work("country"), "co", "friendlycountryname", "c", "countryname"),
  ...all(work("printed"), "postaladdress"),
  ...all(home("street"), "mozillahomestreet", "homestreet"),
  ...all(home("extended"), "mozillahomestreet2", "mozillahomepostaladdress2"),
  ...all(home("city"), "mozillahomelocalityname", "homelocality"),
  ...all(home("region"), "mozillahomestate"),
  ...all(home("postal_code"), "mozillahomepostalcode", "homepostalcode"),
  ...all(home("country"), "mozillahomecountryname"),
  ...all(home("printed"), "homepostaladdress"),
  ...all({ part: "affiliation", field: "organization_name" }, "o", "company", "organizationname"),
  ...all({ part: "affiliation", field: "department" }, "ou", "department", "orgunit", "organizationalunitname"),
  ...all({ part: "affiliation", field: "title" }, "title"),
  ...all({ part: "birth", field: "date_year" }, "birthyear"),
  ...all({ part: "birth", field: "date_month" }, "birthmonth"),
  ...all({ part: "birth", field: "date_day" }, "birthday"),
  ...["1", "2", "3", "4"].flatMap((number) =>
    all({ part: "custom", label: `Custom ${number}` }, `custom${number}`, `mozillacustom${number}`),
  ),
  ...all({ part: "uuid" }, "entryuuid"),
  // Written anew by every export; a password has no place among contacts.
  ...all({ part: "drop" }, "objectclass", "modifytimestamp", "changetype", "dn"),
  ...all({ part: "secret" }, "userpassword", "authpassword", "sambantpassword", "sambalmpassword", "krbprincipalkey"),
]);

function all(attribute: Attribute, ...names: string[]): [string, Attribute][] {
  return names.map((name) => [name, attribute]);
}

function work(field: AddressField | "printed"): Attribute {
  return { part: "address", label: "work", field };
}

function home(field: AddressField | "printed"): Attribute {
  return { part: "address", label: "home", field };
}
