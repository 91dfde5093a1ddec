export const ENVIRONMENT = `The variables and files that are looked at

An option goes before its variable, the variable before the profile, that
before config.json, and that before the default; \`backside config list
--show-origin\` tells which one won. Variables that say yes or no count as yes
when they are set, not empty and not 0.

  BACKSIDE_STORE       path of the store, like --store;
                       default $XDG_DATA_HOME/backside/contacts.db
  BACKSIDE_API_URL     address of a server; refused while there is none to work
                       with, so that no command meets the wrong contacts
  BACKSIDE_CONFIG_DIR  directory of config.json;
                       default $XDG_CONFIG_HOME/backside
  BACKSIDE_PROFILE     the profile, like --profile; BACKSIDE_STORE goes before
                       the store of any profile
  BACKSIDE_OUTPUT      table, tsv, csv, json or ndjson, like --json and so on
  BACKSIDE_PAGER       pager of long output on a terminal, before PAGER; empty
                       for none, like --no-pager; default less -FRX. A pager
                       that is configured goes before PAGER too
  BACKSIDE_EDITOR      editor of \`contacts edit\`, before VISUAL and EDITOR;
                       default vi, on Windows notepad
  BACKSIDE_NO_INPUT    never ask anything, like --no-input
  BACKSIDE_FORCE_TTY   format as for a terminal; a number sets its columns
  COLUMNS              columns of a table that goes elsewhere (default 80)
  BACKSIDE_DEBUG       show where an error came from, like --debug

Colour, the first that applies; an empty variable counts as unset, and where
none of the first four says anything the configured color does:

  --color, --no-color  always, never, or auto: ask the variables below
  NO_COLOR             no colour
  FORCE_COLOR          0 or false: no colour; anything else: colour
  CLICOLOR_FORCE       colour, unless it is 0
  CLICOLOR=0           no colour
  TERM=dumb            no colour
                       otherwise colour on a terminal

Phone numbers in national notation are read by --region, then by the region of
the profile or config.json, then by the country of the locale (LC_ALL,
LC_TELEPHONE, LC_MESSAGES, LANG: de_AT.UTF-8 means AT).

Files:

  ~/.local/share/backside/contacts.db  the store (XDG_DATA_HOME)
  ~/.config/backside/config.json       kept by \`backside config set\`
                                       (XDG_CONFIG_HOME)
  ~/.local/state/backside/edit         texts of \`contacts edit\` that were not
                                       written, to be looked at and deleted
                                       (XDG_STATE_HOME)
  ~/.cache/backside/compile            compiled code for a quicker start; may
                                       be deleted (XDG_CACHE_HOME)

On Windows the configuration is in %APPDATA%\\backside, the store in
%LOCALAPPDATA%\\backside.
`;
