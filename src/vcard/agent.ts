import type { Card, Property } from "./card.ts";
import type { Header } from "./parameters.ts";

/** The lines of a card that follows `AGENT:` as a block, collected until its END. */
export class AgentBlock {
  /** Null if the card it belongs to was refused: the block is then passed over. */
  readonly property: Property | null;
  /** Whether its BEGIN has come. */
  begun = false;
  private readonly lines: string[] = [];
  private readonly numbers: number[] = [];
  private depth = 0;
  private afterAgent = true;

  constructor(property: Property | null) {
    this.property = property;
  }

  /**
   * Takes a line. "more" if the block goes on, "complete" after its END, "broken" if the line begins a card that is
   * not its own, because the END is missing.
   */
  take(text: string, header: Header | null, line: number): "more" | "complete" | "broken" {
    const value = header === null ? "" : text.slice(header.length + 1);
    if (header?.name === "BEGIN" && isCard(value)) {
      if (!this.afterAgent) return "broken";
      this.depth++;
      this.begun = true;
    }
    const agent = header?.name === "AGENT";
    this.afterAgent = agent && value.trim() === "";
    if (agent && BEGIN_ONLY.test(value)) this.depth++;
    if (this.property !== null) {
      this.lines.push(text);
      this.numbers.push(line);
    }
    if (header?.name === "END" && isCard(value)) this.depth--;
    return this.depth === 0 ? "complete" : "more";
  }

  /** How many cards of the block have no END yet. */
  get unended(): number {
    return this.depth;
  }

  /** The lines as text, and the line of the file each one came from. */
  result(): { text: string; lineOf: (line: number) => number } {
    const { numbers } = this;
    return { text: this.lines.join("\n"), lineOf: (line) => numbers[line - 1] ?? numbers.at(-1) ?? 0 };
  }
}

const BEGIN_ONLY = /^\s*BEGIN:VCARD\s*$/i;

/** Whether the value of BEGIN or END means a card: `VCARD`, `vCard`, `VCARD.`. */
export function isCard(value: string): boolean {
  return value === "VCARD" || /^\s*VCARD(?![A-Z0-9-])/i.test(value);
}

/** How the value of an AGENT line holds its card, if it does. */
export function agentForm(value: string): "block" | "inline" | "text" {
  if (value.trim() === "" || BEGIN_ONLY.test(value)) return "block";
  return /^\s*BEGIN:VCARD/i.test(value) ? "inline" : "text";
}

/** The card escaped into one line (RFC 2426 section 3.5.4). */
export function unescapeAgent(value: string): string {
  return value.replace(/\\([\\,;nN])/g, (_, code: string) => (code === "n" || code === "N" ? "\n" : code));
}

/** Gives a nested card the lines of the file and the number of the card it stands in. */
export function placeNested(nested: Card, index: number, lineOf: (line: number) => number): void {
  nested.index = index;
  nested.first_line = lineOf(nested.first_line);
  nested.last_line = lineOf(nested.last_line);
  for (const property of nested.properties) property.line = lineOf(property.line);
  for (const warning of nested.warnings) warning.line = lineOf(warning.line);
}
