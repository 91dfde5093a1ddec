/** Builders of vCard texts. */

/** A 4.0 card: its name, and further lines as they stand. */
export function card(name: string, ...lines: string[]): string {
  return `${["BEGIN:VCARD", "VERSION:4.0", `FN:${name}`, ...lines, "END:VCARD"].join("\r\n")}\r\n`;
}

/** As many cards as asked for, no two of one person, each with UID, e-mail, phone and company. */
export function manyCards(count: number): string {
  return Array.from({ length: count }, (_, i) =>
    card(
      `Person ${i} of ${count}`,
      `UID:urn:example:${i}`,
      `EMAIL:person${i}@example.org`,
      `TEL:+1 202 555 ${String(i).padStart(4, "0")}`,
      `ORG:Company ${i % 50}`,
      `NOTE:${"a note of some length ".repeat(4)}${i}`,
    ),
  ).join("");
}
