import type { History } from './evaluate.ts';
import { at } from './evaluate.ts';
import type { FactWire, ObjectiveWire, TimePeriod } from './wire.ts';

/** An objective on one thing, `site-7`, by what is special about it. */
export function objectiveOf(algorithm: string, more: Partial<ObjectiveWire>): ObjectiveWire {
  return {
    id: 'promise',
    conformanceTarget: '99.95',
    conformanceComparator: 'below',
    serviceLevelObjectiveParameter: {
      name: 'indicator',
      transformationAlgorithmOfKQI: algorithm,
      relatedEntity: [{ id: 'site-7', role: 'service', '@referredType': 'Service' }],
    },
    ...more,
  };
}

/** A month in UTC that begins at `start`. */
export const monthsFrom = (start: string, end: string): { conformancePeriod: TimePeriod } => ({
  conformancePeriod: { startDateTime: start, endDateTime: end },
});

/** A fact of the series that all promises of these tests are about. */
export function fact(more: Omit<FactWire, 'indicator' | 'subject'>): FactWire {
  return { indicator: 'indicator', subject: 'site-7', ...more };
}

/** An outage of so many minutes. */
export function outage(start: string, minutes: number, more: Partial<FactWire> = {}): FactWire {
  const endDateTime = new Date(at(start) + minutes * 60_000).toISOString();
  return fact({ state: 'down', startDateTime: start, endDateTime, ...more });
}

/** A history that is over and settled unless it says otherwise. */
export function historyOf(given: Partial<History> & Pick<History, 'contract' | 'facts' | 'span'>): History {
  return {
    subject: 'site-7',
    calendars: [],
    windows: [],
    gaps: [],
    now: given.span[1] + 30 * 86_400_000,
    settleMs: 60_000,
    latenessMs: 3_600_000,
    ...given,
  };
}
