/** Channels and addresses as lines; the counterparts of the files of the same name in `mapping/`. */
import type { Address, Channel } from "../../domain/entities.ts";
import { type Attributes, attributesOf, parameter, parametersOf } from "../attributes.ts";
import type { Parameter } from "../card.ts";
import { ADDRESS_PARTS, CARET, readAddress } from "../mapping/addresses.ts";
import { isGlobalNumber, readChannel } from "../mapping/channels.ts";
import { typesOfLabel } from "../mapping/labels.ts";
import { handleLine, isServiceType, serviceOfLine } from "../mapping/services.ts";
import { escapeText, split, uriValue } from "../values.ts";
import { handleProperty } from "./dialect.ts";
import { type Placed, placeLabel } from "./labels.ts";
import { add, freshGroup, type Kept, keptOf, type Writing } from "./state.ts";

/** All channels in their order. */
export function addChannels(writing: Writing): void {
  const primaries = new Set<string>();
  for (const channel of writing.contact.channels) {
    addChannel(writing, channel, primaries.has(channel.type));
    if (channel.is_primary) primaries.add(channel.type);
  }
}

export function addAddresses(writing: Writing): void {
  const { addresses } = writing.contact;
  let hasPrimary = false;
  for (const address of addresses) {
    addAddress(writing, address, hasPrimary);
    hasPrimary ||= address.is_primary;
  }
}

function addChannel(writing: Writing, channel: Channel, hasPrimary: boolean): void {
  const kept = keptOf(channel.metadata);
  const attributes = attributesOf(kept?.params ?? []);
  const { modern, dialect } = writing.target;
  const { name, original, value, valueType, params } = channelValue(writing, channel, kept, attributes);
  const placed = placePart(writing, kept, attributes, channel.label);
  const isInternet = name === "EMAIL" && !modern && dialect !== "android";
  const service = !modern && name === "SOCIALPROFILE" && kept?.value ? serviceType(attributes) : null;
  const added = isInternet ? "internet" : service;
  const types = added === null ? placed.types : [added, ...placed.types];
  const rest = service === null ? attributes.rest : attributes.rest.slice(1);
  const all = parametersOf({
    types,
    pref: preference(channel.is_primary, attributes, hasPrimary),
    value: valueType,
    rest: [...params, ...placed.params, ...rest],
  });
  writing.lines.push({ group: placed.group, name, original, params: all, value });
  placed.finish();
}

/** The service of a profile that Apple reads from its TYPE, where reading makes the same parameter of it again. */
function serviceType({ rest: [first] }: Attributes): string | null {
  const [type = ""] = first?.name === "SERVICE-TYPE" ? first.values : [];
  return isServiceType(type) ? type : null;
}

type ChannelValue = {
  name: string;
  original: string;
  value: string;
  valueType: string | null;
  params: readonly Parameter[];
};

/** The remembered value while it still says what the channel says, else one made of the fields. */
function channelValue(writing: Writing, channel: Channel, kept: Kept | null, attributes: Attributes): ChannelValue {
  const { modern } = writing.target;
  const head = kept === null ? null : { name: kept.name, original: kept.original };
  const own = handleProperty(writing, channel);
  if (own !== null) return { name: own, original: own, value: escapeText(channel.value), valueType: null, params: [] };
  if (kept !== null && kept.value !== null) {
    const reading = readChannel(kept.name, kept.value, attributes, "4.0");
    if (reading?.type === channel.type && reading.value === channel.value) {
      return { name: kept.name, original: kept.original, value: kept.value, valueType: attributes.value, params: [] };
    }
  }
  switch (channel.type) {
    case "phone": {
      const asUri = attributes.value === "uri" || isGlobalNumber(channel.value);
      const value = modern && asUri ? `tel:${uriValue(channel.value)}` : escapeText(channel.value);
      return { ...(head ?? TEL), value, valueType: modern && asUri ? "uri" : attributes.value, params: [] };
    }
    case "email":
      return { ...(head ?? EMAIL), value: escapeText(channel.value), valueType: null, params: [] };
    case "url":
      return { ...(head ?? URL_NAME), value: uriValue(channel.value), valueType: null, params: [] };
    default:
      return handleValue(writing, channel, head, attributes);
  }
}

function handleValue(
  writing: Writing,
  channel: Channel,
  head: { name: string; original: string } | null,
  attributes: Attributes,
): ChannelValue {
  const line = handleLine(channel.type, channel.value, head?.name ?? null);
  const params: Parameter[] = line.params.map(([name, text]) => ({ name, values: [text] }));
  const value = head?.name.startsWith("X-") ? line.value : uriValue(line.value);
  const service = writing.target.modern || params.length > 0 ? null : serviceOfLine(value);
  // Apple shows what X-SERVICE-TYPE or `type=twitter` names; reading takes the redundant names away again.
  if (service !== null && service.service.type === channel.type && parameter(attributes, "SERVICE-TYPE") === null) {
    if (line.name === "IMPP") params.push({ name: "SERVICE-TYPE", values: [service.service.title] });
    else if (line.name === "SOCIALPROFILE") {
      params.push({ name: "TYPE", values: [service.service.type] });
      if (writing.target.namesUser && !USER_NAMES.some((user) => parameter(attributes, user) !== null))
        params.push({ name: "X-USER", values: [service.handle] });
    }
  }
  return { name: line.name, original: head?.original ?? line.name, value, valueType: attributes.value, params };
}

function addAddress(writing: Writing, address: Address, hasPrimary: boolean): void {
  const kept = keptOf(address.metadata);
  const attributes = attributesOf(kept?.params ?? []);
  const { modern } = writing.target;
  const placed = placePart(writing, kept, attributes, address.label);
  const printed = modern ? null : printedLabel(attributes);
  const said = printed === null ? [...attributes.rest] : attributes.rest.filter(({ name }) => name !== "LABEL");
  const rest = [...placed.params, ...said];
  const ownGroup = kept === null || kept.group === null;
  const code = modern || !ownGroup ? null : address.country_code;
  if (address.country_code !== null && code === null) rest.push({ name: "CC", values: [address.country_code] });
  const position =
    address.latitude === null || address.longitude === null ? null : `geo:${address.latitude},${address.longitude}`;
  const alone = !modern && writing.contact.addresses.length === 1;
  if (position !== null && !alone) rest.push({ name: "GEO", values: [position] });

  const { types } = placed;
  const group = code !== null && placed.group === null ? freshGroup(writing) : placed.group;
  const pref = preference(address.is_primary, attributes, hasPrimary);
  add(writing, "ADR", addressValue(address, kept), parametersOf({ types, pref, value: null, rest }), group);
  // Right after its ADR, so that reading finds which one it belongs to.
  if (printed !== null)
    add(
      writing,
      "LABEL",
      escapeText(printed.text),
      parametersOf({ types, pref: null, value: null, rest: printed.rest }),
      group,
    );
  if (position !== null && alone) add(writing, "GEO", position);
  placed.finish();
  if (code !== null) add(writing, "X-ABADR", code.toLowerCase(), [], group);
}

/** The LABEL parameter as the text of 3.0's LABEL property; null when that could not say it. */
function printedLabel(attributes: Attributes): { text: string; rest: Parameter[] } | null {
  const values = attributes.rest.find(({ name }) => name === "LABEL")?.values ?? [];
  const [label = ""] = values;
  if (values.length !== 1 || label === "" || (label.includes("\n") && label.includes("\\n"))) return null;
  const rest = label.includes("\n") ? [{ name: CARET, values: ["1"] }] : [];
  return { text: unescapeLabel(label), rest };
}

function unescapeLabel(value: string): string {
  return value.replace(/\\([\\n])/g, (_, escaped: string) => (escaped === "n" ? "\n" : "\\"));
}

/** Parts that still say what the remembered line says are written as they were, lists and further parts included. */
function addressValue(address: Address, kept: Kept | null): string {
  const line = kept?.value ?? null;
  const fields = ADDRESS_PARTS.map((part) => escapeText(address[part] ?? ""));
  if (line === null) return fields.join(";");
  const { parts } = readAddress(line, "4.0");
  const pieces = split(line, ";");
  for (const [index, part] of ADDRESS_PARTS.entries()) {
    if (parts[part] !== address[part]) pieces[index] = fields[index] ?? "";
    else pieces[index] ??= "";
  }
  return pieces.join(";");
}

/** The part's TYPE values and group, with the label among them. */
function placePart(
  writing: Writing,
  kept: Kept | null,
  attributes: Attributes,
  label: string | null,
): Placed & { types: readonly string[] } {
  const words = label === null ? null : (typesOfLabel(label, attributes.types) ?? ownType(writing, attributes, label));
  const types = words === null ? attributes.types : [...words, ...attributes.types];
  return { ...placeLabel(writing, kept, attributes, words === null ? label : null), types };
}

/** Android shows a TYPE it does not know as the label, and has no other place for one. */
function ownType({ target }: Writing, { types }: Attributes, label: string): readonly string[] | null {
  return target.dialect === "android" && !types.includes(label) ? [label.replace(/\s+/g, " ")] : null;
}

/** PREF=1 for the primary; one that was remembered beside it only counts after it, or it would take its place. */
function preference(isPrimary: boolean, attributes: Attributes, hasPrimary: boolean): number | null {
  if (isPrimary) return 1;
  return attributes.pref === 1 && !hasPrimary ? null : attributes.pref;
}

const USER_NAMES: readonly string[] = ["USERNAME", "X-USER"];
const TEL = { name: "TEL", original: "TEL" };
const EMAIL = { name: "EMAIL", original: "EMAIL" };
const URL_NAME = { name: "URL", original: "URL" };
