import type { Assessment, Finality, Result, Standing } from '../../domain/assessment.ts';
import type { ConformanceWindow } from '../../domain/objective-model.ts';
import { rollingStepMs } from '../../domain/period.ts';
import { objectAt, textAt, type JsonObject } from '../../kernel/json.ts';
import { where } from '../../tmf630/query/filter-expression.ts';
import type { DashboardDeps } from './deps.ts';
import { intervalAt } from './lines.ts';
import type { ChartPoint, CommitmentHistory, CommitmentLine } from './model.ts';

/** Periods that a chart shows. */
const pointsShown = 60;

/** The commitment with its last periods, the current one included. */
export async function readHistory({ assessments }: DashboardDeps, line: CommitmentLine): Promise<CommitmentHistory> {
  const filter = where('commitment.id', 'eq', line.id);
  const sort = [{ scope: 'document', path: 'period.startDateTime', direction: 'descending' }] as const;
  const stored = await assessments.list({ filter, sort, offset: 0, limit: pointsShown });
  const points = stored.flatMap(({ document }) => storedPoint(document) ?? []);
  const window = line.objective?.window;
  return { ...line, points: inOrder(withCurrent(points, line.current), window) };
}

type Point = Omit<ChartPoint, 'isAfterGap'>;

// Only save-assessments writes these documents, so their words are ours.
function storedPoint(document: JsonObject): Point | undefined {
  const period = intervalAt(document, 'period');
  if (period === undefined) return undefined;
  const attained = textAt(document, 'attained');
  const standing = textAt(document, 'standing');
  const coverage = objectAt(document, 'figures')?.['coverage'];
  return {
    ...period,
    result: (textAt(document, 'result') ?? 'undecided') as Result,
    finality: (textAt(document, 'finality') ?? 'open') as Finality,
    ...(attained === undefined ? {} : { attained }),
    ...(standing === undefined ? {} : { standing: standing as Standing }),
    ...(typeof coverage === 'number' ? { coverage } : {}),
  };
}

/** A closed period is as it was stored; only of an open one is the commitment's own figure newer. */
function withCurrent(points: readonly Point[], current: Assessment | undefined): Point[] {
  if (current === undefined) return [...points];
  const { start, end } = current.period;
  const known = points.find((point) => point.start === start && point.end === end);
  if (known !== undefined && known.finality !== 'open') return [...points];
  return [...points.filter((point) => point !== known), pointOf(current)];
}

function pointOf({ period, result, finality, standing, figures: { attained, coverage } }: Assessment): Point {
  return {
    ...{ start: period.start, end: period.end, result, finality, coverage },
    ...(attained === undefined ? {} : { attained }),
    ...(standing === undefined ? {} : { standing }),
  };
}

function inOrder(points: readonly Point[], window: ConformanceWindow | undefined): ChartPoint[] {
  const ordered = [...points].sort((left, right) => left.end - right.end).slice(-pointsShown);
  return ordered.map((point, at) => ({ ...point, isAfterGap: isGap(ordered[at - 1], point, window) }));
}

function isGap(before: Point | undefined, point: Point, window: ConformanceWindow | undefined): boolean {
  if (before === undefined) return false;
  if (window?.type === 'rolling') return point.end - before.end > rollingStepMs(window);
  return point.start > before.end;
}
