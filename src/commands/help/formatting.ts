export const FORMATTING = `Tables, TSV, CSV, JSON, fields and colour

The form of the output is that of the stream, unless one is asked for:

  table   on a terminal (--table): a table, or a card for one contact; a table
          has no ids unless --fields asks for them
  TSV     anywhere else (--tsv): one line per row and no header
  JSON    --json: an array for lists, an object for one record
  NDJSON  --ndjson: one object per line, written as rows arrive
  CSV     --csv: RFC 4180, with a header

BACKSIDE_OUTPUT names a form for all commands; an option overrules it. The form
changes neither the order nor the content. On a terminal a list shows 50 rows
and says how many more there are; every other form has all rows. --limit and
--all choose.

Results go to stdout, everything else to stderr: errors, notes, progress and
questions. --quiet leaves out notes and progress.

JSON: keys in a fixed order, always there, null when empty. Ids are strings,
times RFC 3339 in UTC. In a pipe an array has one element per line.

TSV: tab, line feed, carriage return and backslash inside a value are \\t, \\n,
\\r and \\\\. The columns of contacts are id, display_name, kind, email, phone
and organization. One contact is written as lines of field<TAB>value. An
import prints the ids of what it wrote.

CSV: a cell that a spreadsheet could run as a formula begins with '; --csv-raw
leaves all cells as they are.

--header and --no-header overrule the header of TSV, CSV and tables.

--fields chooses fields and their order in every form:

  $ backside contacts list --fields id,display_name,channels.value
  $ backside contacts get ada --json --fields display_name,dates

A dot leads into a part: channels, addresses, dates, affiliations, tags,
relationships, groups, photo. JSON keeps its nesting; in the other forms each
field is a column, and several values are joined by "; ".

Nothing is said by colour alone. \`backside help environment\` has the variables
that decide on it.
`;
