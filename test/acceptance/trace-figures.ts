/**
 * An independent calculation of what commitments on a recorded trace must come to. Written from the definitions in
 * docs/measurements.md alone; shares no code with src.
 */
export interface TraceRow {
  /** UTC ms. */
  at: number;
  bitrate: number | undefined;
  ping: number | undefined;
  loss: number | undefined;
}

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
    return { at, bitrate: column(cells, 'DL_bitrate'), ping: column(cells, 'PINGAVG'), loss: column(cells, 'PINGLOSS') };
  });
}

/** The series of one column: a second that occurs twice keeps its last value. In order of time. */
export function seriesOf(rows: readonly TraceRow[], name: 'bitrate' | 'ping' | 'loss'): [at: number, value: number][] {
  const last = new Map<number, number>();
  for (const row of rows) {
    const value = row[name];
    if (value !== undefined) last.set(row.at, value);
  }
  return [...last].sort(([left], [right]) => left - right);
}

/** Figures of one window [start, end); undefined without samples in it. */
export interface WindowFigures {
  start: number;
  mean?: number;
  p95?: number;
  /** Share of the covered time with loss under 100, percent. */
  shareUnder100?: number;
  coveredMs: number;
}

/** How long a value speaks for when none follows it. */
const holdMs = 5 * 60_000;

/** The windows of a length that hold at least one sample of the series. */
export function windowsOf(series: readonly [number, number][], lengthMs: number): WindowFigures[] {
  const first = series[0]?.[0] ?? 0;
  const last = series.at(-1)?.[0] ?? -1;
  const windows: WindowFigures[] = [];
  for (let start = first - (first % lengthMs); start <= last; start += lengthMs) {
    const inside = series.filter(([at]) => at >= start && at < start + lengthMs).map(([, value]) => value);
    if (inside.length === 0) continue;
    const ascending = [...inside].sort((left, right) => left - right);
    const { up, covered } = held(series, start, start + lengthMs);
    windows.push({
      start,
      mean: inside.reduce((sum, value) => sum + value, 0) / inside.length,
      p95: ascending[Math.ceil(inside.length * 0.95) - 1] ?? NaN,
      shareUnder100: (100 * up) / covered,
      coveredMs: covered,
    });
  }
  return windows;
}

function held(series: readonly [number, number][], from: number, to: number): { up: number; covered: number } {
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
