/** Names that other people's address books might bring, and that no shell may take for anything but one word. */
export const HOSTILE = [
  "Ada $(touch pwned)",
  "Ada `touch pwned`",
  "Ada \"double\" 'single' \\back",
  "Ada ; rm -rf & | < > * ? ~ # ! {a,b} [c] = : @ %",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the shells' own
  "Ada ${HOME} $HOME",
  "Ada Žofia Ångström 山田",
];

/** Names that look like something else, or that cannot be typed: never offered. */
export const UNTYPABLE = ["-rf Ada", "--all", "Ada\nNewline", "Ada\u001b[31mRed", "Ada\u202eReversed", "Ada\tTab"];
