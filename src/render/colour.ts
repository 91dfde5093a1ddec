/** The few styles we use. Nothing is said by colour alone. */

export type Styles = {
  bold: Style;
  dim: Style;
  red: Style;
  green: Style;
  yellow: Style;
};

/** Takes text that went through the sanitiser. */
type Style = (text: string) => string;

/** Styles of a stream by its `colour` decision; without colour, text stays as it is and chalk is not even loaded. */
export async function stylesFor(colour: boolean): Promise<Styles> {
  if (!colour) return NO_STYLES;
  const { Chalk } = await import("chalk");
  const { bold, dim, red, green, yellow } = new Chalk({ level: 1 }); // its own detection ignores NO_COLOR
  return { bold, dim, red, green, yellow };
}

const same: Style = (text) => text;

/** For streams without colour. */
export const NO_STYLES: Styles = { bold: same, dim: same, red: same, green: same, yellow: same };
