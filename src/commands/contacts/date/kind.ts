/** Dates as the verbs of `contacts date` see them. */
import type { ContactDate } from "../../../domain/entities.ts";
import { DATE_KEYS } from "../../../domain/shapes.ts";
import { listDates } from "../../../operations/dates/list.ts";
import { dateLook } from "../../../render/parts.ts";
import { type PartKind, sameName } from "../part.ts";

export const DATE = "the date: its type, its label, its id or the start of it";
export const DATE_VALUE = "1990-04-12, 04-12 (no year), 1990-04 or 1990";

/** Types that completion offers and help names; any other will do. */
export const DATE_TYPES = ["birthday", "anniversary", "custom"];

export const dates: PartKind<ContactDate> = {
  name: "date",
  plural: "dates",
  keys: DATE_KEYS,
  look: dateLook,
  list: (backend, id) => backend.call(listDates, { id }),
  calledSo: async (name) => (date) => sameName(date.date_type, name) || sameName(date.date_label, name),
};
