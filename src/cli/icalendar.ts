import ICAL from 'ical.js';
import { CommandError } from './io.ts';

/** One property of an event: its parameters (names in lower case) and its values as text. */
export interface IcalProperty {
  parameters: ReadonlyMap<string, string>;
  values: readonly string[];
}

/** One VEVENT of a file, its properties by their names in lower case. */
export interface IcalEvent {
  /** Where it begins: `line 12, VEVENT 2`, for faults. */
  place: string;
  properties: ReadonlyMap<string, readonly IcalProperty[]>;
}

/** What a file holds. */
export interface IcalFile {
  events: IcalEvent[];
  /** Names of the components that are no events, such as VTODO, in order. */
  others: string[];
  /** METHOD:CANCEL: everything in it is called off. */
  isCancellation: boolean;
  /** X-WR-TIMEZONE: the zone of times that name none. */
  timeZone?: string;
}

/** Largest file, bytes. */
export const mostIcalBytes = 4 * 1_048_576;
const mostEvents = 2000;
const mostLinesOfEvent = 2000;
const mostCharactersOfEvent = 64 * 1024;
const deepest = 4;

/** Lines of one component of the calendar, from BEGIN to END. */
interface Block {
  name: string;
  line: number;
  lines: string[];
}

interface Scanned {
  blocks: Block[];
  /** Lines of the calendar itself. */
  own: string[];
}

/**
 * The events of an iCalendar file. Throws a CommandError that names the line and the component of the first fault: what is not
 * nested as it should be, what is too large, a line that is none. Nothing of it is taken at its word: values are texts. The only
 * file that knows ical.js. Source: RFC 5545.
 */
export function readIcalendar(text: string): IcalFile {
  const { blocks, own } = scan(text);
  const events = blocks.filter(({ name }) => name === 'VEVENT');
  if (events.length > mostEvents) throw new CommandError(`more than ${String(mostEvents)} events`);
  const timeZone = own
    .find((line) => /^X-WR-TIMEZONE[;:]/i.test(line))
    ?.replace(/^[^:]*:/, '')
    .trim();
  return {
    events: events.map((block, at) => eventOf(block, at + 1)),
    others: blocks.map(({ name }) => name).filter((name) => name !== 'VEVENT' && name !== 'VTIMEZONE'),
    isCancellation: own.some((line) => /^METHOD:\s*CANCEL\s*$/i.test(line)),
    ...(timeZone === undefined || timeZone === '' ? {} : { timeZone }),
  };
}

/** Takes the file apart into components, by line, before anything in it is read. */
function scan(text: string): Scanned {
  const scanned: Scanned = { blocks: [], own: [] };
  const open: string[] = [];
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  lines.forEach((line, at) => {
    if (line.trim() !== '') takeLine({ scanned, open }, line, at + 1);
  });
  if (open.length > 0) throw new CommandError(`the file ends within ${open.at(-1) ?? ''}`);
  if (scanned.own.length === 0) throw new CommandError('no iCalendar file: it has no BEGIN:VCALENDAR');
  return scanned;
}

interface Scan {
  scanned: Scanned;
  /** Names of the components that have begun and not ended. */
  open: string[];
}

function takeLine(scan: Scan, line: string, number: number): void {
  const { open } = scan;
  const { kind, name } = edgeIn(line);
  const fault = (reason: string): CommandError => new CommandError(`line ${String(number)}: ${reason}`);
  if (open.length === 0 && `${kind}:${name}` !== 'BEGIN:VCALENDAR') throw fault('BEGIN:VCALENDAR was expected');
  if (kind === 'BEGIN') begin(scan, { name, line: number, lines: [] }, fault);
  keep(scan, line, fault);
  if (kind !== 'END') return;
  if (open.at(-1) !== name) throw fault(`END:${name} where END:${open.at(-1) ?? ''} was expected`);
  open.pop();
}

/** `BEGIN:VEVENT` and `END:VEVENT`; of other lines nothing. */
function edgeIn(line: string): { kind: string; name: string } {
  const [, kind = '', name = ''] = /^(BEGIN|END):\s*([A-Z0-9-]{1,40})\s*$/i.exec(line) ?? [];
  return { kind: kind.toUpperCase(), name: name.toUpperCase() };
}

function keep({ scanned, open }: Scan, line: string, fault: (reason: string) => CommandError): void {
  const block = open.length > 1 ? scanned.blocks.at(-1) : undefined;
  const { lines, name } = block ?? { lines: scanned.own, name: 'VCALENDAR' };
  lines.push(line);
  if (lines.length > mostLinesOfEvent) throw fault(`${name} has more than ${String(mostLinesOfEvent)} lines`);
}

function begin({ scanned, open }: Scan, block: Block, fault: (reason: string) => CommandError): void {
  if (open.length >= deepest) throw fault(`components lie more than ${String(deepest)} deep`);
  if ((block.name === 'VCALENDAR') !== (open.length === 0)) throw fault(`BEGIN:${block.name} has no place here`);
  if (open.length === 1) scanned.blocks.push(block);
  open.push(block.name);
}

function eventOf({ line, lines }: Block, number: number): IcalEvent {
  const place = `line ${String(line)}, VEVENT ${String(number)}`;
  const text = lines.join('\r\n');
  if (text.length > mostCharactersOfEvent)
    throw new CommandError(`${place}: has more than ${String(mostCharactersOfEvent)} characters`);
  try {
    return { place, properties: propertiesOf(ICAL.parse(text)) };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 120) : 'cannot be read';
    throw new CommandError(`${place}: ${reason}`, { cause: error });
  }
}

/** From jCal (RFC 7265): `[name, properties, components]`, a property being `[name, parameters, type, ...values]`. */
function propertiesOf(component: unknown): ReadonlyMap<string, readonly IcalProperty[]> {
  const found = new Map<string, IcalProperty[]>();
  const properties: unknown = Array.isArray(component) ? component[1] : undefined;
  for (const property of Array.isArray(properties) ? properties : []) {
    if (!Array.isArray(property)) continue;
    const [name, parameters, , ...values] = property as unknown[];
    if (typeof name !== 'string') continue;
    const own = { parameters: parametersOf(parameters), values: values.map(textOf) };
    found.set(name, [...(found.get(name) ?? []), own]);
  }
  return found;
}

function parametersOf(parameters: unknown): ReadonlyMap<string, string> {
  const entries = typeof parameters === 'object' && parameters !== null ? Object.entries(parameters) : [];
  return new Map(entries.flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

/** A value as text; a rule (an object in jCal) as it is written. */
function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([part, of]) => `${part.toUpperCase()}=${part === 'until' ? stampOf(String(of)) : String(of)}`)
    .join(';');
}

/** `2027-01-01T00:00:00Z` as rules write it. */
function stampOf(text: string): string {
  return text.replace(/[-:]/g, '');
}
