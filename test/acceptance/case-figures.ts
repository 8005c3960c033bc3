/**
 * An independent calculation of what promises about recorded orders and incidents must come to. Written from section 4 of
 * docs/evaluation.md; shares no code with src.
 */
export interface MonthFigure {
  /** `2017-03`. */
  month: string;
  value: number;
  cases: number;
}

/** Rows of a plain CSV file by the names of its columns. */
export function rowsOf(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.split('\n').filter((line) => line.trim() !== '');
  const names = header.trim().split(',');
  return lines.map((line) =>
    Object.fromEntries(
      line
        .trim()
        .split(',')
        .map((cell, index) => [names[index] ?? '', cell]),
    ),
  );
}

/** Percent on time by the month (UTC) of the promise: cancelled orders are left out, those never delivered are late. */
export function onTimeByMonth(orders: readonly Record<string, string>[]): MonthFigure[] {
  const months = new Map<string, { good: number; all: number }>();
  for (const { status, promisedAt = '', deliveredAt = '' } of orders) {
    if (status === 'canceled') continue;
    const month = months.get(promisedAt.slice(0, 7)) ?? { good: 0, all: 0 };
    month.all += 1;
    if (deliveredAt !== '' && Date.parse(deliveredAt) <= Date.parse(promisedAt)) month.good += 1;
    months.set(promisedAt.slice(0, 7), month);
  }
  return inOrder([...months].map(([month, { good, all }]) => ({ month, value: (100 * good) / all, cases: all })));
}

/** Which minutes count: `always`, or weekdays from 08:00 to 16:00 UTC. */
export type Hours = 'always' | 'business';

/** What the time to restore is worked out from. */
export interface RestoreInput {
  incidents: readonly Record<string, string>[];
  states: readonly Record<string, string>[];
  priority: string;
  pausedState: string | undefined;
  hours: Hours;
}

/** Mean hours to restore by the month (UTC) of the resolution. Incidents resolved before they were opened are refused. */
export function restoreByMonth(input: RestoreInput): MonthFigure[] {
  const months = new Map<string, number[]>();
  for (const { number = '', priority, openedAt = '', resolvedAt = '' } of input.incidents) {
    if (priority !== input.priority || resolvedAt === '' || resolvedAt < openedAt) continue;
    const changes = input.states.filter((state) => state['number'] === number);
    const length = restoreMs({ from: Date.parse(openedAt), to: Date.parse(resolvedAt), changes }, input);
    const month = resolvedAt.slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), length]);
  }
  return inOrder(
    [...months].map(([month, lengths]) => ({
      month,
      value: lengths.reduce((sum, length) => sum + length, 0) / lengths.length / 3_600_000,
      cases: lengths.length,
    })),
  );
}

interface Incident {
  from: number;
  to: number;
  changes: readonly Record<string, string>[];
}

/** Goes from one change of state or of hours to the next. */
function restoreMs({ from, to, changes }: Incident, { pausedState, hours }: RestoreInput): number {
  const timed = changes.map(({ at = '', state }) => ({ at: Date.parse(at), state }));
  const borders = new Set([from, to, ...timed.map(({ at }) => at)]);
  if (hours === 'business')
    for (let hour = Math.ceil(from / 3_600_000) * 3_600_000; hour < to; hour += 3_600_000) borders.add(hour);
  const ordered = [...borders].filter((at) => at >= from && at <= to).sort((left, right) => left - right);
  let total = 0;
  ordered.slice(0, -1).forEach((at, index) => {
    const latest = timed.reduce<{ at: number; state: string | undefined }>(
      (last, change) => (change.at <= at && change.at >= last.at ? change : last),
      { at: -Infinity, state: undefined },
    );
    if (pausedState !== undefined && latest.state === pausedState) return;
    const clock = new Date(at);
    const isWeekday = clock.getUTCDay() >= 1 && clock.getUTCDay() <= 5;
    const isOpen = isWeekday && clock.getUTCHours() >= 8 && clock.getUTCHours() < 16;
    if (hours === 'always' || isOpen) total += (ordered[index + 1] ?? at) - at;
  });
  return total;
}

function inOrder(figures: MonthFigure[]): MonthFigure[] {
  return figures.sort((left, right) => (left.month < right.month ? -1 : 1));
}
