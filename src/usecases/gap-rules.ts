import { everything, gapScopeOf, gapVersion, readGap, type CollectorGap } from '../domain/collector-gap.ts';
import type { CommitmentTerms } from '../domain/commitment.ts';
import type { TimeRules } from '../domain/counted-time.ts';
import type { ScopeKey } from '../domain/maintenance-scope.ts';
import { outageMarginMs } from '../domain/outages.ts';
import { isOfCases } from '../domain/statistic.ts';
import { rememberedMs } from '../domain/usage.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Interval } from '../kernel/instant.ts';
import type { ResourceStore } from '../tmf630/resource-store.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import { createScopeShelf, type ScopeShelf } from './scope-shelf.ts';
import { lookBackMs } from './series-reader.ts';

/** A collector gap as the evaluation keeps it. */
interface KeptGap {
  id: string;
  /** `collectorGap/9@1`. */
  version: string;
  gap: CollectorGap;
  /** Empty: of any. */
  indicators: ReadonlySet<string>;
}

/** Every collector gap, at hand for whatever shares a key with it. */
export type GapShelf = ScopeShelf<KeptGap>;

/** A shelf over the stored gaps. */
export function createGapShelf(store: ResourceStore, clock: Pick<Clock, 'now'>): GapShelf {
  return createScopeShelf<KeptGap>({
    ...{ store, clock },
    read: ({ id, revision, document }) => {
      const span = readGap(document);
      if (span === undefined) return undefined;
      const { keys, indicators } = gapScopeOf(document);
      const version = `${gapVersion}${id}@${String(revision)}`;
      return { keys, kept: { id, version, gap: { id, ...span }, indicators: new Set(indicators) } };
    },
  });
}

/** Whose gaps are asked for: `keys` are those of the contract and the subject, `span` is the period in UTC ms. */
export interface GapsAsked {
  terms: CommitmentTerms;
  keys: readonly ScopeKey[];
  span: Interval;
}

/**
 * The rules with the gaps that touch a commitment: those that reach into the span or into what still speaks into it, and all
 * later ones. Versions are given of those that begin before its end. Cases have no time without data, and so no gaps.
 */
export async function withGaps(
  rules: TimeRules,
  shelf: GapShelf,
  { terms, keys, span }: GapsAsked,
): Promise<TimeRules> {
  const { objective, series } = terms;
  if (objective === undefined || isOfCases(objective.statistic)) return rules;
  const from = span.start - lookBackMs(objective) - outageMarginMs(objective);
  const touching = (await shelf.touching([...keys, everything])).filter(
    ({ gap, indicators }) => gap.end > from && (indicators.size === 0 || indicators.has(series.indicator)),
  );
  if (touching.length === 0) return rules;
  const used = touching.filter(({ gap }) => gap.start < span.end).map(({ version }) => version);
  const versions = used.length === 0 ? rules.versions : [...rules.versions, ...used];
  return { ...rules, versions, gaps: touching.map(({ gap }) => gap) };
}

/** The gaps in what a commitment remembers of its losses; undefined where silence is no loss and none could be taken for one. */
export async function gapsRemembered(
  { commitment: { terms, state } }: Evaluation,
  { timeRulesOf, now }: Pick<EvaluationContext, 'timeRulesOf' | 'now'>,
): Promise<TimeRules['gaps']> {
  if (terms.objective?.missingData !== 'bad' || terms.objective.statistic.kind !== 'availability') return undefined;
  const end = state.watermark ?? now;
  const rules = await timeRulesOf(terms, { start: end - rememberedMs, end });
  return 'reasons' in rules ? undefined : rules.gaps;
}
