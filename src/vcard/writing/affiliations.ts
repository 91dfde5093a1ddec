/** ORG, TITLE and ROLE lines; the counterpart of `mapping/affiliations.ts`. */
import type { FullContact } from "../../domain/entities.ts";
import { attributesOf, parametersOf } from "../attributes.ts";
import type { Parameter } from "../card.ts";
import { parseLine } from "../content-line.ts";
import { AFFILIATION_PARAMETERS, readOrganization } from "../mapping/affiliations.ts";
import { escapeText } from "../values.ts";
import { add, freshGroup, type Kept, strings, type Writing } from "./state.ts";

type Affiliation = FullContact["affiliations"][number];

/** All affiliations; groups join TITLE and ROLE to their ORG where the order alone would not. */
export function addAffiliations(writing: Writing): void {
  const { affiliations, kind } = writing.contact;
  if (kind === "organization" && !writing.target.modern) addOwnName(writing);
  if (affiliations.length === 0) return;
  const grouped = !isInOrder(affiliations, "title") || !isInOrder(affiliations, "role");
  for (const affiliation of affiliations) addAffiliation(writing, affiliation, grouped);
}

/** Apple wants the name of a company in ORG. */
function addOwnName(writing: Writing): void {
  const { display_name, metadata } = writing.contact;
  if (!strings(metadata.vcard).some((line) => parseLine(line).name === "ORG"))
    add(writing, "ORG", escapeText(display_name));
}

function addAffiliation(writing: Writing, affiliation: Affiliation, grouped: boolean): void {
  const heads = headsOf(affiliation);
  const organization = heads.get("ORG");
  const own = organization?.group ?? null;
  const joined = grouped && (affiliation.title !== null || affiliation.role !== null);
  const group = own ?? (joined ? freshGroup(writing) : null);
  const attributes = attributesOf(organization?.params ?? []);
  const params = parametersOf({ ...attributes, rest: [...attributes.rest, ...furtherParameters(affiliation)] });
  add(writing, "ORG", organizationValue(affiliation, organization), params, group);
  for (const name of ["TITLE", "ROLE"] as const) {
    const text = name === "TITLE" ? affiliation.title : affiliation.role;
    const head = heads.get(name);
    const known = head?.group ?? own;
    const isSame = known?.toLowerCase() === group?.toLowerCase();
    if (text !== null) add(writing, name, escapeText(text), head?.params, joined && !isSame ? group : known);
  }
}

/** Heads of ORG, TITLE and ROLE, one a line. */
function headsOf(affiliation: Affiliation): ReadonlyMap<string, Kept> {
  const { vcard } = affiliation.metadata;
  if (typeof vcard !== "string") return NO_HEADS;
  return new Map(
    vcard
      .split("\n")
      .map((text) => parseLine(text))
      .map((head) => [head.name, head]),
  );
}

/** The remembered value while it still says what the affiliation says, else name and units. */
function organizationValue({ organization_name, department }: Affiliation, head: Kept | undefined): string {
  if (head && head.value !== null) {
    const reading = readOrganization(head.value, "4.0");
    if (reading.name === organization_name && reading.department === department) return head.value;
  }
  const units = department === null ? [] : department.split("; ");
  return [organization_name, ...units].map(escapeText).join(";");
}

function furtherParameters(affiliation: Affiliation): Parameter[] {
  const { start_date, end_date, description, is_current } = affiliation;
  const params: Parameter[] = [];
  if (start_date !== null) params.push({ name: AFFILIATION_PARAMETERS.start_date, values: [start_date] });
  if (end_date !== null) params.push({ name: AFFILIATION_PARAMETERS.end_date, values: [end_date] });
  if (description !== null) params.push({ name: AFFILIATION_PARAMETERS.description, values: [description] });
  if (!is_current || end_date !== null)
    params.push({ name: AFFILIATION_PARAMETERS.is_current, values: [is_current ? "1" : "0"] });
  return params;
}

/** Whether those that have it come first: reading then pairs them by position. */
function isInOrder(affiliations: readonly Affiliation[], field: "title" | "role"): boolean {
  let missing = false;
  for (const affiliation of affiliations) {
    if (affiliation[field] === null) missing = true;
    else if (missing) return false;
  }
  return true;
}

const NO_HEADS: ReadonlyMap<string, Kept> = new Map();
