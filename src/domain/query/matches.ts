/** What a query means, told plainly: the measure of every engine's statements, never used to choose rows. */
import type { FullContact, RelationshipView } from "../entities.ts";
import {
  digitTrigrams,
  foldedName,
  holds,
  matches as matchesTerms,
  type SearchDocument,
  searchDocument,
  type Term,
} from "../search-text.ts";
import { meets } from "./text.ts";
import type { Condition, PartName, Query, TextTest, ValueField } from "./tree.ts";

/** A contact with all that a query can ask of it. */
export type QueriedContact = FullContact & {
  /** RFC 3339; null when there was none. */
  last_interaction_at: string | null;
};

export function matches(query: Query, contact: QueriedContact): boolean {
  switch (query.op) {
    case "and":
      return query.of.every((one) => matches(one, contact));
    case "or":
      return query.of.some((one) => matches(one, contact));
    case "not":
      return !matches(query.of, contact);
    default:
      return holdsFor(query, contact);
  }
}

function holdsFor(condition: Condition, contact: QueriedContact): boolean {
  switch (condition.op) {
    case "text":
      return condition.whole
        ? hasPhrase(documentOf(contact), condition.term)
        : matchesTerms(documentOf(contact), [condition.term]);
    case "value":
      return valuesOf(contact, condition.field, condition.test).some((text) => meets(text, condition.test));
    case "channel":
      return channelTexts(contact, condition.type).some((text) => meets(text, condition.test));
    case "tag":
      return contact.tags.some(({ name }) => isCalled(name, condition));
    case "group":
      return contact.groups.some(({ name }) => isCalled(name, condition));
    case "kind":
      return contact.kind === condition.kind;
    case "id":
      return contact.id.startsWith(condition.begins);
    case "has":
      return HAS[condition.part](contact);
    case "has_channel":
      return contact.channels.some(({ type }) => type === condition.type);
    case "time":
      return isWithin(contact[condition.field], condition);
    case "birthday":
      return contact.dates.some((date) => isBirthday(date, condition));
    case "related":
      return contact.relationships.some((link) => reads(link) === condition.type && isWho(link, condition.who));
  }
}

function documentOf(contact: QueriedContact): SearchDocument {
  return searchDocument({ ...contact, tags: contact.tags.map(({ name }) => name) });
}

function hasPhrase({ digits, ...places }: SearchDocument, term: Term): boolean {
  const whole = (word: string, last: string) => word === last;
  const inPlace = Object.values(places).some((text) => holds(text.split(" "), term.words, whole));
  return inPlace || term.digits.some((run) => holds(digits.split(" "), digitTrigrams(run), whole));
}

function valuesOf(contact: QueriedContact, field: ValueField, { how }: TextTest): string[] {
  const { addresses, affiliations } = contact;
  switch (field) {
    case "name":
      // All names of the contact together are searched; what is equal, is equal to the name shown.
      return [how === "equal" ? contact.display_name : documentOf(contact).name];
    case "given":
      return present([contact.given_name]);
    case "middle":
      return present([contact.middle_name]);
    case "family":
      return present([contact.family_name]);
    case "nickname":
      return present([contact.nickname]);
    case "note":
      return present([contact.bio]);
    case "org":
      return affiliations.map((one) => one.organization_name);
    case "title":
    case "role":
    case "department":
      return present(affiliations.map((one) => one[field]));
    case "street":
    case "city":
      return present(addresses.map((one) => one[field]));
    case "country":
      return present(addresses.flatMap((one) => [one.country, one.country_code]));
    case "address":
      return present(addresses.flatMap((one) => [one.street, one.city, one.region, one.postal_code, one.country]));
  }
}

function present(texts: readonly (string | null)[]): string[] {
  return texts.filter((text) => text !== null);
}

function channelTexts({ channels }: QueriedContact, type: string): string[] {
  const own = channels.filter((channel) => channel.type === type);
  return own.map((channel) => (type === "phone" ? (channel.canonical_value ?? channel.value) : channel.value));
}

function isCalled(name: string, wanted: { name: string; begun: boolean }): boolean {
  const folded = foldedName(name);
  return wanted.begun ? folded.startsWith(wanted.name) : folded === wanted.name;
}

const HAS: Record<PartName, (contact: QueriedContact) => boolean> = {
  channel: ({ channels }) => channels.length > 0,
  address: ({ addresses }) => addresses.length > 0,
  birthday: ({ dates }) => dates.some(({ date_type }) => date_type === "birthday"),
  date: ({ dates }) => dates.length > 0,
  photo: ({ photo }) => photo !== null,
  note: ({ bio }) => bio !== null,
  nickname: ({ nickname }) => nickname !== null,
  tag: ({ tags }) => tags.length > 0,
  group: ({ groups }) => groups.length > 0,
  org: ({ affiliations }) => affiliations.length > 0,
  interaction: ({ last_interaction_at }) => last_interaction_at !== null,
  relationship: ({ relationships }) => relationships.length > 0,
};

function isWithin(time: string | null, { from, until }: { from: number | null; until: number | null }): boolean {
  if (time === null) return false;
  const at = Date.parse(time);
  return (from === null || at >= from) && (until === null || at < until);
}

function isBirthday(
  date: QueriedContact["dates"][number],
  { year, month, day }: { year: number | null; month: number | null; day: number | null },
): boolean {
  return (
    date.date_type === "birthday" &&
    (year === null || date.date_year === year) &&
    (month === null || date.date_month === month) &&
    (day === null || date.date_day === day)
  );
}

/** The type as the contact's own side tells it. */
function reads({ direction, relationship_type, inverse_name }: RelationshipView): string | null {
  return direction === "from" ? relationship_type : inverse_name;
}

function isWho(link: RelationshipView, who: Extract<Condition, { op: "related" }>["who"]): boolean {
  if (who === null) return true;
  if ("id" in who) return link.contact_id === who.id;
  return who.name.every((test) => meets(link.display_name, test));
}
