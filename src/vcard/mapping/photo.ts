/** PHOTO: embedded bytes, or the address of a picture. RFC 2426 section 3.1.4, RFC 6350 section 6.2.4. */
import { imageType } from "../../domain/image-type.ts";
import { type Attributes, attributesOf, withoutParameters, withoutValueType } from "../attributes.ts";
import type { Property } from "../card.ts";
import { parseDataUri } from "../media.ts";
import { plainBytes } from "../transfer.ts";
import { unescapeUri } from "../values.ts";
import { lastingGroup } from "./groups.ts";
import { type At, headOf, keep, type Mapping, waiting, warn } from "./state.ts";

/** The first embedded picture is the photo, the first http(s) address the avatar; everything else is kept. */
export function mapPhotos(mapping: Mapping): void {
  const addresses: At[] = [];
  for (const at of waiting(mapping, "PHOTO")) {
    const property = mapping.properties[at] as Property;
    const bytes = property.bytes ?? dataBytes(property.value);
    if (bytes === null) addresses.push(at);
    else mapBytes(mapping, property, at, bytes);
  }
  for (const at of addresses) mapAddress(mapping, mapping.properties[at] as Property, at);
}

function mapBytes(mapping: Mapping, property: Property, at: At, bytes: Uint8Array): void {
  const media_type = imageType(bytes);
  if (media_type === null || mapping.draft.photo !== null) {
    keep(mapping, at);
    if (media_type === null) warn(mapping, bytes.byteLength === 0 ? "empty_property" : "not_an_image", property);
    return;
  }
  mapping.draft.photo = { media_type, bytes };
  const attributes = attributesOf(property.params);
  const types = attributes.types.filter((type) => PLACES.has(type));
  const residue = withoutParameters({ ...attributes, value: null, types }, "MEDIATYPE", "ENCODING");
  addHead(mapping, property, residue, null);
}

function mapAddress(mapping: Mapping, property: Property, at: At): void {
  const uri = unescapeUri(property.value);
  if (uri === "") warn(mapping, "empty_property", property);
  else if (mapping.draft.avatar_url === null && /^https?:\/\/\S+$/i.test(uri)) {
    mapping.draft.avatar_url = uri;
    addHead(mapping, property, withoutValueType(attributesOf(property.params)), uri);
  } else {
    keep(mapping, at);
    if (!/^[a-z][a-z0-9+.-]{0,30}:/i.test(uri)) warn(mapping, "not_an_image", property);
  }
}

/** The head of the photo, or the whole line of the address: that tells the two apart. */
function addHead(mapping: Mapping, property: Property, attributes: Attributes, uri: string | null): void {
  const head = headOf(lastingGroup(mapping.groups, property.group), "PHOTO", "PHOTO", attributes);
  if (head !== null) mapping.heads.push(uri === null ? head : `${head}:${uri}`);
}

function dataBytes(value: string): Uint8Array | null {
  const data = parseDataUri(value);
  return data === null ? null : plainBytes(Buffer.from(data.base64, "base64"));
}

/** TYPE values that say where a picture belongs; all others try to name its format, often wrongly. */
const PLACES: ReadonlySet<string> = new Set(["home", "work"]);
