import type { CommitmentHistory, SlaDetail } from '../../../usecases/dashboard/model.ts';
import { statusBadge } from '../badge.ts';
import { marksIn, periodChart } from '../chart.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { commitmentPath } from '../links.ts';
import { legendOf } from '../marks.ts';
import { attainedOf, commitmentTable, factOf, periodTable, subjectOf, violationList } from '../parts.ts';
import { dateTimeText } from '../times.ts';
import { counted, promiseText } from '../words.ts';
import { emptyOwner } from './overview.ts';

/** One agreement: who promised what to whom, how it went, what was broken. */
export function slaPage(detail: SlaDetail): Page {
  const { owner, at, histories } = detail;
  const content = html`<header class="title">
      <p class="crumb">Agreement ${owner.id}</p>
      <h1>${owner.name}</h1>
      ${owner.status !== undefined && statusBadge(owner.status)}
    </header>
    ${factsOf(detail)}
    <section aria-labelledby="commitments">
      <h2 id="commitments">${owner.total === 0 ? 'Commitments' : counted(owner.total, 'commitment')}</h2>
      ${owner.commitments.length > 0 ? commitmentTable(owner.commitments, at, 'Commitments') : emptyOf(detail)}
      ${reasonsOf(detail)}
    </section>
    ${
      histories.length > 0 &&
      html`<section aria-labelledby="history">
        <h2 id="history">Recent periods</h2>
        <div class="charts">${histories.map(chartCard)}</div>
      </section>`
    }
    <section aria-labelledby="violations">
      <h2 id="violations">Violations</h2>
      ${violationsOf(detail)}
    </section>`;
  return { title: owner.name, section: 'slas', at, content };
}

function factsOf(detail: SlaDetail): Html {
  const { owner, description, parties, validFor, timeZone, template, completedAt } = detail;
  const people = parties.map(({ name, role }) => (role === undefined ? name : `${name} (${role})`)).join(', ');
  return html`${description !== undefined && html`<p class="lead">${description}</p>`}
    <dl class="facts">
      ${factOf('state', owner.state)} ${factOf('parties', people === '' ? undefined : people)}
      ${factOf('valid', validity(validFor))}
      ${factOf('completed', completedAt === undefined ? undefined : `${dateTimeText(completedAt)} UTC`)}
      ${factOf('template', template)} ${factOf('time zone', timeZone)}
      ${factOf('document', html`<a href="/tmf-api/slaManagement/v2/sla/${encodeURIComponent(owner.id)}">as JSON</a>`)}
    </dl>`;
}

function validity({ start, end }: SlaDetail['validFor']): string | undefined {
  if (start === undefined && end === undefined) return undefined;
  const from = start === undefined ? '' : `from ${dateTimeText(start)} UTC`;
  return `${from}${end === undefined ? '' : ` until ${dateTimeText(end)} UTC`}`.trim();
}

function emptyOf({ owner, ruleCount }: SlaDetail): Html {
  if (ruleCount > 0 && (owner.state ?? 'observed') === 'observed') {
    return html`<p class="muted">Its commitments are being made: they appear within moments.</p>`;
  }
  return emptyOwner(owner);
}

function reasonsOf({ owner }: SlaDetail): Html {
  const unread = owner.commitments.filter(({ status }) => status === 'notEvaluable');
  return html`${unread.map(
    ({ name, reasons }) =>
      html`<div class="note"><strong>${name} cannot be evaluated:</strong> ${reasons.join('; ')}.</div>`,
  )}`;
}

function chartCard(history: CommitmentHistory): Html {
  const { id, name, subject, status, objective, points } = history;
  if (objective === undefined) return html``;
  const linkTo = (period: { start: number; end: number }): string => commitmentPath(id, period);
  return html`<article class="card">
    <header>
      <h3><a href="${commitmentPath(id)}">${name}</a></h3>
      ${statusBadge(status)}
    </header>
    <p class="muted">${promiseText(objective)} · ${subjectOf(subject)} · now ${attainedOf(history)}</p>
    ${periodChart({ objective, points, height: 140, linkTo })} ${legendOf(marksIn(points))}
    <details id="table-${id}">
      <summary>Show as a table</summary>
      ${periodTable(history)}
    </details>
  </article>`;
}

function violationsOf({ violations, violationTotal, at }: SlaDetail): Html {
  if (violations.length === 0) return html`<p class="muted">None was ever recorded.</p>`;
  const more = violationTotal - violations.length;
  return html`${violationList(violations, at, true)}${more > 0 && html`<p class="more muted">and ${counted(more, 'earlier one')}</p>`}`;
}
