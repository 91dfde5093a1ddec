/** Line folding, RFC 2425 section 5.8.1 and RFC 6350 section 3.2. */

/** Lines of at most 75 octets, joined by CRLF and a blank, cut between characters only. */
export function fold(line: string): string {
  if (line.length <= LIMIT / 3) return line;
  if (isAscii(line)) return line.length <= LIMIT ? line : foldAscii(line);
  return foldCharacters(line);
}

const LIMIT = 75;

function isAscii(line: string): boolean {
  return !NOT_ASCII.test(line);
}

function foldAscii(line: string): string {
  const pieces = [line.slice(0, LIMIT)];
  for (let at = LIMIT; at < line.length; at += LIMIT - 1) pieces.push(line.slice(at, at + LIMIT - 1));
  return pieces.join("\r\n ");
}

function foldCharacters(line: string): string {
  const pieces: string[] = [];
  let from = 0;
  let octets = 0;
  for (let at = 0; at < line.length; ) {
    const code = line.codePointAt(at) as number;
    const width = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + width > LIMIT) {
      pieces.push(line.slice(from, at));
      from = at;
      octets = 1;
    }
    octets += width;
    at += code > 0xffff ? 2 : 1;
  }
  pieces.push(line.slice(from));
  return pieces.join("\r\n ");
}

const NOT_ASCII = /[^\0-\x7f]/;
