import { lengthText, spanText } from './times.ts';
import type { Explained, ExplainedInterval } from '../../usecases/dashboard/model.ts';
import { type Html, html } from '../html.ts';
import { round } from './plot.ts';
import { ticksOf } from './samples-chart.ts';
import { shareText } from './words.ts';

/** What the stretches of a time line mean; for levels and counts nothing is "bad" time. */
export const intervalWords: Readonly<Record<ExplainedInterval['kind'], string>> = {
  counted: 'known',
  bad: 'down',
  missing: 'no data',
  excluded: 'excluded',
  outsideHours: 'outside service hours',
};

const rank: Readonly<Record<ExplainedInterval['kind'], number>> = {
  ...{ outsideHours: 0, counted: 0, excluded: 1, missing: 2, bad: 3 },
};

/** The counted time of a period as a bar: known, down, without data; and how long each lasted. */
export function timeBar({ period, intervals }: Explained, zone: string): Html {
  const span = period.end - period.start;
  // The stretches that matter are drawn last: a short outage must not vanish under its neighbours.
  const ordered = [...intervals].sort((left, right) => rank[left.kind] - rank[right.kind]);
  const totals = totalsOf(intervals);
  const label = totals.map(([kind, ms]) => `${intervalWords[kind]} ${lengthText(ms)}`).join(', ');
  return html`<svg class="timebar" height="52" role="img" aria-label="Time line: ${label}">
      <rect class="rest" x="0" width="100%" y="2" height="28" />
      ${ordered.map(({ kind, start, end, weight, collectorGap }) => {
        const left = ((start - period.start) / span) * 100;
        const width = Math.max(0.25, ((end - start) / span) * 100);
        const part = weight === undefined || weight === 1 ? '' : ` (${shareText(weight)} of it counts)`;
        const gap = collectorGap === undefined ? '' : ` (collector gap ${collectorGap.join(', ')})`;
        const title = `${spanText({ start, end }, zone)} ${zone}: ${intervalWords[kind]}${part}${gap}`;
        return html`<rect class="${kind}" x="${round(left)}%" width="${round(width)}%" y="2" height="28">
          <title>${title}</title>
        </rect>`;
      })}
      ${ticksOf(period, zone, 46)}
    </svg>
    <ul class="legend">
      ${totals.map(
        ([kind, ms]) =>
          html`<li>
            <svg class="key" viewBox="0 0 16 16" aria-hidden="true">
              <rect class="${kind}" x="1" y="1" width="14" height="14" /></svg
            >${intervalWords[kind]} ${lengthText(ms)}
          </li>`,
      )}
    </ul>`;
}

/** The hatchings charts refer to; once on a page that has any. */
export const hatchings: Html = html`<svg class="defs" width="0" height="0" aria-hidden="true">
  <defs>
    <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <line class="hatch-line" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
    <pattern id="hatch-bad" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect class="hatch-bad-ground" width="6" height="6" />
      <line class="hatch-bad-line" x1="0" y1="0" x2="0" y2="6" />
    </pattern>
  </defs>
</svg>`;

/** How long each kind lasted, those that did not occur left out; ms. */
export function totalsOf(intervals: readonly ExplainedInterval[]): [ExplainedInterval['kind'], number][] {
  const kinds = ['counted', 'bad', 'missing', 'excluded', 'outsideHours'] as const;
  return kinds
    .map((kind): [ExplainedInterval['kind'], number] => {
      const own = intervals.filter((interval) => interval.kind === kind);
      return [kind, own.reduce((sum, { start, end }) => sum + end - start, 0)];
    })
    .filter(([, ms]) => ms > 0);
}
