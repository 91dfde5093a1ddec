/** What every list form needs to know of a row type: its columns, in order. */
import type { Styles } from "./colour.ts";

export type Column<Row> = {
  /** Name in the header of TSV and CSV, and, in upper case, of a table. */
  name: string;
  /** The value in full; cutting, quoting and cleaning is done by each form. */
  text(row: Row): string;
  /** Header of a table when the name does not do. */
  title?: string;
  align?: "left" | "right";
  /** A table does not cut the column below this width while another can give way; default 8. */
  min?: number;
  /** Values are of use only whole, such as ids: a table never cuts them, even if a line gets longer than the terminal. */
  fixed?: boolean;
  style?: keyof Styles;
};

/** Rows as an operation hands them over: all at once or as they arrive. */
export type Rows<Row> = Iterable<Row> | AsyncIterable<Row>;
