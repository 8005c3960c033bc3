import type { Objective } from '../../../domain/objective-model.ts';
import type { CommitmentDetail } from '../../../usecases/dashboard/model.ts';
import { statusBadge } from '../badge.ts';
import { marksIn, periodChart } from '../chart.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { commitmentPath, slaPath } from '../links.ts';
import { legendOf } from '../marks.ts';
import { attainedOf, factOf, periodTable, subjectOf, violationList } from '../parts.ts';
import { agoOf, lengthText } from '../times.ts';
import {
  amountText,
  counted,
  downText,
  modeText,
  requirementOf,
  shareText,
  statisticWord,
  windowText,
  withUnit,
} from '../words.ts';
import { budgetText, jeopardyOf } from './foresight.ts';
import { explanation } from './explanation.ts';
import { measurementCall } from './first-steps.ts';

/** One commitment: its periods, and why the figure of one of them is what it is. `origin` for examples. */
export function commitmentPage(detail: CommitmentDetail, origin: string): Page {
  const { commitment, sla, at } = detail;
  const { name, status } = commitment;
  const content = html`<header class="title">
      <p class="crumb">${crumbOf(detail)}</p>
      <h1>${name}</h1>
      ${statusBadge(status)}
    </header>
    ${nowOf(detail)} ${jeopardyOf(detail)} ${promiseOf(detail)} ${bodyOf(detail, origin)} ${violationsOf(detail)}`;
  return { title: sla === undefined ? name : `${name} · ${sla.name}`, section: 'commitments', at, content };
}

function bodyOf(detail: CommitmentDetail, origin: string): Html {
  const { commitment, explained } = detail;
  const { objective, points } = commitment;
  if (objective === undefined) return unreadOf(detail);
  if (points.length === 0) return emptyOf(detail, origin);
  return html`${historyOf(detail, objective)}
    ${explained !== undefined && explanation(commitment, objective, explained)}
    <section aria-labelledby="periods">
      <h2 id="periods">Periods</h2>
      ${periodTable(commitment)}
    </section>`;
}

function historyOf({ commitment: { id, points }, explained }: CommitmentDetail, objective: Objective): Html {
  return html`<section aria-labelledby="history">
    <h2 id="history">Recent periods</h2>
    ${periodChart({
      ...{ objective, points, height: 220, selected: explained?.period },
      linkTo: (period) => `${commitmentPath(id, period)}#why`,
    })}
    ${legendOf(marksIn(points))}
    <p class="muted">
      Times on the axis are in ${objective.window.timeZone}. Choose a period to see why it came out so.
    </p>
  </section>`;
}

function crumbOf({ sla, commitment }: CommitmentDetail): Html {
  if (sla !== undefined) return html`<a href="${slaPath(sla.id)}">${sla.name}</a>`;
  const { source } = commitment;
  return html`Objective ${source.kind === 'objective' ? source.objectiveId : ''}`;
}

function nowOf({ commitment, at, subjects, foresight }: CommitmentDetail): Html {
  const { current, watermark, since, objective } = commitment;
  const best = current?.bestPossible;
  return html`<dl class="facts">
    ${factOf('attained', objective && attainedOf(commitment))}
    ${factOf('promised', objective && requirementOf(objective))}
    ${factOf('best still possible', best === undefined ? undefined : amountText(best, objective))}
    ${factOf('error budget left', foresight && budgetText(foresight))} ${factOf('of', subjectOf(commitment.subject))}
    ${factOf('subjects measured', subjects === undefined ? undefined : String(subjects))}
    ${factOf('in this status', since === undefined ? undefined : html`since ${agoOf(since, at)}`)}
    ${factOf('measured up to', watermark === undefined ? undefined : agoOf(watermark, at))}
  </dl>`;
}

function promiseOf({ commitment: { objective, indicator }, versions }: CommitmentDetail): Html {
  if (objective === undefined)
    return html`<p class="muted">Indicator: ${indicator}. Made from ${versions.join(', ')}.</p>`;
  const { statistic, window, threshold, limit, target, unit, toleranceMs, minCoverage, missingData } = objective;
  const rows: [string, string | undefined][] = [
    [
      'indicator',
      [indicator, statisticWord(statistic), downText(statistic)].filter((text) => text !== undefined).join(', '),
    ],
    ['period', `${windowText(window)} (${window.timeZone})`],
    ['verdict', modeText(objective)],
    ['tolerated up to', limit === target ? undefined : withUnit(limit, unit)],
    ['warning line', threshold === undefined ? undefined : withUnit(threshold, unit)],
    ['a breach counts after', toleranceMs === 0 ? undefined : lengthText(toleranceMs)],
    ['missing data', `${missingData}; at least ${shareText(minCoverage)} of the time has to be covered`],
    ['taken by default', objective.defaulted.length === 0 ? undefined : objective.defaulted.join(', ')],
    ['read so', objective.remarks?.join('; ')],
    ['made from', versions.join(', ')],
  ];
  return html`<details class="promise" id="promise">
    <summary>The promise in detail</summary>
    <dl class="rows">
      ${rows.map(
        ([name, value]) =>
          value !== undefined &&
          html`<div>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function unreadOf({ commitment: { reasons } }: CommitmentDetail): Html {
  return html`<div class="note">
    <strong>This promise cannot be evaluated</strong>, because of what the contract says:
    <ul>
      ${reasons.map((reason) => html`<li>${reason}</li>`)}
    </ul>
    Correct the rule, for example with <code>PATCH</code>; the commitment follows within moments.
  </div>`;
}

function emptyOf({ commitment, at, subjects }: CommitmentDetail, origin: string): Html {
  const { indicator, subject } = commitment;
  if (subjects !== undefined && subjects > 0) {
    return html`<div class="note">
      This rule names no subject, so it covers whatever is measured: ${counted(subjects, 'subject')} so far, each with a
      commitment of its own.
    </div>`;
  }
  const example = measurementCall({ origin, now: at, indicator, subject: subject === '*' ? 'site-7' : subject });
  return html`<section class="steps" aria-label="First steps">
    <p>Nothing has been measured yet${subject === '*' && ' of any subject'}. Say what was measured, for example:</p>
    <pre><code>${example}</code></pre>
  </section>`;
}

function violationsOf({ violations, violationTotal, at }: CommitmentDetail): Html | undefined {
  if (violations.length === 0) return undefined;
  const more = violationTotal - violations.length;
  return html`<section aria-labelledby="violations">
    <h2 id="violations">Violations</h2>
    ${violationList(violations, at, true)}${more > 0 && html`<p class="more muted">and ${counted(more, 'earlier one')}</p>`}
  </section>`;
}
