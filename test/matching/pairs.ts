/**
 * Pairs of cards, and whether both are one person's, as somebody who knows these people would say. Cases are told by what
 * two cards have in common and in what they differ; each is played by six people, whose names are of different scripts and
 * shapes, and those of `OTHERS` are pairs of their own. All of it is made up.
 */

export type Pair = { category: string; same: boolean; one: string[]; other: string[] };

type Person = {
  name: string;
  given: string;
  family: string;
  mail: string;
  work: string;
  mobile: string;
  mobile2: string;
  home: string;
  org: string;
  org2: string;
  born: string;
  street: string;
  /** Of the same family. */
  relative: string;
};

const PEOPLE: readonly Person[] = [
  person("Nora Lindqvist", "Nora", "Lindqvist", "Per Lindqvist", 1),
  person("Tomás Herrera Vega", "Tomás", "Herrera Vega", "Lucía Herrera Vega", 2),
  person("Ольга Миронова", "Ольга", "Миронова", "Пётр Миронов", 3),
  person("佐藤美咲", "美咲", "佐藤", "佐藤健太", 4),
  person("Aoife O'Dwyer-Quinn", "Aoife", "O'Dwyer-Quinn", "Declan O'Dwyer-Quinn", 5),
  person("Mehmet Yıldız", "Mehmet", "Yıldız", "Elif Yıldız", 6),
];

function person(name: string, given: string, family: string, relative: string, n: number): Person {
  return {
    ...{ name, given, family, relative },
    mail: `p${n}.private@example.org`,
    work: `p${n}.desk@works${n}.example`,
    mobile: `+1202555010${n}`,
    mobile2: `+1202555020${n}`,
    home: `+1202555030${n}`,
    org: `Works ${n} Ltd`,
    org2: `Other ${n} Ltd`,
    born: `19${60 + n}0${n}1${n}`,
    street: `${n} Mill Lane`,
  };
}

type Lines = (p: Person) => string[];
type Case = readonly [category: string, one: Lines, other: Lines];

const fn = (p: Person) => `FN:${p.name}`;
const n = (p: Person, suffix = "") => `N:${p.family};${p.given};;;${suffix}`;
const mail = (p: Person) => `EMAIL:${p.mail}`;
const cell = (p: Person) => `TEL;TYPE=cell:${p.mobile}`;
const home = (p: Person) => `TEL;TYPE=home:${p.home}`;
const address = (p: Person) => `ADR:;;${p.street};Dover;;;`;

const SAME: readonly Case[] = [
  [
    "UID",
    (p) => [fn(p), "UID:urn:uuid:1f0c7a52-5b1d-4c1e-9a55-3c8a1f6b2d01"],
    (p) => [fn(p), "UID:1F0C7A52-5B1D-4C1E-9A55-3C8A1F6B2D01", mail(p)],
  ],
  [
    "UID after a marriage",
    (p) => [fn(p), "UID:1f0c7a52-5b1d-4c1e-9a55-3c8a1f6b2d01", mail(p)],
    (p) => [`FN:${p.given} Newname`, "UID:1f0c7a52-5b1d-4c1e-9a55-3c8a1f6b2d01", mail(p)],
  ],
  ["private e-mail", (p) => [fn(p), mail(p)], (p) => [fn(p), mail(p), cell(p)]],
  [
    "private e-mail, new phone",
    (p) => [fn(p), mail(p), cell(p)],
    (p) => [fn(p), mail(p), `TEL;TYPE=cell:${p.mobile2}`],
  ],
  ["e-mail in capitals", (p) => [fn(p), mail(p)], (p) => [fn(p), `EMAIL:${p.mail.toUpperCase()}`]],
  ["e-mail, two programs", (p) => [fn(p), "UID:a-1", mail(p)], (p) => [fn(p), "UID:b-7", mail(p)]],
  ["e-mail, new job", (p) => [fn(p), mail(p), `ORG:${p.org}`], (p) => [fn(p), mail(p), `ORG:${p.org2}`]],
  ["name in the other order", (p) => [fn(p), n(p), mail(p)], (p) => [`FN:${p.family}, ${p.given}`, n(p), mail(p)]],
  ["title before the name", (p) => [fn(p), mail(p)], (p) => [`FN:Dr. ${p.name}`, mail(p)]],
  ["name with a remark", (p) => [fn(p), n(p), mail(p)], (p) => [`FN:${p.name} (work)`, n(p), mail(p)]],
  ["name in capitals", (p) => [fn(p), cell(p)], (p) => [`FN:${p.name.toUpperCase()}`, cell(p)]],
  ["mobile", (p) => [fn(p), cell(p)], (p) => [fn(p), cell(p), "NOTE:x"]],
  [
    "mobile in another spelling",
    (p) => [fn(p), cell(p)],
    (p) => [fn(p), `TEL:${p.mobile.replace(/^\+1(...)(...)/, "($1) $2-")}`],
  ],
  ["mobile, two programs", (p) => [fn(p), "UID:a-1", cell(p)], (p) => [fn(p), "UID:b-7", cell(p), mail(p)]],
  ["all phones of the shorter card", (p) => [fn(p), cell(p), home(p), mail(p)], (p) => [fn(p), cell(p), home(p)]],
  ["birthday", (p) => [fn(p), `BDAY:${p.born}`], (p) => [fn(p), `BDAY:${p.born}`, "NOTE:x"]],
  [
    "birthday, new address everywhere",
    (p) => [fn(p), `BDAY:${p.born}`, mail(p)],
    (p) => [fn(p), `BDAY:${p.born}`, `EMAIL:${p.work}`],
  ],
  ["birthday without year", (p) => [fn(p), `BDAY:${p.born}`], (p) => [fn(p), `BDAY:--${p.born.slice(4)}`]],
  ["company", (p) => [fn(p), `ORG:${p.org}`], (p) => [fn(p), `ORG:${p.org.toUpperCase()}`, mail(p)]],
  [
    "company and private e-mail",
    (p) => [fn(p), `ORG:${p.org}`, mail(p)],
    (p) => [fn(p), `ORG:${p.org}`, mail(p), `EMAIL:${p.work}`],
  ],
  // What cannot be told without guessing: these are the price of being sure.
  ["initial only", (p) => [fn(p), n(p), mail(p)], (p) => [`FN:${p.given[0]}. ${p.family}`, mail(p)]],
  ["nickname", (p) => [fn(p), mail(p)], (p) => ["FN:Bunny", mail(p)]],
  [
    "married name without UID",
    (p) => [fn(p), n(p), mail(p)],
    (p) => [`FN:${p.given} Newname`, `N:Newname;${p.given};;;`, mail(p)],
  ],
  ["another address and another phone", (p) => [fn(p), mail(p)], (p) => [fn(p), cell(p)]],
  ["one mobile among others", (p) => [fn(p), cell(p), mail(p)], (p) => [fn(p), cell(p), `EMAIL:${p.work}`]],
];

const DIFFERENT: readonly Case[] = [
  ["shared landline", (p) => [fn(p), home(p)], (p) => [`FN:${p.relative}`, home(p)]],
  [
    "shared landline, own mobiles",
    (p) => [fn(p), home(p), cell(p)],
    (p) => [fn(p), home(p), `TEL;TYPE=cell:${p.mobile2}`],
  ],
  ["shared landline, one name, two UIDs", (p) => [fn(p), "UID:a-1", home(p)], (p) => [fn(p), "UID:a-2", home(p)]],
  ["shared e-mail of a couple", (p) => [fn(p), mail(p)], (p) => [`FN:${p.relative}`, mail(p)]],
  ["household", (p) => [fn(p), n(p), home(p), address(p)], (p) => [`FN:${p.relative}`, home(p), address(p)]],
  [
    "twins",
    (p) => [fn(p), `BDAY:${p.born}`, home(p), address(p)],
    (p) => [`FN:${p.relative}`, `BDAY:${p.born}`, home(p), address(p)],
  ],
  ["father and son, Sr. and Jr.", (p) => [fn(p), n(p, "Sr."), home(p)], (p) => [fn(p), n(p, "Jr."), home(p)]],
  ["father and son, one with Jr.", (p) => [fn(p), n(p), home(p)], (p) => [fn(p), n(p, "Jr."), home(p)]],
  ["father and son, one e-mail, Jr.", (p) => [fn(p), n(p), mail(p)], (p) => [fn(p), n(p, "Jr"), mail(p)]],
  ["father and son, III", (p) => [fn(p), n(p, "II"), home(p), mail(p)], (p) => [fn(p), n(p, "III"), home(p), mail(p)]],
  ["father and son, two birthdays", (p) => [fn(p), home(p), "BDAY:19400101"], (p) => [fn(p), home(p), "BDAY:19700202"]],
  [
    "father and son, one e-mail, two birthdays",
    (p) => [fn(p), mail(p), "BDAY:19400101"],
    (p) => [fn(p), mail(p), "BDAY:19700202"],
  ],
  ...[
    "info",
    "sales",
    "office",
    "kontakt",
    "contact",
    "hello",
    "no-reply",
    "sales-emea",
    "praxis.nord",
    "family",
    "support+web",
  ].map(
    (role): Case => [
      `role address ${role}@`,
      (p) => [fn(p), `EMAIL:${role}@works.example`, cell(p)],
      (p) => [fn(p), `EMAIL:${role}@works.example`, `TEL;TYPE=cell:${p.mobile2}`],
    ],
  ),
  [
    "role address, two names",
    (p) => [fn(p), "EMAIL:info@works.example"],
    (p) => [`FN:${p.relative}`, "EMAIL:info@works.example"],
  ],
  [
    "one name, two companies",
    (p) => [fn(p), `ORG:${p.org}`, mail(p)],
    (p) => [fn(p), `ORG:${p.org2}`, `EMAIL:${p.work}`],
  ],
  ["one name, two companies, nothing else", (p) => [fn(p), `ORG:${p.org}`], (p) => [fn(p), `ORG:${p.org2}`]],
  [
    "one name, one company, two addresses",
    (p) => [fn(p), `ORG:${p.org}`, `EMAIL:a.${p.work}`],
    (p) => [fn(p), `ORG:${p.org}`, `EMAIL:b.${p.work}`],
  ],
  [
    "one name, one company, one switchboard",
    (p) => [fn(p), `ORG:${p.org}`, "TEL;TYPE=work:+12025550999", `EMAIL:a.${p.work}`],
    (p) => [fn(p), `ORG:${p.org}`, "TEL;TYPE=work:+12025550999", `EMAIL:b.${p.work}`],
  ],
  [
    "one name, one company, two UIDs",
    (p) => [fn(p), `ORG:${p.org}`, "UID:a-1"],
    (p) => [fn(p), `ORG:${p.org}`, "UID:a-2"],
  ],
  ["one name", (p) => [fn(p), mail(p)], (p) => [fn(p), `EMAIL:${p.work}`]],
  [
    "one name and one day without years",
    (p) => [fn(p), mail(p), "BDAY:--0101"],
    (p) => [fn(p), `EMAIL:${p.work}`, "BDAY:--0101"],
  ],
  ["one name and nothing else", (p) => [fn(p)], (p) => [fn(p), "NOTE:x"]],
  ["person and organization", (p) => [fn(p), mail(p)], (p) => [fn(p), "KIND:org", mail(p)]],
  ["person and group", (p) => [fn(p), mail(p)], (p) => [fn(p), "KIND:group", "MEMBER:mailto:x@example.org"]],
  ["first name alone in one company", (p) => ["FN:Kim", `ORG:${p.org}`], (p) => ["FN:Kim", `ORG:${p.org}`, mail(p)]],
  ["counted UIDs of two programs", (p) => [fn(p), "UID:1", mail(p)], (p) => [`FN:${p.relative}`, "UID:1", cell(p)]],
  ["transliteration without evidence", (p) => [fn(p), address(p)], (p) => [`FN:${p.given} Translit`, address(p)]],
  ["Mr. and Mrs.", (p) => [`FN:Mr ${p.family}`, mail(p)], (p) => [`FN:Mrs ${p.family}`, mail(p)]],
  ["middle names", (p) => [`FN:${p.given} A. ${p.family}`, mail(p)], (p) => [`FN:${p.given} B. ${p.family}`, mail(p)]],
];

/** Names that look alike or differ in ways the six people have not. */
const OTHERS: readonly (readonly [same: boolean, category: string, one: string[], other: string[]])[] = [
  [
    false,
    "nickname",
    ["FN:Robert Keane", "TEL;TYPE=home:+12025550400"],
    ["FN:Bob Keane", "TEL;TYPE=home:+12025550400"],
  ],
  [false, "nickname", ["FN:Elizabeth Marsh", "EMAIL:marsh@example.org"], ["FN:Beth Marsh", "EMAIL:marsh@example.org"]],
  [false, "nickname", ["FN:Alexandra Stone", "ORG:Quarry"], ["FN:Alex Stone", "ORG:Quarry"]],
  [false, "married name", ["FN:Helen Birch", "BDAY:19800101"], ["FN:Helen Ash", "BDAY:19800101"]],
  [
    false,
    "transliteration",
    ["FN:Юлия Орлова", "TEL;TYPE=home:+12025550401"],
    ["FN:Yuliya Orlova", "TEL;TYPE=home:+12025550401"],
  ],
  [false, "transliteration", ["FN:Γιώργος Παππάς", "ORG:Works"], ["FN:Giorgos Pappas", "ORG:Works"]],
  [false, "transliteration", ["FN:李伟", "TEL:+12025550402"], ["FN:Li Wei", "TEL:+12025550402"]],
  [
    false,
    "order of names",
    ["FN:Martin Paul", "TEL;TYPE=home:+12025550403"],
    ["FN:Paul Martin", "TEL;TYPE=home:+12025550403"],
  ],
  [false, "initial of two", ["FN:J. Doyle", "EMAIL:doyles@example.org"], ["FN:Jane Doyle", "EMAIL:doyles@example.org"]],
  [false, "Jr. in the name", ["FN:Carl Ives", "TEL:+12025550404"], ["FN:Carl Ives Jr.", "TEL:+12025550404"]],
  [
    false,
    "Jr. in the name",
    ["FN:Carl Ives Sr", "EMAIL:ives@example.org"],
    ["FN:Carl Ives Jr", "EMAIL:ives@example.org"],
  ],
  [false, "double name", ["FN:Anna Weber", "EMAIL:w@example.org"], ["FN:Anna Weber-Koch", "EMAIL:w@example.org"]],
  [true, "marks over letters", ["FN:Zoë Krüger", "EMAIL:zk@example.org"], ["FN:Zoe Kruger", "EMAIL:zk@example.org"]],
  [true, "blanks and signs", ["FN:Jean-Luc Roy", "TEL:+12025550405"], ["FN:Jean Luc  Roy", "TEL:+12025550405"]],
  [true, "professor", ["FN:Prof. Dr. Uta Klee", "EMAIL:klee@example.org"], ["FN:Uta Klee", "EMAIL:klee@example.org"]],
  [true, "an academic suffix", ["FN:Ivo Tan, PhD", "EMAIL:tan@example.org"], ["FN:Ivo Tan", "EMAIL:tan@example.org"]],
];

export const PAIRS: readonly Pair[] = [
  ...played(SAME, true),
  ...played(DIFFERENT, false),
  ...OTHERS.map(([same, category, one, other]) => ({ category, same, one, other })),
];

function played(cases: readonly Case[], same: boolean): Pair[] {
  return cases.flatMap(([category, one, other]) =>
    PEOPLE.map((person) => ({ category, same, one: one(person), other: other(person) })),
  );
}
