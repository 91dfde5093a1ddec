/**
 * What an import did as one page of HTML: opened from a file, searched, kept. It fetches nothing, and its only script
 * and style are those below; what cards brought in is text, never markup.
 */
import type { CardResult, ImportReport, ImportWarning } from "../domain/import-report.ts";
import { sanitizeForTty } from "./sanitize.ts";
import { count, plural } from "./time.ts";

export type ImportPage = {
  /** `import phone.vcf` */
  title: string;
  /** When, RFC 3339. */
  at: string;
  report: ImportReport;
  cards: readonly CardResult[];
  /** Null where nothing was changed. */
  operation_id: string | null;
  dryRun: boolean;
};

/** Places of one kind of warning that are listed; the receipt of `--json` has more of them. */
const PLACES = 200;

/** The page in pieces, the table of cards row by row. */
export function* importPage(page: ImportPage): Generator<string> {
  const { title, report, cards } = page;
  yield `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n${policy()}\n`;
  yield `<meta name="viewport" content="width=device-width">\n<title>${html(title)}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n`;
  yield `<h1>${html(title)}</h1>\n${summary(page)}`;
  yield* warningSections(report);
  yield* cardTable(cards);
  yield `<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** The browser runs and shows what has these hashes, and asks for nothing. */
function policy(): string {
  const rules = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<meta http-equiv="Content-Security-Policy" content="${rules.join("; ")}">`;
}

function hashOf(text: string): string {
  return `sha256-${process.getBuiltinModule("node:crypto").hash("sha256", text, "base64")}`;
}

function summary({ at, report, operation_id, dryRun }: ImportPage): string {
  const numbers = (["created", "updated", "unchanged", "skipped", "failed"] as const).map(
    (action) => `<div class="${action}"><dt>${action}</dt><dd>${count(report[action])}</dd></div>`,
  );
  const done = dryRun
    ? "A trial: nothing was changed."
    : operation_id === null
      ? "Nothing was changed."
      : `<code>backside undo ${html(operation_id)}</code> takes all of it back.`;
  return [
    `<p>${plural(report.cards, "card")} in ${plural(report.files, "file")}, <time>${html(at)}</time>. ${done}</p>\n`,
    `<dl>${numbers.join("")}</dl>\n`,
    report.organizations > 0
      ? `<p>${plural(report.organizations, "organization")} added for the companies named.</p>\n`
      : "",
  ].join("");
}

function* warningSections({ warnings, warnings_omitted }: ImportReport): Generator<string> {
  const total = warnings.length + warnings_omitted;
  yield `<h2>${plural(total, "warning")}</h2>\n`;
  if (total === 0) return;
  yield "<p>What was odd, and what was made of it.</p>\n";
  const kinds = [...Map.groupBy(warnings, ({ code }) => code)].sort(([, a], [, b]) => b.length - a.length);
  for (const [code, kind] of kinds) yield warningSection(code, kind);
  if (warnings_omitted > 0) yield `<p>${count(warnings_omitted)} more are not listed.</p>\n`;
}

function warningSection(code: string, kind: readonly ImportWarning[]): string {
  const rows = kind.slice(0, PLACES).map((warning) => {
    const cells = [place(warning), html(warning.property ?? ""), html(warning.message)];
    return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`;
  });
  const more = kind.length > PLACES ? `<p>… ${count(kind.length - PLACES)} more</p>\n` : "";
  return [
    `<details><summary><b>${count(kind.length)} ×</b> <code>${html(code)}</code> ${html(kind[0]?.message ?? "")}</summary>\n`,
    "<table><thead><tr><th>place</th><th>property</th><th>what was made of it</th></tr></thead><tbody>\n",
    ...rows,
    `</tbody></table>\n${more}</details>\n`,
  ].join("");
}

function* cardTable(cards: readonly CardResult[]): Generator<string> {
  yield `<h2>${plural(cards.length, "card")}</h2>\n`;
  yield '<p><label>Search <input id="search" type="search" autocomplete="off"></label> <output id="found"></output></p>\n';
  yield '<table id="cards"><thead><tr><th>action</th><th>name</th><th>reason</th><th>place</th></tr></thead><tbody>\n';
  for (const { action, display_name, reason, file, line } of cards) {
    const cells = [html(display_name ?? ""), html(reason ?? ""), place({ file, line })];
    yield `<tr><td class="${action}">${action}</td>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>\n`;
  }
  yield "</tbody></table>\n";
}

function place({ file, line }: Pick<ImportWarning, "file" | "line">): string {
  return html(`${file}:${line}`);
}

/** Text of others: hidden characters are made visible, and its direction stays its own. */
function html(text: string): string {
  const shown = sanitizeForTty(text, { cell: true }).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  return /^[\x20-\x7e]*$/.test(shown) ? shown : `<bdi>${shown}</bdi>`;
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin-top: 2rem; }
dl { display: flex; flex-wrap: wrap; gap: 0.75rem; }
dl div { border: 1px solid #8886; border-radius: 0.5rem; padding: 0.4rem 1rem; min-width: 5rem; }
dt { font-size: 0.85rem; opacity: 0.75; }
dd { margin: 0; font-size: 1.4rem; font-variant-numeric: tabular-nums; }
details { border: 1px solid #8886; border-radius: 0.5rem; padding: 0.4rem 0.8rem; margin: 0.4rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; margin-top: 0.5rem; }
th, td { text-align: start; vertical-align: top; padding: 0.25rem 0.6rem 0.25rem 0; overflow-wrap: anywhere; }
th { border-bottom: 1px solid #8886; position: sticky; top: 0; background: Canvas; }
tr + tr td { border-top: 1px solid #8883; }
input { font: inherit; padding: 0.25rem 0.5rem; width: min(24rem, 100%); }
.created { color: light-dark(#116329, #4ac26b); }
.updated { color: light-dark(#7d4e00, #d4a72c); }
.failed { color: light-dark(#a40e26, #ff818a); }
[hidden] { display: none; }
`;

const SCRIPT = `
const input = document.getElementById("search");
const found = document.getElementById("found");
const rows = [...document.querySelectorAll("#cards tbody tr")];
const texts = rows.map((row) => row.textContent.toLowerCase());
let waiting = 0;
function search() {
  const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
  let count = 0;
  rows.forEach((row, at) => {
    const fits = words.every((word) => texts[at].includes(word));
    row.hidden = !fits;
    if (fits) count++;
  });
  found.textContent = words.length === 0 ? "" : count + " found";
}
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(search, 100);
});
`;
