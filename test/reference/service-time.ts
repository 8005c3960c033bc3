import { serviceHours } from '../../src/domain/calendar.ts';
import { readCalendar } from '../../src/domain/calendar-text.ts';
import { readContractTime } from '../../src/domain/contract-time.ts';
import type { TimeRules } from '../../src/domain/counted-time.ts';
import { excludedTime } from '../../src/domain/exclusion.ts';
import { gapScopeOf, readGap } from '../../src/domain/collector-gap.ts';
import { clip, intersection, union } from '../../src/domain/intervals.ts';
import { readMaintenance, workOf } from '../../src/domain/maintenance.ts';
import { scopeKeysOf } from '../../src/domain/maintenance-scope.ts';
import type { Objective } from '../../src/domain/objective-model.ts';
import type { Interval } from '../../src/kernel/instant.ts';
import type { JsonObject } from '../../src/kernel/json.ts';
import type { History } from './evaluate.ts';

/** What time counts of a span of a history, put together from the service's pure functions as `createTimeRules` does from stores. */
export function timeRulesIn(history: History, objective: Objective, span: Interval): TimeRules {
  const texts = [history.contract.objective as unknown as JsonObject];
  const time = readContractTime(texts);
  if ('reasons' in time) throw new Error(time.reasons.join('; '));
  const hoursOf = (ids: readonly string[]): Interval[] =>
    union(
      ...ids.map((id) => {
        const found = history.calendars.find((calendar) => calendar.id === id);
        return serviceHours(readCalendar([found as unknown as JsonObject]), span);
      }),
    );
  const isRound = time.calendars.length === 0;
  const service = isRound ? undefined : hoursOf(time.calendars);
  const valid = clip([span], { start: objective.validFor.start ?? -Infinity, end: objective.validFor.end ?? Infinity });
  const windows = history.windows.flatMap((window) => {
    const document = window as unknown as JsonObject;
    const read = readMaintenance(document);
    const isMeant = scopeKeysOf(document).includes(`entity:${history.subject}`);
    return read === undefined || !isMeant ? [] : workOf(read, span);
  });
  const { minNoticeMs, maxPerPeriodMs, allowedHours, treatment } = time;
  const excluded = excludedTime({
    windows,
    rules: {
      ...(minNoticeMs === undefined ? {} : { minNoticeMs }),
      ...(maxPerPeriodMs === undefined ? {} : { maxPerPeriodMs }),
      ...(allowedHours === undefined ? {} : { allowedHours: hoursOf(allowedHours) }),
    },
    counted: service === undefined ? valid : intersection(valid, service),
  });
  const used = treatment === 'none' ? [] : excluded;
  return {
    excluded: used,
    treatment,
    versions: [],
    gaps: gapsIn(history),
    ...(service === undefined ? {} : { service }),
  };
}

function gapsIn({ gaps, subject }: History): NonNullable<TimeRules['gaps']> {
  return gaps.flatMap((gap) => {
    const document = gap as unknown as JsonObject;
    const span = readGap(document);
    const { keys, indicators } = gapScopeOf(document);
    const isMeant = keys.includes('all') || keys.includes(`entity:${subject}`);
    const isOfIndicator = indicators.length === 0 || indicators.includes('indicator');
    return span !== undefined && isMeant && isOfIndicator ? [{ id: gap.id, ...span }] : [];
  });
}
