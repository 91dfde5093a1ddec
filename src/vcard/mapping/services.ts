/** Messaging and social services: IMPP (RFC 4770), SOCIALPROFILE (RFC 9554), X-SOCIALPROFILE, `X-<service>`. Both directions. */
import { type Attributes, parameter, withoutParameters } from "../attributes.ts";
import type { Version } from "../card.ts";
import { SERVICES, type Service, UNNAMED_SERVICES } from "../dialects.ts";
import { escapeText, unescapeText, unescapeUri } from "../values.ts";
import type { Reading } from "./channels.ts";

/** A channel type of the user's own that no service has; carried so that it comes back. */
export const OWN_TYPE = "X-CHANNEL";

/** `X-AIM`, `X-GOOGLE TALK`, … to their service; `custom` where the property does not say which. */
export const SERVICE_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ...SERVICES.flatMap(({ type, aliases }) =>
    [type, ...aliases].map((name): [string, string] => [property(name), type]),
  ),
  ...UNNAMED_SERVICES.map((name): [string, string] => [name, "custom"]),
]);

/** What an IMPP, SOCIALPROFILE or `X-<service>` property says; null when it says nothing. */
export function readHandle(name: string, value: string, attributes: Attributes, version: Version): Reading | null {
  if (name === "IMPP") return readImpp(value, attributes);
  if (name === "SOCIALPROFILE") return readProfile(value, attributes);
  const text = unescapeText(value, version)
    .trim()
    .replace(/[\r\n]+/g, " ");
  const type = SERVICE_PROPERTIES.get(name) ?? "custom";
  return text === "" ? null : { type, value: text, usual: usualName(type), line: null, attributes };
}

/** Name, parameters and value of a handle; `name` is that of the remembered head, or null. */
export function handleLine(
  type: string,
  value: string,
  name: string | null,
): { name: string; params: [string, string][]; value: string } {
  if (name !== null && name !== "IMPP" && name !== "SOCIALPROFILE")
    return { name, params: [], value: escapeText(value) };
  const service = BY_TYPE.get(type);
  const form = name ?? usualName(type);
  if (service === undefined || service.form !== form) {
    const known = type === "custom" ? serviceOfUri(value) === null : false;
    return { name: form, params: known ? [] : [[OWN_TYPE, type]], value };
  }
  return { name: form, params: [], value: service.prefix + value };
}

/** The service whose name 3.0 adds for Apple, with the handle as user. */
export function serviceOfLine(value: string): { service: Service; handle: string } | null {
  const service = serviceOfUri(value) ?? null;
  if (service === null || !value.startsWith(service.prefix)) return null;
  return { service, handle: value.slice(service.prefix.length) };
}

/** Whether a word is the channel type of a service. */
export function isServiceType(word: string): boolean {
  return BY_TYPE.has(word);
}

function usualName(type: string): string {
  return BY_TYPE.get(type)?.form ?? "IMPP";
}

function readImpp(value: string, attributes: Attributes): Reading | null {
  const uri = unescapeUri(value).replace(/[\r\n]+/g, "");
  if (uri === "") return null;
  const own = parameter(attributes, OWN_TYPE);
  const plain = { ...attributes, value: null };
  if (own) return { type: own, value: uri, usual: "IMPP", line: null, attributes: withoutParameters(plain, OWN_TYPE) };
  const named = parameter(attributes, "SERVICE-TYPE");
  const byScheme = serviceOfUri(uri);
  const service = (named === null ? undefined : BY_NAME.get(named.toLowerCase())) ?? (named === null ? byScheme : null);
  if (!service)
    return { type: "custom", value: uri, usual: "IMPP", line: named === null ? null : uri, attributes: plain };
  // The service is said twice where Apple adds its name to a scheme of its own.
  const rest = byScheme === service ? withoutParameters(plain, "SERVICE-TYPE") : plain;
  const handle = withoutScheme(uri, byScheme !== null || named !== null);
  const exact =
    service.form === "IMPP" &&
    uri === service.prefix + handle &&
    rest.rest.every(({ name }) => name !== "SERVICE-TYPE");
  return {
    type: service.type,
    value: handle,
    usual: usualName(service.type),
    line: exact ? null : uri,
    attributes: rest,
  };
}

function readProfile(value: string, attributes: Attributes): Reading | null {
  const uri = unescapeUri(value).replace(/[\r\n]+/g, "");
  const user = parameter(attributes, "USERNAME") ?? parameter(attributes, "X-USER");
  if (uri === "" && user === null) return null;
  const { service, plain } = serviceOfProfile(uri, {
    ...attributes,
    value: attributes.value === "uri" ? null : attributes.value,
  });
  const usual = usualName(service?.type ?? "custom");
  if (!service) return { type: "custom", value: user ?? uri, usual, line: uri, attributes: plain };
  const handle = uri.startsWith(service.prefix) ? uri.slice(service.prefix.length) : (user ?? handleOfUri(uri));
  const exact = service.form === "SOCIALPROFILE" && (uri === "" || uri === service.prefix + handle);
  const isNamed = parameter(attributes, "SERVICE-TYPE") !== null;
  const rest = exact && !isNamed ? withoutParameters(plain, "SERVICE-TYPE") : plain;
  return { type: service.type, value: handle || uri, usual, line: exact ? null : uri, attributes: rest };
}

/** The service by SERVICE-TYPE, by Apple's `type=twitter`, or by the host; the TYPE that named it is used up. */
function serviceOfProfile(uri: string, attributes: Attributes): { service: Service | null; plain: Attributes } {
  const named = parameter(attributes, "SERVICE-TYPE");
  const type = attributes.types.find((word) => BY_NAME.has(word.toLowerCase()));
  const service = BY_NAME.get((named ?? type ?? "").toLowerCase()) ?? (named === null ? serviceOfUri(uri) : null);
  if (type === undefined || (named !== null && named.toLowerCase() !== type.toLowerCase()))
    return { service, plain: attributes };
  const types = attributes.types.filter((word) => word !== type);
  const rest = named === null ? [{ name: "SERVICE-TYPE", values: [type] }, ...attributes.rest] : attributes.rest;
  return { service, plain: { ...attributes, types, rest } };
}

/** The service a URI belongs to by its scheme, `twitter:ada` included, or by its host. */
function serviceOfUri(uri: string): Service | null {
  const colon = uri.indexOf(":");
  if (colon <= 0 || colon > 20) return null;
  const scheme = uri.slice(0, colon).toLowerCase();
  if (scheme !== "http" && scheme !== "https") return BY_SCHEME.get(scheme) ?? null;
  const host = /^https?:\/\/(?:www\.|m\.)?([a-z0-9.-]+)/i.exec(uri)?.[1]?.toLowerCase();
  return host === undefined ? null : (BY_HOST.get(host) ?? null);
}

function withoutScheme(uri: string, known: boolean): string {
  const colon = uri.indexOf(":");
  const handle = uri.slice(colon + 1);
  return known && colon > 0 && colon <= 20 && !/^https?$/i.test(uri.slice(0, colon)) && handle !== "" ? handle : uri;
}

function handleOfUri(uri: string): string {
  if (!uri.includes("/")) return withoutScheme(uri, true);
  const cut = uri.search(/[?#]/);
  const names = (cut < 0 ? uri : uri.slice(0, cut)).split("/").filter((name) => name !== "");
  return names.at(-1) ?? "";
}

function property(name: string): string {
  return `X-${name.toUpperCase()}`;
}

function hostOf(prefix: string): string | null {
  return /^https:\/\/(?:www\.)?([^/]+)/.exec(prefix)?.[1] ?? null;
}

const BY_TYPE: ReadonlyMap<string, Service> = new Map(SERVICES.map((service) => [service.type, service]));
const BY_NAME: ReadonlyMap<string, Service> = new Map(
  SERVICES.flatMap((service) =>
    [service.type, service.title.toLowerCase(), ...service.aliases].map((name) => [name, service]),
  ),
);
const BY_SCHEME: ReadonlyMap<string, Service> = new Map([
  ...BY_NAME,
  ...SERVICES.filter(({ form }) => form === "IMPP").map((service): [string, Service] => [
    service.prefix.slice(0, -1),
    service,
  ]),
]);
const BY_HOST: ReadonlyMap<string, Service> = new Map(
  SERVICES.flatMap((service) => {
    const host = hostOf(service.prefix);
    return host === null ? [] : [[host, service] as [string, Service]];
  }),
);
