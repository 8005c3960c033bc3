import { isJsonObject, textAt, type JsonObject, type JsonValue } from '../kernel/json.ts';
import { fixedLengthMs, parseDuration } from './duration.ts';

/** What a contract says about the hours of a promise and about maintenance; ids of calendars. */
export interface ContractTime {
  /** Service hours: the union of these; none: round the clock. */
  calendars: readonly string[];
  treatment: 'exclude' | 'countAsUp' | 'none';
  minNoticeMs?: number;
  maxPerPeriodMs?: number;
  /** Only the part of a window inside these is excluded; absent: all of it. */
  allowedHours?: readonly string[];
}

/**
 * The hours and the maintenance rules of a promise: what the first of its texts says (rule, objective, agreement), each
 * attribute for itself, or the reasons why they cannot be read. Pure. Source: docs/evaluation.md.
 */
export function readContractTime(texts: readonly JsonObject[]): ContractTime | { reasons: string[] } {
  const reasons: string[] = [];
  const calendars = calendarIds(firstSaid(texts, 'calendar'), 'calendar', reasons) ?? [];
  const maintenance = firstSaid(texts, 'maintenance');
  const time = { calendars, ...maintenanceOf(isJsonObject(maintenance) ? maintenance : undefined, reasons) };
  return reasons.length > 0 ? { reasons } : time;
}

/** A text of a promise, and where it stands in what was asked: `rule`. */
export interface PlacedText {
  path: string;
  text: JsonObject;
}

/**
 * The calendars that {@link readContractTime} takes, each with the path of its reference: `rule.calendar[1]`,
 * `sla.maintenance.allowedHours`. Pure.
 */
export function calendarPlaces(texts: readonly PlacedText[]): { path: string; id: string }[] {
  const hours = firstPlace(texts, 'calendar');
  const maintenance = firstPlace(texts, 'maintenance');
  const rules = isJsonObject(maintenance?.value) ? maintenance.value : {};
  return [
    ...(hours === undefined ? [] : referencesAt(hours.path, hours.value)),
    ...(maintenance === undefined ? [] : referencesAt(`${maintenance.path}.allowedHours`, rules.allowedHours)),
  ];
}

/** Where the text stands that says what a reason of {@link readContractTime} is about: `sla.maintenance.minNotice`. */
export function placeOfReason(texts: readonly PlacedText[], reason: string): { path: string; reason: string } {
  const [place = '', ...rest] = reason.split(': ');
  const name = place.split('.')[0] ?? place;
  const holder = texts.find(({ text }) => (text[name] ?? undefined) !== undefined);
  return { path: holder === undefined ? place : `${holder.path}.${place}`, reason: rest.join(': ') };
}

function firstPlace(texts: readonly PlacedText[], name: string): { path: string; value: JsonValue } | undefined {
  const holder = texts.find(({ text }) => (text[name] ?? undefined) !== undefined);
  return holder && { path: `${holder.path}.${name}`, value: holder.text[name] ?? null };
}

function referencesAt(path: string, value: JsonValue | undefined): { path: string; id: string }[] {
  const placed = Array.isArray(value)
    ? value.map((each, at) => ({ path: `${path}[${String(at)}]`, value: each }))
    : [{ path, value }];
  return placed.flatMap((each) =>
    (calendarIds(each.value, each.path, []) ?? []).map((id) => ({ path: each.path, id })),
  );
}

/** Ids of all calendars that a contract names for its hours or its maintenance, each once. */
export function calendarsNamed({ calendars, allowedHours = [] }: ContractTime): string[] {
  return [...new Set([...calendars, ...allowedHours])];
}

function maintenanceOf(rules: JsonObject | undefined, reasons: string[]): Omit<ContractTime, 'calendars'> {
  if (rules === undefined) return { treatment: 'none' };
  const minNoticeMs = lengthAt(rules, 'minNotice', reasons);
  const maxPerPeriodMs = lengthAt(rules, 'maxPerPeriod', reasons);
  const allowedHours = calendarIds(rules.allowedHours, 'maintenance.allowedHours', reasons);
  return {
    treatment: treatmentOf(textAt(rules, 'treatment') ?? 'exclude', reasons),
    ...(minNoticeMs === undefined ? {} : { minNoticeMs }),
    ...(maxPerPeriodMs === undefined ? {} : { maxPerPeriodMs }),
    ...(allowedHours === undefined ? {} : { allowedHours }),
  };
}

function treatmentOf(text: string, reasons: string[]): ContractTime['treatment'] {
  if (text === 'exclude' || text === 'countAsUp' || text === 'none') return text;
  reasons.push('maintenance.treatment: must be exclude, countAsUp or none');
  return 'none';
}

function lengthAt(rules: JsonObject, name: string, reasons: string[]): number | undefined {
  const text = textAt(rules, name);
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  const lengthMs = duration && fixedLengthMs(duration);
  if (lengthMs === undefined)
    reasons.push(`maintenance.${name}: must be an ISO 8601 duration without months and years`);
  return lengthMs;
}

/** Ids of one reference or several; undefined when nothing is said. */
function calendarIds(value: JsonValue | undefined, path: string, reasons: string[]): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? value : [value]).flatMap((reference) => {
    const id = isJsonObject(reference)
      ? (textAt(reference, 'id') ?? lastSegment(textAt(reference, 'href')))
      : undefined;
    if (id === undefined) reasons.push(`${path}: a reference without id`);
    return id ?? [];
  });
}

function lastSegment(href: string | undefined): string | undefined {
  return href
    ?.replace(/[?#].*$/su, '')
    .replace(/\/+$/u, '')
    .split('/')
    .at(-1);
}

function firstSaid(texts: readonly JsonObject[], name: string): JsonValue | undefined {
  return texts.map((text) => text[name] ?? undefined).find((value) => value !== undefined);
}

/** The rule of an agreement by its id, as commitments name it: its own, or that of its place (`r1`). */
export function ruleOf(sla: JsonObject, ruleId: string): JsonObject | undefined {
  const rules = Array.isArray(sla.rule) ? sla.rule.filter(isJsonObject) : [];
  return rules.find((rule, at) => (textAt(rule, 'id') ?? `r${String(at + 1)}`) === ruleId);
}
