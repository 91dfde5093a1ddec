/** Records of CSV by RFC 4180, and the guard against cells that a spreadsheet would run as a formula. */

/** One record with its line end. @param raw without the guard */
export function csvRecord(values: readonly string[], raw: boolean): string {
  return `${values.map((value) => quote(raw ? value : guardFormula(value))).join(",")}\r\n`;
}

function quote(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

const FORMULA = /^'*[=+\-@\t\r]/;
const PHONE = /^\+?[0-9 ().-]+$/;

/**
 * Marks with `'` what a spreadsheet would take for a formula; phone numbers stay as they are. A value that begins
 * with such marks by itself gets one more, so taking one off always gives the value back.
 */
export function guardFormula(value: string): string {
  return FORMULA.test(value) && !PHONE.test(value) ? `'${value}` : value;
}

/** The value without a mark of the guard; another apostrophe is the value's own. */
export function unguardFormula(value: string): string {
  if (!value.startsWith("'")) return value;
  const bare = value.slice(1);
  return guardFormula(bare) === value ? bare : value;
}
