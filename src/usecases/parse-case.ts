import type { CaseSample, Pause } from '../domain/measurement.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../kernel/json.ts';
import {
  anyInstant,
  has,
  instant,
  MeasurementFault,
  optionalText,
  refuse,
  requiredText,
  sourceOf,
} from './measurement-fields.ts';

const mostPauses = 1000;

/**
 * Reads a case: an order, ticket, call or appointment (`case` names it, from `startDateTime`) with any of the instants
 * `promisedDateTime`, `agreedDateTime`, `completedDateTime`, `cancelledDateTime`, `answeredDateTime`, `abandonedDateTime`,
 * none of them before the start; `cancelledBy`, `pause` and `excluded`. What has been promised may lie ahead; the others
 * have come. Throws a MeasurementFault.
 */
export function caseSample(body: JsonObject, now: number): CaseSample {
  const start = instant(body, 'startDateTime', now);
  if (has(body, 'endDateTime')) refuse('endDateTime', 'does not go with case: it has completedDateTime');
  const happened = (name: string): number | undefined =>
    has(body, name) ? notBefore(start, instant(body, name, now), name) : undefined;
  const planned = (name: string): number | undefined =>
    has(body, name) ? notBefore(start, anyInstant(body, name), name) : undefined;
  return {
    kind: 'case',
    start,
    case: requiredText(body, 'case'),
    ...said({
      promised: planned('promisedDateTime'),
      agreed: planned('agreedDateTime'),
      completed: happened('completedDateTime'),
      cancelled: happened('cancelledDateTime'),
      cancelledBy: cancelledBy(body),
      pauses: pausesOf(body, now),
      answered: happened('answeredDateTime'),
      abandoned: happened('abandonedDateTime'),
      excluded: excludedOf(body),
    }),
    ...sourceOf(body),
  };
}

type Loose = { [name in keyof CaseSample]?: CaseSample[name] | undefined };

function said(loose: Loose): Partial<CaseSample> {
  return Object.fromEntries(Object.entries(loose).filter(([, value]) => value !== undefined));
}

function notBefore(start: number, at: number, name: string): number {
  return at < start ? refuse(name, 'must not be earlier than startDateTime') : at;
}

function cancelledBy(body: JsonObject): CaseSample['cancelledBy'] {
  const by = optionalText(body, 'cancelledBy');
  if (by === undefined) return has(body, 'cancelledDateTime') ? refuse('cancelledBy', 'required') : undefined;
  return by === 'customer' || by === 'provider' ? by : refuse('cancelledBy', 'must be customer or provider');
}

function excludedOf(body: JsonObject): true | undefined {
  if (!has(body, 'excluded')) return undefined;
  const { excluded } = body;
  if (typeof excluded !== 'boolean') return refuse('excluded', 'must be true or false');
  return excluded ? true : undefined;
}

/** Pauses in order of start. */
function pausesOf(body: JsonObject, now: number): Pause[] | undefined {
  if (!has(body, 'pause')) return undefined;
  const { pause } = body;
  if (!Array.isArray(pause)) return refuse('pause', 'must be an array');
  if (pause.length > mostPauses) return refuse('pause', `holds more than ${String(mostPauses)}`);
  if (pause.length === 0) return undefined;
  return pause.map((each, index) => pauseOf(each, `pause[${String(index)}]`, now)).sort(byStart);
}

function byStart(left: Pause, right: Pause): number {
  return left.start - right.start || (left.end ?? Infinity) - (right.end ?? Infinity);
}

function pauseOf(value: JsonValue, path: string, now: number): Pause {
  if (!isJsonObject(value)) return refuse(path, 'must be an object');
  try {
    const start = instant(value, 'startDateTime', now);
    if (!has(value, 'endDateTime')) return { start };
    const end = instant(value, 'endDateTime', now);
    return end > start ? { start, end } : refuse('endDateTime', 'must be later than startDateTime');
  } catch (error) {
    if (error instanceof MeasurementFault) refuse(`${path}.${error.fault.path}`, error.fault.reason);
    throw error;
  }
}
