import { changeOfCalendar, type CalendarChange } from '../domain/ical-calendar.ts';
import { type TimedEvent, timedEventsOf, zoneOfFile } from '../domain/ical-event.ts';
import { IcalFault, outlineOf, type IcalOutline } from '../domain/icalendar.ts';
import { isJsonObject, textAt, type JsonObject } from '../kernel/json.ts';
import { type Fault, invalidBody, Problem } from '../kernel/problem.ts';
import type { ResourceDefinition } from '../tmf630/resource-definition.ts';
import type { ChangeContext, ResourceService } from '../tmf630/resource-service.ts';
import type { StoredResource } from '../tmf630/resource-store.ts';

/** What taking in files needs. */
export interface IcalendarDeps {
  service: Pick<ResourceService, 'create' | 'change'>;
  /** Of calendars. */
  definition: ResourceDefinition;
  /** Lets others have the processor for a moment. */
  rest: () => Promise<void>;
}

/** Into which calendar a file goes, and how. */
export interface IcalendarAsked {
  id: string;
  /** Its name when it is made; else what the file calls itself, else the id. */
  name?: string;
  /** Zone of a calendar that is made, and of times that name none, or one that is not of the IANA; else that of the file. */
  timeZone?: string;
  /** What a stretch of time is that is no whole days. */
  timed: 'closed' | 'open';
  /** The file is all there is: what other files gave goes. */
  isWhole: boolean;
}

/** What a file came to. */
export interface IcalendarTaken {
  calendar: StoredResource;
  isNew: boolean;
  events: number;
  /** Events that are older than what the calendar has of them. */
  older: number;
  /** Names of the components that are no events, each once. */
  passedOver: string[];
}

/**
 * Takes the text of an iCalendar file into a calendar, all of it or nothing: days become holidays, times exceptions. The same file
 * again changes nothing. Problem `invalid` naming line, component and property at fault; what creating and changing throws.
 */
export type ImportIcalendar = (text: string, asked: IcalendarAsked, context: ChangeContext) => Promise<IcalendarTaken>;

const eventsBetweenRests = 50;

/** Makes the import. */
export function createIcalendarImport({ service, definition, rest }: IcalendarDeps): ImportIcalendar {
  return async (text, asked, context) => {
    const { outline, events } = await readFile(text, asked, rest);
    const told = { events: events.length, passedOver: [...new Set(outline.others)] };
    let change: CalendarChange | undefined;
    const changed = (before: JsonObject): JsonObject => {
      change = refusing(() => changeOfCalendar(before, events, asked));
      const { holiday, exception, isChanged } = change;
      return isChanged ? { ...before, holiday, exception } : before;
    };
    const write = (isNew: boolean): Promise<StoredResource> =>
      isNew
        ? service.create(definition, changed({ id: asked.id, ...madeBy(asked, outline) }), context)
        : service.change(definition, asked.id, changed, context);
    try {
      const { calendar, isNew } = await written(write, context);
      return { calendar, isNew, ...told, older: change?.older ?? 0 };
    } catch (error) {
      throw inWordsOfFile(error, events, change);
    }
  };
}

async function readFile(
  text: string,
  { timeZone }: IcalendarAsked,
  rest: IcalendarDeps['rest'],
): Promise<{ outline: IcalOutline; events: TimedEvent[] }> {
  const outline = refusing(() => outlineOf(text));
  const reading = timedEventsOf(outline, timeZone);
  const events: TimedEvent[] = [];
  for (;;) {
    const next = refusing(() => reading.next());
    if (next.done === true) return { outline, events };
    events.push(next.value);
    if (events.length % eventsBetweenRests === 0) await rest();
  }
}

function madeBy({ id, name, timeZone }: IcalendarAsked, outline: IcalOutline): JsonObject {
  const zone = zoneOfFile(outline, timeZone);
  return { name: name ?? outline.name ?? id, ...(zone === undefined ? {} : { timeZone: zone }) };
}

/** Changes the calendar, or makes it where there is none; whichever of two is first. */
async function written(
  write: (isNew: boolean) => Promise<StoredResource>,
  { precondition }: ChangeContext,
): Promise<{ calendar: StoredResource; isNew: boolean }> {
  try {
    return { calendar: await write(false), isNew: false };
  } catch (error) {
    // What is to be as it was has to be there.
    if (!isOfKind(error, 'notFound') || precondition !== undefined) throw error;
  }
  try {
    return { calendar: await write(true), isNew: true };
  } catch (error) {
    if (!isOfKind(error, 'conflict')) throw error;
    return { calendar: await write(false), isNew: false };
  }
}

function isOfKind(error: unknown, kind: Problem['kind']): boolean {
  return error instanceof Problem && error.kind === kind;
}

/** What a step gives; a fault of the file as Problem. */
function refusing<Given>(step: () => Given): Given {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof IcalFault)) throw error;
    const reason = error.isOfZone ? `${error.message}: say timeZone` : error.message;
    throw invalidBody([{ path: '', reason }]);
  }
}

/** A refusal of the calendar's own rules, in the words of who wrote the file: by event and property, not by place in the calendar. */
function inWordsOfFile(error: unknown, events: readonly TimedEvent[], change: CalendarChange | undefined): unknown {
  if (!(error instanceof Problem) || error.kind !== 'invalid' || change === undefined) return error;
  const faults = error.faults.map((fault) => faultInFile(fault, events, change));
  return faults.some(({ path }, at) => path !== error.faults[at]?.path) ? invalidBody(faults) : error;
}

const properties: Readonly<Record<string, string>> = {
  ...{ date: 'DTSTART', startDateTime: 'DTSTART', endDateTime: 'DTEND' },
  ...{ recurrence: 'RRULE', name: 'SUMMARY', uid: 'UID', sequence: 'SEQUENCE' },
};

function faultInFile({ path, reason }: Fault, events: readonly TimedEvent[], change: CalendarChange): Fault {
  const [, list, at = '', member = ''] = /^(holiday|exception)\[(\d+)\]\.?(.*)$/s.exec(path) ?? [];
  if (list !== 'holiday' && list !== 'exception') return { path, reason };
  const entry = change[list][Number(at)];
  const uid = isJsonObject(entry) ? textAt(entry, 'uid') : undefined;
  const event = events.find((each) => each.uid === uid);
  return event === undefined ? { path, reason } : { path: `${event.place}: ${properties[member] ?? member}`, reason };
}
