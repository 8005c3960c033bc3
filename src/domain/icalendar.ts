import ICAL from 'ical.js';

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

/** What a file holds, its events not yet read. */
export interface IcalOutline {
  /** Reads one event after the other. */
  events: () => Generator<IcalEvent>;
  /** Names of the components that are no events, such as VTODO, in order. */
  others: string[];
  /** METHOD:CANCEL: everything in it is called off. */
  isCancellation: boolean;
  /** X-WR-CALNAME. */
  name?: string;
  /** X-WR-TIMEZONE: the zone of times that name none. */
  timeZone?: string;
}

/** A file that cannot be taken in: the message names line, component and property at fault. */
export class IcalFault extends Error {
  /** It helps to say in which zone times are that name none, or one that is not of the IANA. */
  readonly isOfZone: boolean;

  constructor(message: string, { isOfZone = false, cause }: { isOfZone?: boolean; cause?: unknown } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'IcalFault';
    this.isOfZone = isOfZone;
  }
}

/** Largest file, bytes. */
export const mostIcalBytes = 4 * 1_048_576;
const mostEvents = 2000;
const mostLinesOfEvent = 2000;
/** Of a file: what is made of breaks between lines alone, or of components that are no events, is given up early. */
const mostLines = 250_000;
const mostComponents = 10_000;
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
 * An iCalendar file taken apart into components, its events read one by one when they are asked for, so that others may have the
 * processor in between. Throws an IcalFault that names the line and the component of the first fault: what is not nested as it should be,
 * what is too large, a line that is none. Nothing of it is taken at its word: values are texts. The only file that knows ical.js.
 * Source: RFC 5545.
 */
export function outlineOf(text: string): IcalOutline {
  const { blocks, own } = scan(text);
  const events = blocks.filter(({ name }) => name === 'VEVENT');
  if (events.length > mostEvents) throw new IcalFault(`more than ${String(mostEvents)} events`);
  const [name, timeZone] = [ownText(own, 'X-WR-CALNAME'), ownText(own, 'X-WR-TIMEZONE')];
  return {
    events: function* () {
      for (const [at, block] of events.entries()) yield eventOf(block, at + 1);
    },
    others: blocks.map((block) => block.name).filter((each) => each !== 'VEVENT' && each !== 'VTIMEZONE'),
    isCancellation: own.some((line) => /^METHOD:\s*CANCEL\s*$/i.test(line)),
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** The text of a property of the calendar itself; undefined where it has none. Only for names of letters and hyphens. */
function ownText(own: readonly string[], name: string): string | undefined {
  const line = own.find((each) => new RegExp(`^${name}[;:]`, 'i').test(each));
  const text = line?.replace(/^[^:]*:/, '').trim();
  return text === '' ? undefined : text?.replace(/\\n/gi, ' ').replace(/\\(.)/g, '$1');
}

/** Takes the file apart into components, by line, before anything in it is read. */
function scan(text: string): Scanned {
  const scanned: Scanned = { blocks: [], own: [] };
  const open: string[] = [];
  let number = 0;
  for (const line of linesOf(text.replace(/^\uFEFF/, ''))) {
    number += 1;
    if (number > mostLines) throw new IcalFault(`more than ${String(mostLines)} lines`);
    if (line.trim() !== '') takeLine({ scanned, open }, line, number);
  }
  if (open.length > 0) throw new IcalFault(`the file ends within ${open.at(-1) ?? ''}`);
  if (scanned.own.length === 0) throw new IcalFault('no iCalendar file: it has no BEGIN:VCALENDAR');
  return scanned;
}

function* linesOf(text: string): Generator<string> {
  const lineBreak = /\r\n|\n|\r/g;
  let from = 0;
  for (let found = lineBreak.exec(text); found !== null; found = lineBreak.exec(text)) {
    yield text.slice(from, found.index);
    from = lineBreak.lastIndex;
  }
  yield text.slice(from);
}

interface Scan {
  scanned: Scanned;
  /** Names of the components that have begun and not ended. */
  open: string[];
}

function takeLine(scan: Scan, line: string, number: number): void {
  const { open } = scan;
  const { kind, name } = edgeIn(line);
  const fault = (reason: string): IcalFault => new IcalFault(`line ${String(number)}: ${reason}`);
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

function keep({ scanned, open }: Scan, line: string, fault: (reason: string) => IcalFault): void {
  const block = open.length > 1 ? scanned.blocks.at(-1) : undefined;
  const { lines, name } = block ?? { lines: scanned.own, name: 'VCALENDAR' };
  lines.push(line);
  if (lines.length > mostLinesOfEvent) throw fault(`${name} has more than ${String(mostLinesOfEvent)} lines`);
}

function begin({ scanned, open }: Scan, block: Block, fault: (reason: string) => IcalFault): void {
  if (open.length >= deepest) throw fault(`components lie more than ${String(deepest)} deep`);
  if ((block.name === 'VCALENDAR') !== (open.length === 0)) throw fault(`BEGIN:${block.name} has no place here`);
  if (open.length === 1 && scanned.blocks.length >= mostComponents)
    throw fault(`more than ${String(mostComponents)} components`);
  if (open.length === 1) scanned.blocks.push(block);
  open.push(block.name);
}

function eventOf({ line, lines }: Block, number: number): IcalEvent {
  const place = `line ${String(line)}, VEVENT ${String(number)}`;
  const text = lines.join('\r\n');
  if (text.length > mostCharactersOfEvent)
    throw new IcalFault(`${place}: has more than ${String(mostCharactersOfEvent)} characters`);
  try {
    return { place, properties: propertiesOf(ICAL.parse(text)) };
  } catch (error) {
    if (error instanceof IcalFault) throw error;
    const reason = error instanceof Error ? error.message.slice(0, 120) : 'cannot be read';
    throw new IcalFault(`${place}: ${reason}`, { cause: error });
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
