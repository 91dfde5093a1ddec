#!/usr/bin/env node
// Measures the vCard reader, the mapping and the writer on hostile input at n, 2n and 4n, in CPU time: linear work shows
// as ratios near 2, and the peak of the resident memory stays flat. Usage: reader-linear.mjs [NAME...] [--huge]
import { draftOfCard } from "../src/formats/vcard.ts";
import { readCards } from "../src/vcard/reader.ts";
import { write } from "../test/vcard/lift.ts";

const args = process.argv.slice(2);
const huge = args.includes("--huge");
const wanted = args.filter((arg) => arg !== "--huge");
const CHUNK = 65_536;

/** `count` times `piece` between a head and a tail, in chunks, without holding it all. */
function* repeated(head, piece, count, tail) {
  yield Buffer.from(head, "latin1");
  const perChunk = Math.max(1, Math.floor(CHUNK / piece.length));
  const chunk = Buffer.from(piece.repeat(perChunk), "latin1");
  let left = count;
  for (; left >= perChunk; left -= perChunk) yield chunk;
  yield Buffer.from(piece.repeat(left) + tail, "latin1");
}
const inCard =
  (head, piece, tail = "") =>
  (n) =>
    repeated(`BEGIN:VCARD\r\nVERSION:3.0\r\nFN:x\r\n${head}`, piece, n, `${tail}\r\nEND:VCARD\r\n`);

const INPUTS = {
  "blanks in a note": [inCard("NOTE:a", " ", "b"), 10_000_000],
  "blank lines": [inCard("", "\n"), 1_000_000],
  "blank lines, CR only": [inCard("", "\r"), 1_000_000],
  "folded one-byte lines": [inCard("NOTE:a", "\r\n x"), 1_000_000],
  "folded lines that end in =": [inCard("TEL;TYPE=", "\r\n x="), 500_000],
  "folded colons in an open quote": [inCard('ADR;LABEL="a', "\r\n :"), 200_000],
  "soft breaks": [inCard("NOTE;ENCODING=QUOTED-PRINTABLE:a", "=\r\n"), 1_000_000],
  "soft breaks with blanks": [inCard("NOTE;ENCODING=QUOTED-PRINTABLE:a=", "\r\n ="), 300_000],
  "equals signs": [inCard("NOTE;ENCODING=QUOTED-PRINTABLE:", "="), 800_000],
  "encoded semicolons": [inCard("N;ENCODING=QUOTED-PRINTABLE:", "=3B"), 300_000],
  backslashes: [inCard("N;ENCODING=QUOTED-PRINTABLE:", "=5C=3B"), 150_000],
  "folded base64": [inCard("PHOTO;ENCODING=b:", `\r\n ${"A".repeat(72)}`), 130_000],
  "base64 at column 0": [inCard("PHOTO;ENCODING=BASE64:", `\r\n${"A".repeat(72)}`), 130_000],
  "base64 without an end": [(n) => repeated("BEGIN:VCARD\nPHOTO;ENCODING=b:", "A", n, ""), 10_000_000],
  "a line without a colon": [inCard("", "a"), 25_000_000],
  "lines without a colon": [inCard("", "a\n"), 500_000],
  "text outside of cards": [(n) => repeated("", "a\n", n, "NOTE:x\n"), 1_000_000],
  "no line end": [(n) => repeated("", "a", n, ""), 50_000_000],
  NULs: [(n) => repeated("", "\0", n, ""), 20_000_000],
  "letters and NULs": [inCard("NOTE:", "a\0"), 5_000_000],
  "NUL lines": [inCard("", "\0\n"), 300_000],
  properties: [inCard("", "TEL:1\r\n"), 50_000],
  "terms in a quoted parameter": [inCard('TEL;TYPE="', "a,", '":1'), 20_000],
  parameters: [inCard("TEL", ";X=1", ":1"), 50_000],
  "open quotes": [inCard("TEL", ';X="a', ":1"), 50_000],
  "semicolons in N": [inCard("N:", ";"), 500_000],
  "BEGIN:VCARD": [(n) => repeated("", "BEGIN:VCARD\r\n", n, ""), 20_000],
  "END:VCARD": [(n) => repeated("", "END:VCARD\r\n", n, ""), 200_000],
  "AGENT in AGENT": [(n) => repeated("", "BEGIN:VCARD\r\nAGENT:\r\n", n, ""), 20_000],
  "cards after a missing END": [
    (n) => repeated("BEGIN:VCARD\nFN:a\n", "BEGIN:VCARD\nFN:b\nEND:VCARD\n", n, ""),
    50_000,
  ],
  "new headers": [inCard("", "X-\xff:1\n"), 5_000],
  "UTF-16 cut in a pair": [(n) => repeated("\xff\xfe", "a\0\n\0\x3d\xd8", n, "\x3d"), 1_000_000],
  "values that end in =": [inCard("", "NOTE;QUOTED-PRINTABLE:a=\r\n\r\n"), 2_400],
  "BEGIN:VCARD in a note": [inCard("NOTE:", "BEGIN:VCARD\\n"), 18_000],
  "a name of 1 MB": [inCard("X-", "A", ":1"), 250_000],
  "escape sequences": [inCard("NOTE:", "\x1b[31m\xe2\x80\xae\xc2\x9b"), 20_000],
  "a phone of 1 MB": [inCard("TEL:", "1"), 250_000],
  "an e-mail of 1 MB": [inCard("EMAIL:", "a@"), 125_000],
  "a UID of 64 kB": [inCard("UID:", "a"), 16_000],
  "cards with one UID": [(n) => repeated("", "BEGIN:VCARD\nVERSION:4.0\nUID:a\nFN:a\nEND:VCARD\n", n, ""), 25_000],
  "names of methods": [inCard("", "__PROTO__.CONSTRUCTOR;TO-STRING=1;HASOWNPROPERTY=2;__PROTO__=3:a\r\n"), 2_400],
  "odd dates and preferences": [inCard("", "ANNIVERSARY;PREF=0;PREF=1e9:9999-99-99\r\n"), 2_400],
  phones: [inCard("", "TEL;TYPE=home,pref:+1 202 555 0123\r\n"), 2_400],
  "one group": [inCard("", "item1.URL:a\r\nitem1.X-ABLabel:b\r\n"), 1_200],
  "printed addresses": [inCard("", "ADR;TYPE=home:;;a\r\nLABEL;TYPE=home:a\r\n"), 1_200],
  "addresses, then their labels": [
    (n) => repeated("BEGIN:VCARD\nVERSION:3.0\nFN:x\n", "ADR:;;a\n", n, `${"LABEL:a\n".repeat(n)}END:VCARD\n`),
    1_200,
  ],
  "organizations and titles": [inCard("", "a.ORG:a\r\na.TITLE:b\r\na.ROLE:c\r\n"), 800],
  relatives: [inCard("", "item1.X-ABRELATEDNAMES:a\r\nRELATED:b\r\nX-SPOUSE:c\r\n"), 800],
  notes: [inCard("", "NOTE;X-A=1:a\r\n"), 2_400],
  tags: [
    (n) => [
      Buffer.from(`BEGIN:VCARD\nFN:x\nCATEGORIES:${Array.from({ length: n }, (_, i) => i).join(",")}\nEND:VCARD\n`),
    ],
    40_000,
  ],
  "groups of one": [
    (n) => [
      Buffer.from(
        `BEGIN:VCARD\nFN:x\n${Array.from({ length: n }, (_, i) => `item${i}.TEL:1\nitem${i}.X-ABLabel:b${i}\n`).join("")}END:VCARD\n`,
      ),
    ],
    1_200,
  ],
};
if (huge) {
  INPUTS["a huge line"] = [(n) => repeated("", "a", n, "\n"), 250_000_000];
  INPUTS["huge base64"] = [inCard("PHOTO;ENCODING=b:", `\r\n ${"A".repeat(72)}`), 3_000_000];
}

/** Maps and writes a card; not one of a large value, whose memory is to be the reader's alone. */
function use(card) {
  if (card.properties.some(({ value, bytes }) => value.length + (bytes?.length ?? 0) > 2 ** 20)) return;
  const { draft } = draftOfCard(card, "US");
  if (draft !== null) for (const version of ["4.0", "3.0", "2.1"]) write(draft, version);
}

for (const [name, [make, n]] of Object.entries(INPUTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const times = [];
  for (const size of [n, 2 * n, 4 * n]) {
    const start = process.cpuUsage();
    for await (const cards of readCards(make(size))) cards.forEach(use);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  const [a, b, c] = times;
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name.padEnd(32)} ${times.map((t) => `${t.toFixed(0)} ms`.padStart(9)).join("")}   ×${(b / a).toFixed(1)} ×${(c / b).toFixed(1)}   peak ${memory} MB`,
  );
}
