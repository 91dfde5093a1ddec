/** vCards as one of the formats: cards of the reader, mapped when they are needed. */
import type { Card, Property } from "../vcard/card.ts";
import { isEmpty, toDraft } from "../vcard/mapping.ts";
import { readCards } from "../vcard/reader.ts";
import type { FormatOptions, FoundContact, FoundDraft } from "./format.ts";

/** @throws only what the source throws: text without a card is read as no contact */
export async function* readVcard(
  source: AsyncIterable<Uint8Array>,
  { region, charset, onWarning }: FormatOptions,
): AsyncGenerator<FoundContact[]> {
  for await (const cards of readCards(source, { onWarning, ...(charset ? { charset } : {}) })) {
    yield cards.map((card) => ({
      line: card.first_line,
      index: card.index,
      digest: card.digest,
      read: () => draftOfCard(card, region),
    }));
  }
}

/** @param region ISO 3166-1 alpha-2 country of national phone notations */
export function draftOfCard(card: Card, region: string | null): FoundDraft {
  if (card.refused !== null) return { draft: null, failure: card.refused, warnings: card.warnings };
  const { draft, warnings } = toDraft(card, { region });
  if (isEmpty(draft)) return { draft: null, failure: "The card is empty.", warnings };
  const photo_line = draft.photo === null ? undefined : card.properties.find(isPicture)?.line;
  return { draft, failure: null, warnings, photo_line };
}

function isPicture({ name, bytes, value }: Property): boolean {
  return name === "PHOTO" && (bytes !== null || /^\s*data:/i.test(value));
}
