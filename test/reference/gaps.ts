import type { Stretch } from './calendar.ts';
import { isIn } from './calendar.ts';
import type { GapWire } from './wire.ts';
import { instant } from './wire.ts';

/** When nothing could be taken in of a series; still going on where no end is said. */
export function gapStretches(
  gaps: readonly GapWire[],
  { indicator, subject }: { indicator: string; subject: string },
): Stretch[] {
  const found: Stretch[] = [];
  for (const { state, scope, startDateTime, endDateTime } of gaps) {
    if (state === 'withdrawn') continue;
    const isOfIndicator = scope.indicator === undefined || scope.indicator.includes(indicator);
    const entities = [...(scope.entity ?? []), ...(scope.service ?? [])].map(({ id }) => id);
    const isOfSubject =
      scope.all === true || entities.includes(subject) || (entities.length === 0 && scope.indicator !== undefined);
    if (!isOfIndicator || !isOfSubject) continue;
    found.push([instant(startDateTime), endDateTime === undefined ? Infinity : instant(endDateTime)]);
  }
  return found;
}

/** How long what stood until `from` may stand in silence: at most until `to`, and not into a gap. */
export function standsTo(from: number, to: number, gaps: readonly Stretch[]): number {
  if (isIn(from, gaps)) return from;
  const starts = gaps.map(([start]) => start).filter((start) => start >= from);
  return Math.min(to, ...starts);
}

/** The instants at which a gap begins or ends. */
export function gapEdges(gaps: readonly Stretch[]): number[] {
  return gaps.flat().filter(Number.isFinite);
}
