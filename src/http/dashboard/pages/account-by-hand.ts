import { subtract } from '../../../domain/decimal.ts';
import type { Objective } from '../../../domain/objective-model.ts';
import type { Explained, ExplainedInterval } from '../../../usecases/dashboard/model.ts';
import { type Html, html } from '../../html.ts';
import { totalsOf } from '../time-bar.ts';
import { dateTimeText, lengthText, spanText } from '../times.ts';
import { amountText, counted, shareText } from '../words.ts';

const outagesShown = 100;

/**
 * The sum behind a figure in steps that can be followed with a pocket calculator: the time of the period, what was taken off
 * it, what was lost stretch by stretch with the running total, and the result with and without what was excluded.
 */
export function accountByHand(objective: Objective, explained: Explained): Html | undefined {
  if (objective.statistic.kind !== 'availability' || explained.intervals.length === 0) return undefined;
  const bad = explained.intervals.filter(({ kind }) => kind === 'bad');
  return html`<h3>The sum, step by step</h3>
    <table class="sum">
      <tbody>
        ${stepsOf(objective, explained).map(
          ([name, value, note]) =>
            html`<tr>
              <th scope="row">${name}</th>
              <td class="number">${value}</td>
              <td class="muted">${note}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${bad.length > 0 && explained.intervalsOmitted === 0 && lossTable(bad, objective.window.timeZone)}`;
}

type Step = [name: string, value: string, note: string];

function stepsOf(objective: Objective, explained: Explained): Step[] {
  const {
    period,
    countedMs,
    coveredMs,
    gapMs = 0,
    downMs = 0,
    attained,
    attainedWithoutExclusion,
    formula,
    counted: upTo,
  } = explained;
  const totals = new Map(totalsOf(explained.intervals));
  const toDate = explained.finality === 'open' ? `up to ${dateTimeText(upTo.end)} UTC` : '';
  const taken = (['outsideHours', 'excluded'] as const).flatMap((kind): Step[] => {
    const ms = totals.get(kind);
    const name = kind === 'excluded' ? 'maintenance excluded' : 'outside service hours';
    return ms === undefined ? [] : [[name, `− ${minutes(ms)}`, 'taken off']];
  });
  const missing = countedMs - coveredMs - gapMs;
  return [
    ['period', minutes(period.end - period.start), spanText(period)],
    ...taken,
    ['counted time', minutes(countedMs), toDate],
    ...(missing > 0
      ? [['without data', minutes(missing), `policy of the contract: ${objective.missingData}`] as Step]
      : []),
    ...(gapMs > 0 ? [['collector gaps', minutes(gapMs), 'unknown, whatever the policy'] as Step] : []),
    ['down', minutes(downMs), 'each stretch is below'],
    ['attained', attained === undefined ? 'no value' : amountText(attained, objective), formula],
    ...(attainedWithoutExclusion === undefined
      ? []
      : [['without exclusion', amountText(attainedWithoutExclusion, objective), 'had nothing been excluded'] as Step]),
    ...marginOf(objective, attained),
  ];
}

/** How far the value lies from the limit: what "why 99.94 %?" comes down to. */
function marginOf(objective: Objective, attained: string | undefined): Step[] {
  if (attained === undefined) return [];
  const margin = subtract(attained, objective.limit);
  return [
    [
      'distance from the limit',
      amountText(margin, { ...objective, target: '0', limit: '0' }),
      `limit ${objective.limit}`,
    ],
  ];
}

function lossTable(bad: readonly ExplainedInterval[], zone: string): Html {
  let sum = 0;
  const rows = bad.slice(0, outagesShown).map(({ start, end, weight = 1 }) => {
    sum += (end - start) * weight;
    const part = weight === 1 ? minutes(end - start) : `${minutes(end - start)} × ${shareText(weight)}`;
    return html`<tr>
      <td>${spanText({ start, end }, zone)}</td>
      <td class="number" data-label="Down">${part}</td>
      <td class="number" data-label="Running total">${minutes(sum)}</td>
    </tr>`;
  });
  const more = bad.length - outagesShown;
  return html`<table class="losses">
      <thead>
        <tr>
          <th scope="col">Down (${zone})</th>
          <th scope="col" class="number">Length</th>
          <th scope="col" class="number">Running total</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${more > 0 && html`<p class="muted">and ${counted(more, 'more stretch', 'more stretches')} in the list below</p>`}`;
}

/** Whole minutes as such, so that they can be added up; else with seconds. */
function minutes(ms: number): string {
  if (ms % 60_000 === 0) return `${(ms / 60_000).toLocaleString('en')} min`;
  return ms < 3_600_000 ? lengthText(ms) : `${(ms / 1000).toLocaleString('en', { maximumFractionDigits: 3 })} s`;
}
