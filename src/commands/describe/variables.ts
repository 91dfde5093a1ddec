/** The environment variable that says what an option says; `backside help environment` explains them. */
export const VARIABLES: Readonly<Record<string, string>> = {
  "--store": "BACKSIDE_STORE",
  "--profile": "BACKSIDE_PROFILE",
  "--json": "BACKSIDE_OUTPUT",
  "--ndjson": "BACKSIDE_OUTPUT",
  "--csv": "BACKSIDE_OUTPUT",
  "--tsv": "BACKSIDE_OUTPUT",
  "--table": "BACKSIDE_OUTPUT",
  "--no-pager": "BACKSIDE_PAGER",
  "--no-input": "BACKSIDE_NO_INPUT",
  "--debug": "BACKSIDE_DEBUG",
};
