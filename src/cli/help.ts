/** What `surety help` prints. */
export const generalHelp = `surety: keeps a provider's promises; this is its command line

  surety import FILE ...    send the measurements of a CSV file to a running service
  surety import --help      how
  surety import-calendar F  holidays or maintenance from an iCalendar file
  surety import-calendar --help  how
  surety scenario FILE ...  play stories of promises and tell whether they come out as expected
  surety scenario --help    how
  surety help               this text

The service itself is started with npm start.
`;

/** What `surety import --help` prints. */
export const importHelp = `surety import FILE [options]

Sends the measurements of a CSV file (first line: names of the columns) to a running Surety. Files of orders, tickets and
calls need a mapping file that says which column is what of a case: docs/measurements.md.

Columns
  --time-column NAME        column with the time of a row
  --time-format FORMAT      Luxon pattern such as "yyyy.MM.dd_HH.mm.ss", or iso, unix, unix-ms [iso]
  --time-zone ZONE          IANA zone of times without an offset, e.g. Europe/Dublin [UTC]
  --subject-column NAME     column that says what was measured, or
  --subject TEXT            one subject for the whole file
  --indicator NAME[=UNIT]   column with values, its name is the indicator; may be repeated
  --missing TEXT            text that means not measured, beside the empty cell; may be repeated
  --source TEXT             where the measurements come from: part of what makes two of them the same
  --states FILE             state changes of the cases of a mapping file, that say when they paused
  --pause-state TEXT        state in which a case pauses; may be repeated; in place of those of the mapping file
  --mapping FILE            all of the above as JSON (docs/measurements.md); options win over it
  --delimiter CHARACTER     what separates the cells [,]

Sending
  --url URL                 the service [http://127.0.0.1:8080]
  --batch COUNT             measurements in one request, 1 to 5000 [500]

Zero is a value. A cell that is neither a number nor missing is refused with its line and column; the rest goes on. Of
neighbouring rows with the same time only the last counts. An hour that clocks repeat is read as its first pass; a time
that clocks skip is refused. While the service cannot be reached, the import waits and tries again for about 80 seconds.

Ctrl-C finishes the request under way. Repeating an import, whole or cut short, counts nothing twice.

Exit code: 0 all taken in, 1 something refused, 2 not finished.
`;

/** What `surety scenario --help` prints. */
export const scenarioHelp = `surety scenario FILE...

Plays the scenarios of YAML files on a service of its own (an empty store in a temporary folder, a clock that is moved by
hand) and tells which come out as expected; of the others a table of what was expected and what came. The format is in
docs/scenarios.md.

Exit code: 0 all as expected, 1 some not, 2 a file that cannot be read (with the line).
`;
