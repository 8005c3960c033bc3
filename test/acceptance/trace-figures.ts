/**
 * An independent calculation of what commitments on a recorded trace must come to. Written from "What becomes of them" in
 * docs/measurements.md; shares no code with src.
 */
export interface TraceRow {
  /** UTC ms. */
  at: number;
  bitrate: number | undefined;
  ping: number | undefined;
  loss: number | undefined;
}

/** One column of a trace in order of time: [UTC ms, value]. */
export type TraceSeries = readonly (readonly [at: number, value: number])[];

/** Reads a trace: `Timestamp` is local time of a zone that is on UTC on the day of the recording; `-` is missing. */
export function readTrace(csv: string): TraceRow[] {
  const [header = '', ...lines] = csv.split('\n').filter((line) => line.trim() !== '');
  const names = header.trim().split(',');
  const column = (cells: string[], name: string): number | undefined => {
    const text = cells[names.indexOf(name)] ?? '-';
    return text === '-' ? undefined : Number(text);
  };
  return lines.map((line) => {
    const cells = line.trim().split(',');
    const [day = '', time = ''] = (cells[names.indexOf('Timestamp')] ?? '').split('_');
    const at = Date.parse(`${day.replaceAll('.', '-')}T${time.replaceAll('.', ':')}Z`);
    return {
      at,
      bitrate: column(cells, 'DL_bitrate'),
      ping: column(cells, 'PINGAVG'),
      loss: column(cells, 'PINGLOSS'),
    };
  });
}

/** The series of one column: a second that occurs twice keeps its last value. */
export function seriesOf(rows: readonly TraceRow[], name: 'bitrate' | 'ping' | 'loss'): TraceSeries {
  const last = new Map<number, number>();
  for (const row of rows) {
    const value = row[name];
    if (value !== undefined) last.set(row.at, value);
  }
  return [...last].sort(([left], [right]) => left - right);
}

/** Figures of one window [start, end). */
export interface WindowFigures {
  start: number;
  /** Absent when no sample lies in the window. */
  mean?: number;
  p95?: number;
  /** Share of the covered time with a value under 100, percent. */
  shareUnder100: number;
  /** Covered part of the window, 0 to 1. */
  coverage: number;
}

/** How long a value speaks for when none follows it. */
const holdMs = 5 * 60_000;

/** The windows of a length, on whole multiples of it since 1970, that any value of the series speaks for. */
export function windowsOf(series: TraceSeries, lengthMs: number): WindowFigures[] {
  const first = series[0]?.[0] ?? 0;
  const last = (series.at(-1)?.[0] ?? -Infinity) + holdMs;
  const windows: WindowFigures[] = [];
  for (let start = first - (first % lengthMs); start < last; start += lengthMs) {
    const { up, covered } = spokenFor(series, start, start + lengthMs);
    if (covered === 0) continue;
    const inside = series.filter(([at]) => at >= start && at < start + lengthMs).map(([, value]) => value);
    windows.push({ start, ...level(inside), shareUnder100: (100 * up) / covered, coverage: covered / lengthMs });
  }
  return windows;
}

function level(inside: readonly number[]): Pick<WindowFigures, 'mean' | 'p95'> {
  if (inside.length === 0) return {};
  const ascending = [...inside].sort((left, right) => left - right);
  // The smallest value with at least 95 of 100 at or below it.
  const p95 = ascending.find((_, position) => (position + 1) * 100 >= 95 * inside.length) ?? NaN;
  return { mean: inside.reduce((sum, value) => sum + value, 0) / inside.length, p95 };
}

function spokenFor(series: TraceSeries, from: number, to: number): { up: number; covered: number } {
  let up = 0;
  let covered = 0;
  series.forEach(([at, value], position) => {
    const next = series[position + 1]?.[0] ?? Infinity;
    const spoken = Math.min(next, at + holdMs, to) - Math.max(at, from);
    if (spoken <= 0) return;
    covered += spoken;
    if (value < 100) up += spoken;
  });
  return { up, covered };
}
