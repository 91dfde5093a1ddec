export const EXIT_CODES = `What the exit code of a command says

    0  ok. A search without a hit is 0, and a change that changed nothing is 0
    1  unexpected failure
         internal_error
    2  usage: the command line or the data handed in is not acceptable;
       nothing was done
         usage bad_request invalid_input unknown_field
    3  partial success: some items failed, the report says which
         partial
    5  not found
         not_found
    6  ambiguous reference, or a conflict
         ambiguous conflict
    9  store damaged, disk full or other I/O
         store_damaged store_newer not_a_store store_readonly store_busy
         disk_full io_error file_unreadable output_failed
  130  interrupted by Ctrl-C, or a question was cancelled; nothing was changed
         interrupted cancelled
  143  terminated by SIGTERM or SIGHUP; nothing was changed
         terminated

4, 7 and 8 are set aside for work with a server; no command gives them yet.

Of several references some may fail: the others are done, and the exit code
is 3. If all of them fail, it is that of the code they share, else 1.

The words below each number are error codes. With --json or --ndjson an error
is one line of JSON on stderr:

  {"error":{"code":"not_found","message":...,"hint":...,"retryable":false,
   "details":{"ref":"nobody"}}}

hint and details may be null. If retryable is true, the same command may
succeed later. Codes are only ever added.

  $ backside contacts get ada --json 2> error.json ||
      jq -r .error.code error.json
`;
