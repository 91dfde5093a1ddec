export const QUERY = `What a query finds

search, list and export take a query, and so does --query of the commands that
change many contacts. Its words stand in names, e-mails, phones, companies,
titles, tags, addresses and notes; fields, and, or, not and ( ) say more.

  $ backside contacts search ada lovelace
  $ backside contacts search 555-0143
  $ backside contacts list "tag:vip and not group:newsletter and last>90d"
  $ backside contacts list "(org:acme or org:globex) missing:phone"
  $ backside contacts tag --add berlin --query "city:berlin" --expect 12

Words
- All have to be found, in any order, upper or lower case, with or without
  accents and apostrophes: "angstrom" finds Ångström, "obrien" finds O'Brien.
- The beginning of a word is enough; its middle is not: "love" finds Lovelace,
  "lace" does not. In quotes a word is whole and several stand in a row:
  '"ada lovelace"'.
- A phone number may be written in any way, whole or in part, from three digits
  on: "(202) 555-0143" and "0143" find the same number.
- In scripts without blanks, such as Chinese and Japanese, each character is a
  word.

Operators
  a b, a and b      both                a or b      one of them
  not a             without it          ( )         what belongs together
  not binds most, then and, then or. After -- a minus will do: -tag:vip.

Fields, each with its value right behind the colon
  name given middle family nickname note org title role department
  address street city country
  email phone url twitter linkedin ... channel.TYPE
                    words, as above; org:"acme corp" has them in a row,
                    title:=cto is all there is
  tag group         the whole name; tag:proj* may go on
  kind              person, organization or group
  id                an id or its first 4 characters or more
  has missing       channel, email, phone, ..., address, birthday, date, photo,
                    note, nickname, tag, group, org, interaction, relationship
  created updated last
                    when it was made, changed, and last met (contacts log):
                    created:2026-05 is within that month, created>2026-05-01
                    is after that day; last<90d is less than 90 days ago,
                    last>90d longer ago, last:none never
                    (12h, 90d, 2w, 6mo, 1y, today, yesterday)
  birthday          04-12, 1990-04-12, 1990, april
  rel               rel:manages has anybody, rel:reports_to(bob) has Bob

A shell takes <, > and ( ) for itself: put the query in quotes, or write
last.within:90d, last.before:90d, created.after:2026-05-01.

A text without any of this is searched as it stands, odd characters and all. To
search for the word and, or, or not, put it in quotes. An operator with nothing
to join is a word, a parenthesis or quote left open is passed over; commands
that change contacts refuse them. A field that there is not is always an error.

search shows the best match first: the very name, then names that begin so,
names that hold all the words, and the rest. Without a free word, and in list
and export, contacts keep the order in which they came to be. --kind, --tag and
--group narrow all of them down.
`;
