/** KIND and the members of a group, RFC 6350 sections 6.1.4 and 6.6.5, and Apple's names for both. */
import type { ContactKind } from "../../domain/draft.ts";
import { attributesOf, parametersOf, withoutValueType } from "../attributes.ts";
import type { Property } from "../card.ts";
import { formatLine } from "../content-line.ts";
import { textOrNull, unescapeUri } from "../values.ts";
import { lastingGroup } from "./groups.ts";
import { keep, type Mapping, textOf, waiting, warn } from "./state.ts";

/** Sets the kind by KIND, X-ADDRESSBOOKSERVER-KIND or X-ABShowAs:COMPANY; other kinds are persons, their line kept. */
export function mapKind(mapping: Mapping): void {
  let known: ContactKind | null = null;
  for (const at of waiting(mapping, "KIND")) {
    const property = mapping.properties[at] as Property;
    const kind = kindOf(property.name, textOf(mapping, property).trim().toLowerCase());
    if (kind !== null && (known === null || known === kind)) known = kind;
    else if (property.value.trim() !== "") {
      keep(mapping, at);
      if (known !== null) warn(mapping, "repeated_property", property);
    }
  }
  mapping.draft.kind = known ?? "person";
}

/** MEMBER and X-ADDRESSBOOKSERVER-MEMBER of a group; on other kinds they are kept. */
export function mapMembers(mapping: Mapping): void {
  const members: string[] = [];
  for (const at of waiting(mapping, "MEMBER")) {
    const property = mapping.properties[at] as Property;
    const value = textOrNull(unescapeUri(property.value).replace(/[\r\n]+/g, ""));
    if (mapping.draft.kind !== "group") {
      keep(mapping, at);
      warn(mapping, "member_without_group", property);
    } else if (value !== null) {
      members.push(value);
      const params = parametersOf(withoutValueType(attributesOf(property.params)));
      const group = lastingGroup(mapping.groups, property.group);
      if (params.length > 0 || group !== null)
        mapping.heads.push(formatLine({ group, original: "MEMBER", params, value }));
    }
  }
  if (mapping.draft.kind === "group") mapping.draft.members = members;
}

/** The kind a line names, its value in lower case; null for kinds there are not. */
export function kindOf(name: string, value: string): ContactKind | null {
  if (name === "X-ABSHOWAS") return value === "company" ? "organization" : null;
  switch (value) {
    case "individual":
      return "person";
    case "org":
    case "organization":
      return "organization";
    case "group":
      return "group";
    default:
      return null;
  }
}
