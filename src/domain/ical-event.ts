import { fixedLengthMs, dayMs, parseDuration } from './duration.ts';
import { instantOfWall, isZone, wallClock } from './zone.ts';
import { parseInstant } from '../kernel/instant.ts';
import { type IcalEvent, IcalFault, type IcalOutline, type IcalProperty } from './icalendar.ts';

/** An event with its times. Readings of wall clocks are given as the UTC ms of the same reading. */
export interface TimedEvent {
  place: string;
  uid: string;
  sequence: number;
  name?: string;
  isCancelled: boolean;
  isAllDay: boolean;
  /** The zone of its wall clock. */
  timeZone: string;
  start: number;
  /** Exclusive; of days the day after the last one. */
  end: number;
  /** RRULE, as it is written. */
  rule?: string;
  /** Starts at which it does not take place, UTC ms. */
  skipped: number[];
  /** RECURRENCE-ID: the start, by the rule, of the one time that this event is about; UTC ms. */
  instead?: number;
}

/**
 * An event with its times on the wall clock of its zone; `timeZone` for times that name none, or one that is not of the IANA.
 * Throws an IcalFault naming the event and the property at fault.
 */
export function timedEvent(event: IcalEvent, timeZone: string | undefined): TimedEvent {
  refuseUnknown(event);
  const fault = faultOf(event);
  const started = one(event, 'dtstart') ?? fault('DTSTART', 'is missing');
  const start = readTime({ property: started, name: 'DTSTART', fault, timeZone });
  const end = endOf(event, start, timeZone);
  if (end <= start.wall) fault('DTEND', 'is not after DTSTART');
  const startOf = (property: IcalProperty, name: string): number => {
    const { zone, wall } = readTime({ property, name, fault, timeZone });
    return instantOfWall(zone, wall, 'start');
  };
  const instead = one(event, 'recurrence-id');
  return {
    ...identityOf(event),
    ...{ isAllDay: start.isDay, timeZone: start.zone, start: start.wall, end },
    ...optional('rule', textAt(event, 'rrule')),
    skipped: (event.properties.get('exdate') ?? []).flatMap(({ parameters, values }) =>
      values.map((value) => startOf({ parameters, values: [value] }, 'EXDATE')),
    ),
    ...(instead === undefined ? {} : { instead: startOf(instead, 'RECURRENCE-ID') }),
  };
}

/** The zone of times of a file that name none: the one said, else its own. */
export function zoneOfFile({ timeZone }: Pick<IcalOutline, 'timeZone'>, said: string | undefined): string | undefined {
  return said ?? (timeZone !== undefined && isZone(timeZone) ? timeZone : undefined);
}

/** The events of a file with their times, one after the other; all of them called off where the file is. Throws as {@link timedEvent}. */
export function* timedEventsOf(outline: IcalOutline, timeZone: string | undefined): Generator<TimedEvent> {
  const zone = zoneOfFile(outline, timeZone);
  for (const each of outline.events()) {
    const event = timedEvent(each, zone);
    yield { ...event, isCancelled: event.isCancelled || outline.isCancellation };
  }
}

function identityOf(event: IcalEvent): Pick<TimedEvent, 'place' | 'uid' | 'sequence' | 'name' | 'isCancelled'> {
  const fault = faultOf(event);
  const uid = textAt(event, 'uid') ?? fault('UID', 'is missing: without it a second import would make it twice');
  if (uid === '' || uid.length > 255) fault('UID', 'must have 1 to 255 characters');
  const isCancelled = textAt(event, 'status')?.toUpperCase() === 'CANCELLED';
  const name = optional('name', textAt(event, 'summary')?.trim().slice(0, 255));
  return { place: event.place, uid, sequence: sequenceOf(event), ...name, isCancelled };
}

function optional<Name extends string>(name: Name, text: string | undefined): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {};
  if (text !== undefined && text !== '') found[name] = text;
  return found;
}

/** Ends the import with the place and the property at fault. */
export function faultOf({ place }: { place: string }): FaultIn {
  return (property, reason, more) => {
    throw new IcalFault(`${place}: ${property} ${reason}`, more);
  };
}

type FaultIn = (property: string, reason: string, more?: { isOfZone: boolean }) => never;

/** What is left out would be left out silently. */
function refuseUnknown(event: IcalEvent): void {
  const fault = faultOf(event);
  if (event.properties.has('rdate')) fault('RDATE', 'is not supported: make these times events of their own');
  if (event.properties.has('exrule')) fault('EXRULE', 'is not supported: use EXDATE');
  const range = one(event, 'recurrence-id')?.parameters.get('range');
  if (range !== undefined) fault('RECURRENCE-ID', 'with RANGE is not supported: end the series and begin another');
  for (const name of ['uid', 'dtstart', 'dtend', 'duration', 'rrule', 'sequence', 'status', 'recurrence-id'])
    if ((event.properties.get(name) ?? []).length > 1) fault(name.toUpperCase(), 'is there twice');
}

function one({ properties }: IcalEvent, name: string): IcalProperty | undefined {
  return properties.get(name)?.[0];
}

function textAt(event: IcalEvent, name: string): string | undefined {
  return one(event, name)?.values[0];
}

function sequenceOf(event: IcalEvent): number {
  const sequence = Number(textAt(event, 'sequence') ?? '0');
  return Number.isSafeInteger(sequence) && sequence >= 0 ? sequence : faultOf(event)('SEQUENCE', 'is no number');
}

interface ReadTime {
  wall: number;
  zone: string;
  isDay: boolean;
}

interface TimeText {
  property: IcalProperty;
  name: string;
  fault: FaultIn;
  timeZone: string | undefined;
}

function readTime({ property: { parameters, values }, name, fault, timeZone }: TimeText): ReadTime {
  const text = values[0] ?? '';
  const [, date, time, zulu] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2})(Z)?)?$/.exec(text) ?? [];
  const isDay = time === undefined;
  const wall = date === undefined ? undefined : parseInstant(`${date}T${time ?? '00:00:00'}Z`);
  if (wall === undefined) return fault(name, `cannot be read: ${text.slice(0, 40)}`);
  const named = zulu === undefined ? parameters.get('tzid')?.replace(/^\//, '') : 'UTC';
  return { wall, isDay, zone: zoneOf({ named, timeZone, isDay }) ?? fault(name, zoneFault(named), { isOfZone: true }) };
}

function zoneOf(zone: { named: string | undefined; timeZone: string | undefined; isDay: boolean }): string | undefined {
  const { named, timeZone, isDay } = zone;
  if (named !== undefined && isZone(named)) return named;
  return timeZone ?? (isDay ? 'UTC' : undefined);
}

function zoneFault(named: string | undefined): string {
  return named === undefined ? 'names no zone' : `is in a zone that is not known here, "${named.slice(0, 64)}"`;
}

/** A reading on the clock of another zone. */
function inZone({ wall, zone, isDay }: ReadTime, other: string): number {
  return isDay || zone === other ? wall : wallClock(other, instantOfWall(zone, wall, 'start'));
}

function endOf(event: IcalEvent, start: ReadTime, timeZone: string | undefined): number {
  const fault = faultOf(event);
  const [ended, text] = [one(event, 'dtend'), textAt(event, 'duration')];
  if (ended !== undefined && text !== undefined) fault('DURATION', 'and DTEND are both there');
  if (text !== undefined) return start.wall + lengthOf(text, start.isDay, fault);
  if (ended === undefined) return start.isDay ? start.wall + dayMs : fault('DTEND', 'is missing');
  const end = readTime({ property: ended, name: 'DTEND', fault, timeZone });
  if (end.isDay !== start.isDay) fault('DTEND', 'must be a day where DTSTART is one, and only there');
  return inZone(end, start.zone);
}

function lengthOf(text: string, isDay: boolean, fault: FaultIn): number {
  const duration = parseDuration(text);
  const lengthMs = (duration && fixedLengthMs(duration)) ?? 0;
  if (lengthMs <= 0) fault('DURATION', `cannot be read: ${text.slice(0, 40)}`);
  if (isDay && lengthMs % dayMs !== 0) fault('DURATION', 'must be days where DTSTART is a day');
  return lengthMs;
}
