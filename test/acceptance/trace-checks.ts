import { seriesOf, type TraceRow, type WindowFigures, windowsOf } from './trace-figures.ts';
import { getAll, type TracePromise, tracePromises } from './trace-service.ts';

/** An assessment as the API tells it. */
export interface Told {
  start: number;
  attained: number | undefined;
  coverage: number;
  result: unknown;
  startDateTime: string;
}

/** The assessments of one rule in order of period. */
export async function assessmentsOf(url: string, slaId: string, ruleId: string): Promise<Told[]> {
  const all = await getAll(`${url}/assurance/v1/assessment?sla.id=${slaId}`);
  const told = all
    .filter((each) => (each['rule'] as { id: string }).id === ruleId)
    .map(({ period, attained, figures, result }) => {
      const { startDateTime } = period as { startDateTime: string };
      return {
        ...{ start: Date.parse(startDateTime), startDateTime, result },
        attained: attained === undefined ? undefined : Number(attained),
        coverage: (figures as { coverage: number }).coverage,
      };
    });
  return told.sort((left, right) => left.start - right.start);
}

/** Where the assessments of a promise differ from the independent calculation by more than 1e-9; empty: nowhere. */
export async function traceFaults(
  url: string,
  { slaId, rows, promise }: { slaId: string; rows: readonly TraceRow[]; promise: TracePromise },
): Promise<string[]> {
  const assessments = await assessmentsOf(url, slaId, promise.ruleId);
  const told = new Map(assessments.map((each) => [each.start, each]));
  const windows = windowsOf(seriesOf(rows, promise.column), promise.lengthMs);
  const faults = windows.flatMap((window) => windowFaults(window, promise, told.get(window.start)));
  for (const { start } of windows) told.delete(start);
  const isSilent = ({ attained, coverage, result }: Told): boolean =>
    attained === undefined && coverage === 0 && result === 'noData';
  const invented = [...told.values()].filter((each) => !isSilent(each));
  return [...faults, ...invented.map(({ startDateTime }) => `${promise.ruleId} ${startDateTime}: told of no data`)];
}

function windowFaults(window: WindowFigures, { ruleId, figure }: TracePromise, told: Told | undefined): string[] {
  const place = `${ruleId} ${new Date(window.start).toISOString()}`;
  if (told === undefined) return [`${place}: no assessment`];
  const faults: string[] = [];
  if (!isClose(told.attained, window[figure]))
    faults.push(`${place}: ${String(told.attained)} instead of ${String(window[figure])}`);
  if (!isClose(told.coverage, window.coverage))
    faults.push(`${place}: coverage ${String(told.coverage)} instead of ${String(window.coverage)}`);
  return faults;
}

function isClose(actual: number | undefined, expected: number | undefined): boolean {
  if (actual === undefined || expected === undefined) return actual === expected;
  return Math.abs(actual - expected) <= 1e-9 * Math.abs(expected);
}

/** The periods that missed their limit, and those a violation is shown for, each as `rule start`, in one order. */
export async function violationsAgainstAssessments(
  url: string,
  slaId: string,
): Promise<{ missed: string[]; shown: string[] }> {
  const violations = await getAll(`${url}/tmf-api/slaManagement/v2/slaViolation?sla.id=${slaId}`);
  const shown = violations.map(({ violation, period }) => {
    const { rule } = violation as { rule: { id: string } };
    return `${rule.id} ${(period as { startDateTime: string }).startDateTime}`;
  });
  const missed: string[] = [];
  for (const { ruleId } of tracePromises) {
    const all = await assessmentsOf(url, slaId, ruleId);
    for (const { result, startDateTime } of all) if (result === 'notMet') missed.push(`${ruleId} ${startDateTime}`);
  }
  return { missed: missed.sort(), shown: shown.sort() };
}
