import type { Series } from '../../domain/measurement.ts';
import type { Environment } from './environment.ts';
import { keyText } from './key-text.ts';
import { lastPart } from './index-scan.ts';

/** Gives each series a number, so that the keys of its samples and buckets are short. */
export interface SeriesRegistry {
  /** The series' number, undefined when it has no measurements. */
  find(series: Series): number | undefined;
  /** The series' number, given now when it has none; inside a transaction. */
  ensure(series: Series): number;
  /** The series a number was given to. */
  named(number: number): Series;
  /** Subjects of an indicator behind `after`, in code-point order. */
  subjects(indicator: string, limit: number, after?: string): string[];
}

/** Numbers remembered in memory; beyond, they are looked up. */
const remembered = 20_000;

/** Tables: [indicator, subject] -> [number, indicator, subject] as JSON, and number -> [indicator, subject]. */
export function openSeriesRegistry(environment: Environment): SeriesRegistry {
  const numbers = environment.table('series.numbers');
  const names = environment.table('series.names');
  const recent = new Map<string, number>();
  const remember = (name: string, number: number): number => {
    environment.whenStored(() => {
      if (recent.size >= remembered) recent.clear();
      recent.set(name, number);
    });
    return number;
  };
  const find = (series: Series): number | undefined => {
    const name = JSON.stringify([series.indicator, series.subject]);
    const known = recent.get(name);
    if (known !== undefined) return known;
    const text = numbers.get(keyOf(series));
    return text === undefined ? undefined : remember(name, parseEntry(text)[0]);
  };
  const ensure = (series: Series): number => {
    const known = find(series);
    if (known !== undefined) return known;
    const [last] = names.keys({ reverse: true, limit: 1 });
    const number = typeof last === 'number' ? last + 1 : 1;
    numbers.put(keyOf(series), JSON.stringify([number, series.indicator, series.subject]));
    names.put(number, JSON.stringify([series.indicator, series.subject]));
    return number;
  };
  return {
    find,
    ensure,
    named: (number) => parseName(names.get(number) ?? '["",""]'),
    subjects: (indicator, limit, after) => {
      const base = keyText(indicator);
      const start = after === undefined ? [base] : [base, keyText(after)];
      const range = { start, end: [base, lastPart], limit, exclusiveStart: after !== undefined };
      return numbers.entries(range).map(({ value }) => parseEntry(value)[2]);
    },
  };
}

function keyOf(series: Series): [string, string] {
  return [keyText(series.indicator), keyText(series.subject)];
}

function parseEntry(text: string): [number, string, string] {
  return JSON.parse(text) as [number, string, string];
}

function parseName(text: string): Series {
  const [indicator, subject] = JSON.parse(text) as [string, string];
  return { indicator, subject };
}
