/** What `surety import-calendar --help` prints. */
export const calendarHelp = `surety import-calendar FILE.ics --calendar ID [options]
surety import-calendar FILE.ics --service ID ... [options]

Takes the events of an iCalendar file (RFC 5545) into a running Surety.

Into a calendar
  --calendar ID             the calendar; it is made when there is none
  --name TEXT               its name when it is made [X-WR-CALNAME, else the id]
  --timed closed|open       what a stretch of time (no whole days) is: closed, or open [closed]
  --whole                   the file is all there is: what other files gave goes

  Whole days become holidays, with RRULE again and again; stretches of time become exceptions.

As maintenance windows
  --entity ID, --service ID, --party ID, --tag TEXT
                            what the work is on; each may be repeated
  --kind KIND               planned, emergency, customer, forceMajeure [planned]
  --reason TEXT             needed for work that has begun, or has been; goes into the audit

  RRULE, EXDATE and moved times (RECURRENCE-ID) are kept. Announced is a window when it is imported.

Both
  --time-zone ZONE          zone of times that name none, or one that is not of the IANA [X-WR-TIMEZONE]
  --url URL                 the service [http://127.0.0.1:8080]

An event is known again by its UID: the same file again changes nothing, a changed event changes what it gave (unless its SEQUENCE is
lower than what is there), one with STATUS:CANCELLED is taken out, or called off. Nothing is sent before the whole file has been
understood: what cannot be kept is told with its line.

Exit code: 0 all taken in, 1 some windows refused, 2 not done.
`;
