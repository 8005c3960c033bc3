import type { Objective } from '../../../domain/objective-model.ts';
import type { CommitmentLine, Explained, ExplainedSample, ExplainedSlice } from '../../../usecases/dashboard/model.ts';
import { resultBadge } from '../badge.ts';
import { type Html, html } from '../../html.ts';
import { periodQuery } from '../links.ts';
import { samplesChart } from '../samples-chart.ts';
import { accountByHand } from './account-by-hand.ts';
import { intervalWords, timeBar } from '../time-bar.ts';
import { clockText, dateText, lengthText, spanOf, spanText } from '../times.ts';
import { amountText, counted, finalityWords, requirementOf, shareText, standingWords } from '../words.ts';

const rowsShown = 100;

/** Why the figure of one period is what it is: formula, time, samples, versions and a hash over all of it. */
export function explanation(commitment: CommitmentLine, objective: Objective, explained: Explained): Html {
  const zone = objective.window.timeZone;
  const chart = samplesChart(objective, explained);
  return html`<section class="why" aria-labelledby="why">
    <h2 id="why">Why this number</h2>
    <p>${spanOf(explained.period, zone)}</p>
    ${verdictOf(objective, explained)}
    <h3>Time counted</h3>
    ${timeBar(explained, zone)} ${accountByHand(objective, explained)}
    ${chart !== undefined && html`<h3>Samples</h3>`}${chart} ${tablesOf(objective, explained)}
    ${originOf(commitment, explained)}
  </section>`;
}

function verdictOf(objective: Objective, explained: Explained): Html {
  const { attained, standing, result, finality, formula } = explained;
  const value = attained === undefined ? 'no value' : amountText(attained, objective);
  return html`<dl class="facts">
      <div>
        <dt>attained</dt>
        <dd class="value">${value}</dd>
      </div>
      <div>
        <dt>promised</dt>
        <dd>${requirementOf(objective)}</dd>
      </div>
      <div>
        <dt>result</dt>
        <dd>${resultBadge(result)} <span class="muted">${finalityWords[finality]}</span></dd>
      </div>
      ${
        standing !== undefined &&
        html`<div>
          <dt>standing</dt>
          <dd>${standingWords[standing]}</dd>
        </div>`
      }
    </dl>
    <p class="formula">
      <span class="muted">formula</span> <code>${formula}</code>${attained !== undefined && ` = ${value}`}
    </p>
    <p>${coverageText(objective, explained)}</p>`;
}

function coverageText({ minCoverage, missingData }: Objective, explained: Explained): string {
  const { coverage, countedMs, samplesUsed, unusable, finality } = explained;
  const isThin = missingData === 'unknown' && coverage < minCoverage;
  const known = `${counted(samplesUsed, 'sample')} cover ${shareText(coverage, isThin ? minCoverage : undefined)} of the ${lengthText(countedMs)} counted`;
  const toDate = finality === 'open' ? ' so far' : '';
  const needed = isThin ? `; a verdict needs ${shareText(minCoverage)}` : '';
  const refused = unusable && ` ${counted(unusable.samples, 'sample')} could not be used: ${unusable.reason}.`;
  return `${known}${toDate}${needed}.${refused ?? ''}`;
}

function tablesOf(objective: Objective, explained: Explained): Html {
  const { intervals, intervalsOmitted, samples, samplesOmitted, slices } = explained;
  const zone = objective.window.timeZone;
  const rows = intervals.map(({ start, end, kind, weight }) => [
    spanText({ start, end }, zone),
    `${intervalWords[kind]}${weight === undefined || weight === 1 ? '' : `, ${shareText(weight)} of it counts`}`,
    lengthText(end - start),
  ]);
  return html`${
    slices.length > 0 &&
    table('slices', ['Part', 'Attained', 'Standing'], { zone, rows: slices.map((each) => sliceRow(each, objective)) })
  }
  ${table('intervals', ['Interval', 'Kind', 'Length'], { zone, rows, omitted: intervalsOmitted })}
  ${table('samples', ['Time', 'Value', 'Source'], {
    ...{ zone, omitted: samplesOmitted },
    rows: samples.map((sample) => sampleRow(sample, zone)),
  })}`;
}

function sliceRow({ start, end, attained, standing, coverage }: ExplainedSlice, objective: Objective): string[] {
  const verdict = standing === undefined ? `no verdict: ${shareText(coverage)} covered` : standingWords[standing];
  const span = spanText({ start, end }, objective.window.timeZone);
  return [span, attained === undefined ? '–' : amountText(attained, objective), verdict];
}

function sampleRow({ start, end, value, unit, good, total, state, source }: ExplainedSample, zone: string): string[] {
  const time =
    end === undefined ? `${dateText(start, zone)} ${clockText(start, zone)}` : spanText({ start, end }, zone);
  const counts = total === undefined ? undefined : `${String(good)} good of ${String(total)}`;
  const level = value === undefined ? undefined : `${String(value)} ${unit ?? ''}`.trim();
  return [time, state ?? counts ?? level ?? '–', source ?? '–'];
}

interface Rows {
  zone: string;
  rows: readonly string[][];
  /** Rows that were left out before. */
  omitted?: number;
}

function table(
  name: 'slices' | 'intervals' | 'samples',
  heads: readonly string[],
  { zone, rows, omitted = 0 }: Rows,
): Html {
  const more = rows.length - rowsShown + omitted;
  const words = { slices: 'part compared', intervals: 'interval', samples: 'sample' };
  const several = { slices: 'parts compared', intervals: 'intervals', samples: 'samples' };
  return html`<details id="${name}">
    <summary>${counted(rows.length + omitted, words[name], several[name])}</summary>
    <table>
      <thead>
        <tr>
          ${heads.map((head, at) => html`<th scope="col">${head}${at === 0 && ` (${zone})`}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.slice(0, rowsShown).map(
          (row) =>
            html`<tr>
              ${row.map((cell, at) => html`<td data-label="${heads[at]}">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${more > 0 && html`<p class="muted">and ${more.toLocaleString('en')} more, all in the account as JSON</p>`}
  </details>`;
}

function originOf({ id }: CommitmentLine, { versions, hash, period }: Explained): Html {
  const address = `/assurance/v1/commitment/${encodeURIComponent(id)}/explain?${periodQuery(period)}`;
  return html`<p class="muted origin">
    Made from ${versions.join(', ')}. Hash of all of this: <code>${hash}</code>. The account
    <a href="${address}">as JSON</a>.
  </p>`;
}
