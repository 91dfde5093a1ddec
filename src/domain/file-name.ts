/** Names of files that are made of names of contacts, which may say anything. */

/** At most so many bytes, a number and the extension included. */
const LONGEST = 100;

/**
 * Gives out names of files of one folder, no two alike even where case does not count: `[A-Za-z0-9._-]` only, no dot or
 * dash at the start, no device of Windows.
 * @param extension with its dot
 */
export function fileNames(extension: string): (name: string, id: string) => string {
  const taken = new Set<string>();
  return (name, id) => {
    const base = slugOf(name) || slugOf(id) || "contact";
    for (let number = 1; ; number++) {
      const tail = (number === 1 ? "" : `-${number}`) + extension;
      const file = base.slice(0, LONGEST - tail.length).replace(/[.-]+$/, "") + tail;
      if (taken.has(file.toLowerCase())) continue;
      taken.add(file.toLowerCase());
      return file;
    }
  };
}

/** `Müller, Jürgen` → `Muller-Jurgen`; empty where no letter or digit of ASCII is left. */
function slugOf(name: string): string {
  const plain = name
    .slice(0, 1000)
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'\u2019]/g, "")
    .replace(/\u00df/g, "ss");
  const slug = plain
    .replace(/[^A-Za-z0-9._]+/g, "-")
    .replace(/\.{2,}/g, ".")
    .replace(/^[._-]+|[._-]+$/g, "");
  return DEVICE.test(slug) ? `contact-${slug}` : slug;
}

/** Names Windows keeps for devices, with any extension. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$|clock\$)(?:\.|$)/i;
