import type { Finality, Result, Standing } from '../../domain/assessment.ts';
import { objectAt, objectsAt, textAt, type JsonObject } from '../../kernel/json.ts';
import type { DashboardDeps } from './deps.ts';
import { instantAt, intervalAt, present } from './lines.ts';
import type { CommitmentLine, Explained, ExplainedInterval, ExplainedSample, ExplainedSlice } from './model.ts';

/** A period as it is asked for: an instant in it, or its start and end. UTC ms. */
export interface PeriodAsked {
  start: number;
  end?: number;
}

/** The account of a period of a commitment, the last one when none is asked for; undefined when there is nothing to account for. */
export async function readExplained(
  { explain }: DashboardDeps,
  { id, objective }: CommitmentLine,
  period: PeriodAsked | undefined,
): Promise<Explained | undefined> {
  if (objective === undefined) return undefined;
  // Rolling periods overlap: what tells them apart is where they end.
  const instant = objective.window.type === 'rolling' ? (period?.end ?? period?.start) : period?.start;
  return explainedOf(await explain(id, instant));
}

/** What an explanation (`Explain`) says about a period; undefined when it is about none. */
function explainedOf(account: JsonObject): Explained | undefined {
  const period = intervalAt(account, 'period');
  const figures = objectAt(account, 'figures');
  if (period === undefined || figures === undefined) return undefined;
  return present<Explained>({
    period,
    ...verdictOf(account),
    ...countsOf(figures),
    ...evidenceOf(account),
    attained: textAt(account, 'attained'),
    formula: textAt(account, 'formula') ?? '',
    counted: intervalAt(account, 'counted') ?? period,
    versions: textsAt(account, 'versions'),
    hash: textAt(account, 'hash') ?? '',
  });
}

function countsOf(figures: JsonObject): Counts {
  const unusable = objectAt(figures, 'unusable');
  return {
    samplesUsed: numberAt(figures, 'samples') ?? 0,
    countedMs: numberAt(figures, 'countedMs') ?? 0,
    coveredMs: numberAt(figures, 'coveredMs') ?? 0,
    coverage: numberAt(figures, 'coverage') ?? 0,
    gapMs: numberAt(figures, 'gapMs'),
    downMs: numberAt(figures, 'downMs'),
    attainedWithoutExclusion: textAt(figures, 'attainedWithoutExclusion'),
    excludedMs: numberAt(figures, 'excludedMs'),
    unusable: unusable && { samples: numberAt(unusable, 'samples') ?? 0, reason: textAt(unusable, 'reason') ?? '' },
  };
}

type Counts = Pick<Explained, 'samplesUsed' | 'countedMs' | 'coveredMs' | 'coverage'> & {
  [Name in 'gapMs' | 'downMs' | 'unusable' | 'attainedWithoutExclusion' | 'excludedMs']: Explained[Name] | undefined;
};

// Only explain-commitment makes these documents, so their words are ours.
function verdictOf(account: JsonObject): Pick<Explained, 'result' | 'finality'> & { standing: Standing | undefined } {
  return {
    result: (textAt(account, 'result') ?? 'undecided') as Result,
    finality: (textAt(account, 'finality') ?? 'open') as Finality,
    standing: textAt(account, 'standing') as Standing | undefined,
  };
}

function evidenceOf(
  account: JsonObject,
): Pick<Explained, 'intervals' | 'intervalsOmitted' | 'samples' | 'samplesOmitted' | 'slices'> {
  return {
    intervals: objectsAt(account, 'intervals').flatMap((each) => intervalOf(each) ?? []),
    intervalsOmitted: numberAt(account, 'intervalsOmitted') ?? 0,
    samples: objectsAt(account, 'samples').flatMap((each) => sampleOf(each) ?? []),
    samplesOmitted: numberAt(account, 'samplesOmitted') ?? 0,
    slices: objectsAt(account, 'slices').flatMap((each) => sliceOf(each) ?? []),
  };
}

const intervalKinds = ['counted', 'bad', 'missing', 'excluded', 'outsideHours'] as const;

function intervalOf(interval: JsonObject): ExplainedInterval | undefined {
  const bounds = boundsOf(interval);
  const kind = intervalKinds.find((each) => each === textAt(interval, 'kind'));
  if (bounds === undefined || kind === undefined) return undefined;
  const gaps = textsAt(interval, 'collectorGap');
  const collectorGap = gaps.length === 0 ? undefined : gaps;
  return present<ExplainedInterval>({ ...bounds, kind, weight: numberAt(interval, 'weight'), collectorGap });
}

function sliceOf(slice: JsonObject): ExplainedSlice | undefined {
  const bounds = boundsOf(slice);
  if (bounds === undefined) return undefined;
  return present<ExplainedSlice>({
    ...bounds,
    coverage: numberAt(slice, 'coverage') ?? 0,
    attained: textAt(slice, 'attained'),
    standing: textAt(slice, 'standing') as Standing | undefined,
  });
}

function sampleOf(sample: JsonObject): ExplainedSample | undefined {
  const start = instantAt(sample, 'at') ?? instantAt(sample, 'startDateTime');
  if (start === undefined) return undefined;
  return present<ExplainedSample>({
    start,
    end: instantAt(sample, 'endDateTime'),
    value: numberAt(sample, 'value'),
    unit: textAt(sample, 'unit'),
    good: numberAt(sample, 'good'),
    total: numberAt(sample, 'total'),
    state: textAt(sample, 'state'),
    source: textAt(sample, 'source'),
  });
}

function boundsOf(holder: JsonObject): { start: number; end: number } | undefined {
  return intervalAt({ holder }, 'holder');
}

function numberAt(object: JsonObject, name: string): number | undefined {
  const value = object[name];
  return typeof value === 'number' ? value : undefined;
}

function textsAt(object: JsonObject, name: string): string[] {
  const value = object[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
