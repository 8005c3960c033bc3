import { readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isZone } from '../domain/zone.ts';
import type { JsonObject } from '../kernel/json.ts';
import { type AskService, createAsk, refusalOf, type ServiceAnswer } from './assurance-client.ts';
import { calendarHelp } from './help-calendar.ts';
import { type CalendarChange, changeOfCalendar } from '../domain/ical-calendar.ts';
import { type TimedEvent, timedEventsOf, zoneOfFile } from '../domain/ical-event.ts';
import { type WantedWindow, windowRequest, windowsOf } from '../domain/ical-windows.ts';
import { IcalFault, type IcalOutline, mostIcalBytes, outlineOf } from '../domain/icalendar.ts';
import { CommandError, exitCode } from './io.ts';
import type { ExitCode, Io } from './io.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;
const accepted = {
  url: text,
  'time-zone': text,
  help: { type: 'boolean', short: 'h' },
  calendar: text,
  name: text,
  timed: text,
  whole: { type: 'boolean' },
  entity: texts,
  service: texts,
  party: texts,
  tag: texts,
  kind: text,
  reason: text,
} as const;

type Values = ReturnType<typeof valuesOf>['values'];

/**
 * `surety import-calendar FILE`: takes the events of an iCalendar file into one calendar (`--calendar`: days become holidays, times
 * exceptions), or makes them maintenance windows on what `--entity`, `--service`, `--party`, `--tag` name. The whole file is read
 * before anything is sent; a calendar changes in one request or not at all. The same file again changes nothing. Exit code 0: all
 * taken in; 1: the service refused some windows; 2: not done.
 */
export async function importCalendarCommand(args: readonly string[], io: Io): Promise<ExitCode> {
  const { values, positionals } = valuesOf(args);
  if (values.help === true) {
    io.out(calendarHelp);
    return exitCode.done;
  }
  const faults = optionFaults(values, positionals);
  if (faults.length > 0) throw new CommandError([...faults, 'See surety import-calendar --help.'].join('\n'));
  const file = positionals[0] ?? '';
  try {
    return await importFile(file, values, io);
  } catch (error) {
    if (error instanceof IcalFault) throw new CommandError(`${file}: ${wordsOf(error)}`, { cause: error });
    throw error;
  }
}

function wordsOf({ message, isOfZone }: IcalFault): string {
  return isOfZone ? `${message}: say --time-zone` : message;
}

async function importFile(file: string, values: Values, io: Io): Promise<ExitCode> {
  const outline = outlineOf(contentOf(file));
  const { others } = outline;
  const events = [...timedEventsOf(outline, values['time-zone'])];
  if (others.length > 0) io.err(`passed over: ${[...new Set(others)].join(', ')} (${String(others.length)})\n`);
  const ask = createAsk(values.url ?? 'http://127.0.0.1:8080');
  return values.calendar === undefined
    ? importWindows(ask, windowsOf(events, termsOf(values)), { io, reason: values.reason })
    : importDays(ask, events, { io, values, named: namedIn(outline, values), id: values.calendar });
}

function valuesOf(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: accepted, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CommandError(
      `${error instanceof Error ? error.message : String(error)}\nSee surety import-calendar --help.`,
      {
        cause: error,
      },
    );
  }
}

const ofWindows = ['entity', 'service', 'party', 'tag', 'kind', 'reason'] as const;

function optionFaults(values: Values, positionals: readonly string[]): string[] {
  const zone = values['time-zone'];
  const isScoped = ['entity', 'service', 'party', 'tag'].some((name) => name in values);
  const isCalendar = values.calendar !== undefined;
  const mixed = isCalendar ? ofWindows.filter((name) => name in values) : [];
  return [
    ...(positionals.length === 1 ? [] : [`one file to import is needed, ${String(positionals.length)} given`]),
    ...(isCalendar || isScoped
      ? []
      : ['say --calendar ID, or what the maintenance is on: --entity, --service, --party, --tag']),
    ...mixed.map((name) => `--${name} is for maintenance windows, not for a calendar`),
    ...(zone === undefined || isZone(zone) ? [] : [`--time-zone: "${zone}" is no IANA time zone`]),
    ...(values.timed === undefined || ['closed', 'open'].includes(values.timed)
      ? []
      : ['--timed must be closed or open']),
  ];
}

/** What the file calls itself, and its zone. */
interface Named {
  name?: string;
  timeZone?: string;
}

function namedIn(outline: IcalOutline, { name = outline.name, 'time-zone': said }: Values): Named {
  const timeZone = zoneOfFile(outline, said);
  return { ...(name === undefined ? {} : { name }), ...(timeZone === undefined ? {} : { timeZone }) };
}

function contentOf(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > mostIcalBytes) throw new CommandError(`${file}: is larger than ${String(mostIcalBytes)} bytes`);
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof TypeError ? 'is not UTF-8' : String(error instanceof Error ? error.message : error);
    throw new CommandError(`${file}: ${reason}`, { cause: error });
  }
}

async function importDays(
  ask: AskService,
  events: readonly TimedEvent[],
  { io, values, named, id }: { io: Io; values: Values; named: Named; id: string },
): Promise<ExitCode> {
  const known = await knownAt(ask, `/calendar/${encodeURIComponent(id)}`, `calendar ${id}`);
  const change = changeOfCalendar(known?.body ?? {}, events, {
    timed: values.timed === 'open' ? 'open' : 'closed',
    isWhole: values.whole === true,
  });
  const told = change.isChanged ? 'changed' : 'nothing to change';
  if (change.isChanged || known === undefined)
    await writeDays(ask, change, { known, made: { name: id, ...named }, id });
  const older = `${String(change.older)} of them older than what it has`;
  io.out(`calendar ${id}: ${known === undefined ? 'made' : told}; ${String(events.length)} events, ${older}\n`);
  return exitCode.done;
}

async function writeDays(
  ask: AskService,
  { holiday, exception }: CalendarChange,
  { known, made, id }: { known: ServiceAnswer | undefined; made: JsonObject; id: string },
): Promise<void> {
  const answer =
    known === undefined
      ? await ask('POST', '/calendar', { body: { id, ...made, holiday, exception } })
      : await ask('PATCH', `/calendar/${encodeURIComponent(id)}`, {
          body: { holiday, exception },
          ifMatch: known.etag,
        });
  if (answer.status >= 300) throw new CommandError(`calendar ${id}: ${refusalOf(answer)}`);
}

/** What the service has at a path; undefined when there is nothing. */
async function knownAt(ask: AskService, path: string, name: string): Promise<ServiceAnswer | undefined> {
  const known = await ask('GET', path);
  if (known.status === 404) return undefined;
  if (known.status !== 200) throw new CommandError(`${name}: ${refusalOf(known)}`);
  return known;
}

function termsOf(values: Values): { kind: string; scope: JsonObject } {
  const references = (ids: string[] | undefined): JsonObject[] => (ids ?? []).map((id) => ({ id }));
  const scope = {
    ...(values.entity === undefined ? {} : { entity: references(values.entity) }),
    ...(values.service === undefined ? {} : { service: references(values.service) }),
    ...(values.party === undefined ? {} : { party: references(values.party) }),
    ...(values.tag === undefined ? {} : { tag: values.tag }),
  };
  return { kind: values.kind ?? 'planned', scope };
}

async function importWindows(
  ask: AskService,
  windows: readonly WantedWindow[],
  { io, reason }: { io: Io; reason: string | undefined },
): Promise<ExitCode> {
  const count = { POST: 0, PATCH: 0, same: 0, older: 0, refused: 0 };
  for (const window of windows) {
    if (io.stop.aborted) throw new CommandError('stopped. Repeating the import is safe.');
    const path = `/maintenanceWindow/${encodeURIComponent(window.id)}`;
    const known = await knownAt(ask, path, window.place);
    const request = windowRequest(window, known?.body, reason);
    if (request.method === undefined) {
      count[request.why] += 1;
      continue;
    }
    const isNew = request.method === 'POST';
    const answer = await ask(request.method, isNew ? '/maintenanceWindow' : path, {
      body: request.body,
      ifMatch: known?.etag,
    });
    if (answer.status < 300) count[request.method] += 1;
    else {
      count.refused += 1;
      io.err(`${window.place}: ${refusalOf(answer)}\n`);
    }
  }
  const { POST: made, PATCH: changed, same, older, refused } = count;
  io.out(
    `made ${made}, changed ${changed}, as before ${same}, older than what is there ${older}, refused ${refused}\n`,
  );
  return refused === 0 ? exitCode.done : exitCode.partly;
}
