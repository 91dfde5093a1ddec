export const REFERENCES = `How a command is told whom it is about

A <ref> names one contact. These are tried in turn, and the first that meets
anybody decides:

  1  the id                         01a200a2-c4a1-753f-9ae8-e8da4f0b7847
  2  the start of an id, from four  01a200a2-c4a1
     characters on
  3  an e-mail address              ada@example.org
  4  a phone number, any spelling   "+1 202 555 0119", 202-555-0119
  5  the whole display name         "Ada Lovelace", "ADA LOVELACE"
  6  words that find just one       "ada analytical"

Upper and lower case and accents are the same to it. A phone number without
its country needs --region or a locale (see \`backside help environment\`).
A <ref> of several words is quoted, or the shell makes several references of
it.

Deleted contacts are met by restore, purge, history, diff, delete and
\`contacts get --as-of\` only: restore and purge take a deleted contact first,
delete a current one first, the others make no difference.

If more than one contact is met, or the start of an id is also somebody's name,
the reference is ambiguous. On a terminal a list asks which one is meant;
elsewhere nothing is guessed: exit code 6, with the candidates in the error
(error.details.candidates under --json). A reference that names nobody is
exit code 5.

Names change and ids do not: a script should pass on whole ids.

  $ backside contacts search ada --fields id | xargs backside contacts get
`;
