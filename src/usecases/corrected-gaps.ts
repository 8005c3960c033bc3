import { everything, gapScopeOf, gapSpan, type GapScope } from '../domain/collector-gap.ts';
import { outageMarginMs } from '../domain/outages.ts';
import { isOfCases } from '../domain/statistic.ts';
import type { Interval } from '../kernel/instant.ts';
import { objectAt, textAt, type JsonObject } from '../kernel/json.ts';
import type { ChangeEvent } from '../tmf630/change-event.ts';
import { matchAll, where } from '../tmf630/query/filter-expression.ts';
import type { Again } from './again.ts';
import type { Commitment } from './commitment-record.ts';
import { correctionsIn, idsWhere, lastAudit, touchedBy, type CorrectionDeps } from './corrected-maintenance.ts';
import { reassess } from './reassess.ts';

/** A change of the past of a gap. */
interface GapCorrection {
  /** What it touches, and what it touched before. */
  scopes: GapScope[];
  span: Interval;
  reason: string;
}

/**
 * Has what a change of the past of collector gaps touches assessed again, as of maintenance windows: open periods at once, final
 * ones as a restatement. Takes any events and leaves the others alone; reads page by page. Idempotent. `now` UTC ms. Source:
 * docs/calendars.md.
 */
export async function reassessGaps(deps: CorrectionDeps, events: readonly ChangeEvent[], now: number): Promise<void> {
  for (const { payload } of correctionsIn(events, 'collectorGap')) {
    const correction = correctionOf(payload, now);
    if (correction === undefined) continue;
    const again = (commitment: Commitment): Again | undefined => stretchFor(commitment, correction, now);
    for await (const ids of touchedIn(deps, correction)) await reassess(deps.commitments, ids, { again, now });
  }
}

function correctionOf(gap: JsonObject, now: number): GapCorrection | undefined {
  const audit = lastAudit(gap);
  const before = objectAt(audit, 'previous');
  const forms = [gap, ...(before === undefined ? [] : [before])];
  const spans = forms.flatMap((form) => gapSpan(form) ?? []).filter(({ start }) => start < now);
  if (spans.length === 0) return undefined;
  const start = spans.reduce((first, each) => Math.min(first, each.start), Infinity);
  const end = spans.reduce((last, each) => Math.max(last, each.end), -Infinity);
  const [id, action, reason] = [textAt(gap, 'id'), textAt(audit, 'action'), textAt(audit, 'reason')].map(String);
  const told = `collector gap ${id ?? ''} ${action ?? ''}: ${reason ?? ''}`;
  return { scopes: forms.map(gapScopeOf), span: { start, end: Math.min(now, end) }, reason: told };
}

/** Ids of the commitments that any of the scopes may touch, page by page; some may come twice. */
async function* touchedIn(deps: CorrectionDeps, { scopes }: GapCorrection): AsyncGenerator<string[]> {
  const keys = [...new Set(scopes.flatMap((scope) => scope.keys))];
  if (!keys.includes(everything)) {
    yield* touchedBy(deps, keys);
    return;
  }
  const isForAll = scopes.some((scope) => scope.indicators.length === 0 && scope.keys.includes(everything));
  if (isForAll) {
    yield* idsWhere(deps.commitments, [everything], () => matchAll);
    return;
  }
  const indicators = [...new Set(scopes.flatMap((scope) => scope.indicators))];
  yield* idsWhere(deps.commitments, indicators, (indicator) => where('indicator', 'eq', indicator));
  yield* touchedBy(
    deps,
    keys.filter((key) => key !== everything),
  );
}

/** Where a commitment may have to say something else: a gap also ends what would be carried behind it, and outages around it. */
function stretchFor({ terms }: Commitment, { scopes, span, reason }: GapCorrection, now: number): Again | undefined {
  const { objective, series } = terms;
  const isOfIndicator = scopes.some(
    ({ indicators }) => indicators.length === 0 || indicators.includes(series.indicator),
  );
  if (objective === undefined || isOfCases(objective.statistic) || !isOfIndicator) return undefined;
  const marginMs = outageMarginMs(objective);
  const end = Math.min(now, span.end + (objective.carryForwardMs ?? 0) + marginMs);
  return { start: span.start - marginMs, end, reason };
}
