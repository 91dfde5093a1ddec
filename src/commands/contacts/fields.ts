/** The fields `--fields` may name for a contact, and the parts of a contact they need. */
import {
  ADDRESS_KEYS,
  AFFILIATION_KEYS,
  CHANNEL_KEYS,
  CONTACT_KEYS,
  DATE_KEYS,
  PARTS,
  type Part,
  RELATIONSHIP_VIEW_KEYS,
  TAG_KEYS,
} from "../../domain/shapes.ts";

const PART_KEYS: Record<Part, readonly string[]> = {
  channels: CHANNEL_KEYS,
  addresses: ADDRESS_KEYS,
  dates: DATE_KEYS,
  affiliations: [...AFFILIATION_KEYS, "organization_name"],
  tags: TAG_KEYS,
  relationships: RELATIONSHIP_VIEW_KEYS,
  groups: ["id", "name"],
  photo: ["media_type", "size", "sha256"],
};

export function contactFields(): string[] {
  const below = ["metadata.*"];
  for (const part of PARTS) {
    below.push(part);
    for (const key of PART_KEYS[part]) below.push(`${part}.${key}`);
  }
  return [...CONTACT_KEYS, ...below];
}

/** The parts that selected fields lie in. */
export function partsOf(names: readonly string[]): Part[] {
  return PARTS.filter((part) => names.some((name) => name === part || name.startsWith(`${part}.`)));
}
