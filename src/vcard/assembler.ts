import { AgentBlock, agentForm, isCard, placeNested, unescapeAgent } from "./agent.ts";
import { isStateful } from "./bytes.ts";
import type { Card, CardWarning, Property } from "./card.ts";
import type { LogicalSink } from "./folding.ts";
import { indexOrEnd } from "./lines.ts";
import { type FileContext, OpenCard } from "./open-card.ts";
import type { Header, Headers } from "./parameters.ts";
import { AGENT_FOLD, SOFT_BLANK } from "./transfer.ts";
import { cardWarning, type WarningCode } from "./warnings.ts";

/** Where an assembler reports to, and how it reads the text of a card inside AGENT. */
export type AssemblerHooks = {
  /** Warnings that belong to no card. */
  onWarning: (warning: CardWarning) => void;
  /** Null inside a nested card: deeper ones are kept as text. */
  readNested: ((text: string) => Card[]) | null;
};

/**
 * Makes cards of logical lines. Two can be open: a card, and the one it stands in. A BEGIN inside a card begins like a
 * missing END; if lines of the outer card follow the inner END it was nesting (2.1 grouping), if not the END was
 * missing.
 */
export class CardAssembler implements LogicalSink {
  private readonly file: FileContext;
  private readonly headers: Headers;
  private readonly hooks: AssemblerHooks;

  private completed: Card[] = [];
  private index = 0;
  private outer: OpenCard | null = null;
  private inner: OpenCard | null = null;
  /** Inner cards that wait for the outer one, so that cards come in the order of the file. */
  private held: Card[] = [];
  private heldBytes = 0;
  /** The block of an AGENT, from its first line on. */
  private agent: AgentBlock | null = null;
  /** Outside of cards: text is reported once per stretch. */
  private textReported = false;

  constructor(file: FileContext, headers: Headers, hooks: AssemblerHooks) {
    this.file = file;
    this.headers = headers;
    this.hooks = hooks;
  }

  /** The cards completed since the last call. */
  take(): Card[] {
    const cards = this.completed;
    if (cards.length > 0) this.completed = [];
    return cards;
  }

  logical(text: string, start: number, end: number, header: Header | null, special: boolean, line: number): void {
    if (special) {
      const control = header?.charset && isStateful(header.charset) ? CONTROL_BUT_ESCAPE : CONTROL;
      const raw = text.slice(start, end);
      if (control.test(raw)) {
        this.cleaned(raw.replace(new RegExp(control, "g"), ""), line);
        return;
      }
    }
    const card = this.inner ?? this.outer;
    if (this.agent !== null && card !== null && this.agentLine(card, text.slice(start, end), header, line)) return;
    if (header === null) this.withoutColon(card, text, start, end, line);
    else if (header.name === "BEGIN") this.begin(card, text.slice(start + header.length + 1, end), line);
    else if (header.name === "END") this.end(card, text.slice(start + header.length + 1, end), line);
    else if (card === null) this.outside(line);
    else if (card.component === null) this.property(card, text, start, end, header, special, line);
  }

  tooLarge(line: number): void {
    const card = this.inner ?? this.outer;
    const reason = "A line is longer than the limits allow.";
    if (card !== null) card.refuse(line, null, reason);
    else this.hooks.onWarning(cardWarning("too_large", line, null, reason));
  }

  dangling(line: number, property: string): void {
    this.warn("dangling_soft_break", line, property.replace(new RegExp(CONTROL, "g"), ""));
  }

  /** The file is over: what is open has no END. */
  finish(): void {
    const card = this.inner ?? this.outer;
    if (card !== null) this.closeAgent(card);
    if (this.outer !== null) this.closeUnended(this.outer);
    if (this.inner !== null) this.closeUnended(this.inner);
    this.outer = null;
    this.inner = null;
  }

  /** Goes on with a line whose control characters were removed. */
  private cleaned(text: string, line: number): void {
    if (text.trim() === "") return;
    const colon = indexOrEnd(text, ":", 0);
    const header = colon < text.length ? this.headers.find(text, 0, colon, text.length) : null;
    this.logical(text, 0, text.length, header, true, line);
    this.warn("control_character", line, header?.name ?? null);
  }

  private warn(code: WarningCode, line: number, property: string | null): void {
    const card = this.inner ?? this.outer;
    if (card !== null && card.card.refused === null) card.warn(code, line, property);
  }

  private outside(line: number): void {
    if (!this.textReported) this.hooks.onWarning(cardWarning("text_outside_card", line));
    this.textReported = true;
  }

  private withoutColon(card: OpenCard | null, text: string, start: number, end: number, line: number): void {
    if (text.slice(start, end).trim() === "") return;
    if (card === null || card.nestedAt > 0) this.outside(line);
    else if (card.component === null && card.take(end - start, line, null)) card.warn("line_without_colon", line);
  }

  private begin(card: OpenCard | null, value: string, line: number): void {
    if (!isCard(value)) {
      if (card === null) this.outside(line);
      else if (card.component === null) {
        card.component = value.trim().toUpperCase();
        card.warn("text_outside_card", line);
      }
      return;
    }
    this.textReported = false;
    const opened = new OpenCard(this.file, ++this.index, line);
    if (this.outer === null) {
      this.outer = opened;
      return;
    }
    if (this.inner !== null) {
      this.closeUnended(this.outer);
      this.outer = this.inner;
    }
    this.outer.nestedAt ||= line;
    this.inner = opened;
  }

  private end(card: OpenCard | null, value: string, line: number): void {
    if (card === null) {
      this.outside(line);
      return;
    }
    if (!isCard(value)) {
      if (card.component === value.trim().toUpperCase()) card.component = null;
      return;
    }
    this.goOn(card);
    card.card.last_line = line;
    if (this.inner === null) {
      this.completeOuter(card);
      this.outer = null;
      return;
    }
    this.inner = null;
    this.held.push(card.close());
    this.heldBytes += card.bytes;
    // A missing END early in a large file: the order is given up before memory is.
    if (this.held.length > HELD_CARDS || this.heldBytes > HELD_BYTES) this.release();
  }

  private closeUnended(card: OpenCard): void {
    card.warn("missing_end", card.card.first_line);
    this.completeOuter(card);
  }

  private completeOuter(card: OpenCard): void {
    this.completed.push(card.close());
    this.release();
  }

  private release(): void {
    this.completed.push(...this.held);
    this.held = [];
    this.heldBytes = 0;
  }

  /** A line of the outer card after the END of an inner one: so it was nesting. */
  private goOn(card: OpenCard): void {
    if (card.nestedAt === 0) return;
    card.warn("nested_card", card.nestedAt);
    card.nestedAt = 0;
  }

  private property(
    card: OpenCard,
    text: string,
    start: number,
    end: number,
    header: Header,
    special: boolean,
    line: number,
  ): void {
    if (card.nestedAt > 0) this.goOn(card);
    if (header.name === "AGENT") {
      this.agentProperty(card, text.slice(start, end), header, special, line);
    } else if (header.name === "VERSION") {
      if (!card.take(end - start, line, "VERSION")) return;
      card.addRaw(text.slice(start, end));
      card.setVersion(text.slice(start + header.length + 1, end).trim(), line);
    } else {
      card.add(text, start, end, header, special, line);
    }
  }

  // AGENT: a card as a block of lines, folded, or escaped into one line

  private agentProperty(card: OpenCard, text: string, header: Header, special: boolean, line: number): void {
    const unfolded = text.replaceAll(AGENT_FOLD, "");
    const value = unfolded.slice(header.length + 1);
    const property = card.add(unfolded, 0, unfolded.length, header, special, line);
    const form = agentForm(value);
    if (form === "block") {
      this.agent = new AgentBlock(property);
      if (value.trim() === "") return;
      const begin = this.headers.find(value, 0, value.indexOf(":"), value.length);
      this.agentLine(card, value, begin, line);
    } else if (form === "inline" && property !== null) {
      const folded = text.slice(header.length + 1);
      if (FOLDED_CARD.test(folded)) {
        this.nest(card, property, folded.replaceAll(AGENT_FOLD, "\n"), (nested) => line + nested - 1, true);
        return;
      }
      this.nest(card, property, unescapeAgent(value), () => line, false);
    }
  }

  /** Offers a line to the block of an AGENT; false if it does not belong there. */
  private agentLine(card: OpenCard, text: string, header: Header | null, line: number): boolean {
    const { agent } = this;
    if (agent === null) return false;
    if (!agent.begun && !(header?.name === "BEGIN" && isCard(text.slice(header.length + 1)))) {
      this.agent = null;
      return false;
    }
    const state = agent.take(text, header, line);
    if (state !== "broken") card.take(text.length, line, "AGENT");
    if (state !== "more") this.closeAgent(card);
    return state !== "broken";
  }

  private closeAgent(card: OpenCard): void {
    const { agent } = this;
    this.agent = null;
    if (agent === null || !agent.begun || agent.property === null || card.card.refused !== null) return;
    const { text, lineOf } = agent.result();
    card.addRaw(text);
    this.nest(card, agent.property, text, lineOf, true);
    // As text it is whole again, or what follows it in an export would belong to it.
    agent.property.value += "\nEND:VCARD".repeat(agent.unended);
  }

  /** Reads the nested card; as `lines` its text is also the value, to be escaped for the version. */
  private nest(
    card: OpenCard,
    property: Property,
    text: string,
    lineOf: (line: number) => number,
    lines: boolean,
  ): void {
    if (lines) {
      const bytes = Buffer.from(text.replaceAll(SOFT_BLANK, " ").replaceAll(AGENT_FOLD, ""), "latin1");
      property.value = this.file.charsets.decode(bytes, null, () => {});
      card.settleLater(property);
    }
    if (this.hooks.readNested === null) {
      card.warn("too_deep", property.line, "AGENT");
      return;
    }
    for (const nested of this.hooks.readNested(text)) {
      placeNested(nested, card.card.index, lineOf);
      card.card.nested.push(nested);
    }
  }
}

const HELD_CARDS = 100;
const HELD_BYTES = 1 << 20;
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+/;
const CONTROL_BUT_ESCAPE = /[\0-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f]+/;
/** The lines of the card were folded as they stood. */
const FOLDED_CARD = new RegExp(`^\\s*BEGIN:VCARD\\s*${AGENT_FOLD}`, "i");
