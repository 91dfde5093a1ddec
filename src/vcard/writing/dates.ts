/** Dates as lines; the counterpart of `mapping/dates.ts`. */
import { dateValue, two } from "../../domain/date-value.ts";
import type { ContactDate } from "../../domain/entities.ts";
import { attributesOf, parametersOf } from "../attributes.ts";
import { DATE_PROPERTIES, DATE_TYPE, NO_YEAR, OMIT_YEAR, readDate } from "../mapping/dates.ts";
import type { Target } from "../versions.ts";
import { addAndroidEvent } from "./dialect.ts";
import { placeLabel } from "./labels.ts";
import { add, type Kept, keptOf, type Writing } from "./state.ts";

export function addDates(writing: Writing): void {
  const written = new Set<string>();
  for (const date of writing.contact.dates) addDate(writing, date, written);
}

/** Dates 3.0 has no property for stand in X-ABDATE with Apple's label, or under X- where Apple could not read them. */
function addDate(writing: Writing, date: ContactDate, written: Set<string>): void {
  const { target } = writing;
  const kept = keptOf(date.metadata);
  const attributes = attributesOf(kept?.params ?? []);
  const usual = DATE_PROPERTIES.get(date.date_type) ?? "X-ABDATE";
  const spelled = spelledDate(date, kept, target);
  const rest = [...attributes.rest];
  if (spelled.omitsYear) rest.push({ name: OMIT_YEAR, values: [String(NO_YEAR)] });
  const isPlain = date.date_label === null && (kept === null || kept.group === null);
  const isAnniversary = usual === "ANNIVERSARY" && !target.modern && spelled.isFull && isPlain;
  const asApple = isAnniversary && target.anniversary === "X-ABDATE";
  // A card has one birthday and one anniversary; further ones say what they are in a parameter.
  const isSecond = !asApple && usual !== "X-ABDATE" && written.has(usual);
  if (!asApple) written.add(usual);
  const isCustom = usual === "X-ABDATE" || isSecond;
  if (isCustom && target.dialect === "android" && spelled.isFull) {
    addAndroidEvent(writing, date, spelled.value);
    return;
  }
  if (isCustom && (date.date_type !== "custom" || date.date_label?.toLowerCase() === "anniversary")) {
    rest.push({ name: DATE_TYPE, values: [date.date_type] });
  }
  if (isAnniversary && !isSecond && target.anniversary === "X-MS-ANNIVERSARY") {
    add(writing, target.anniversary, spelled.value.replaceAll("-", ""), parametersOf({ ...attributes, rest }));
    return;
  }
  const label = asApple ? "Anniversary" : date.date_label;
  const isUnreadable = !target.modern && !spelled.isFull && usual === "BDAY";
  const name = asApple || isSecond ? "X-ABDATE" : isUnreadable ? "X-BDAY" : usual;
  const placed = placeLabel(writing, kept, attributes, label);
  rest.push(...placed.params);
  add(writing, name, spelled.value, parametersOf({ ...attributes, rest }), placed.group);
  placed.finish();
}

/** The remembered spelling (a date with its time) while it still says the same, else that of the version. */
function spelledDate(
  date: ContactDate,
  kept: Kept | null,
  { modern, yearless }: Target,
): { value: string; isFull: boolean; omitsYear: boolean } {
  if (kept !== null && kept.value !== null) {
    const reading = readDate(kept.value, Number.NaN);
    if (reading !== null && DATE_FIELDS.every((field) => reading.parts[field] === date[field])) {
      return { value: kept.value, isFull: true, omitsYear: false };
    }
  }
  const { date_year, date_month, date_day } = date;
  const isFull = date_month !== null && date_day !== null && (date_year !== null || yearless !== "none");
  if (modern || !isFull) return { value: dateValue(date), isFull: false, omitsYear: false };
  const day = `${two(date_month)}-${two(date_day)}`;
  if (date_year === null && yearless === "basic") return { value: dateValue(date), isFull, omitsYear: false };
  if (date_year === null && yearless === "extended") return { value: `--${day}`, isFull, omitsYear: false };
  const year = String(date_year ?? NO_YEAR).padStart(4, "0");
  return { value: `${year}-${day}`, isFull, omitsYear: date_year === null };
}

const DATE_FIELDS = ["date_year", "date_month", "date_day"] as const;
