export const QUERY = `What the words of a search find

search, list and export take words. A contact is found if every word matches
somewhere in it: names and nickname, e-mails, phones, companies, titles, roles
and departments, tags, addresses, notes.

  $ backside contacts search ada lovelace
  $ backside contacts search harb dent
  $ backside contacts search 555-0143

- The order of the words does not matter, nor do upper and lower case, accents
  and apostrophes: "angstrom" finds Ångström, "strasse" finds Straße, "obrien"
  finds O'Brien.
- The beginning of a word is enough; its middle is not: "love" finds Lovelace,
  "lace" does not.
- What has a hyphen or a dot inside stands together: "obrien-lee" finds the two
  words in a row.
- In scripts without blanks, such as Chinese and Japanese, each character is a
  word.
- A phone number may be written in any way, whole or in part, from three digits
  on: "(202) 555-0143", "+12025550143" and "0143" find the same number.
- No character has a meaning of its own. After -- a word may begin with a
  hyphen.

search shows the best match first: the very name, then names that begin so,
names that hold all the words, and the rest. list and export keep the order in
which contacts came to be. --kind, --tag and --group narrow all of them down:

  $ backside contacts list --tag friends --kind person berlin
`;
