import { relationText } from '../../domain/comparator.ts';
import type {
  ChartPoint,
  CommitmentHistory,
  CommitmentLine,
  Listed,
  ViolationLine,
} from '../../usecases/dashboard/model.ts';
import { resultBadge, statusBadge } from './badge.ts';
import { type Html, html } from '../html.ts';
import { commitmentPath, slaPath } from './links.ts';
import { agoOf, spanOf, timeOf } from './times.ts';
import {
  amountText,
  counted,
  finalityWords,
  readableText,
  promiseText,
  shareText,
  subjectText,
  withUnit,
} from './words.ts';

/** Periods of a table that are not folded away. */
const periodsUnfolded = 12;

/** The value last attained, or why there is none. */
export function attainedOf({ current, objective, status }: CommitmentLine): Html {
  const attained = current?.figures.attained;
  if (attained !== undefined) return html`<span class="value">${amountText(attained, objective)}</span>`;
  if (status === 'notEvaluable') return html`<span class="muted">–</span>`;
  return html`<span class="muted">no value yet</span>`;
}

/** A row for one commitment: status, what is promised, of whom, the value. Cells carry their column's name for narrow screens. */
function commitmentRow(line: CommitmentLine, now: number): Html {
  const { id, name, objective, subject, indicator, reasons, since, status } = line;
  const promise = objective === undefined ? (reasons[0] ?? '') : `${indicator}: ${promiseText(objective)}`;
  return html`<tr>
    <td class="status">${statusBadge(status)}</td>
    <td class="what">
      <a href="${commitmentPath(id)}">${name}</a>
      <div class="muted">${promise}</div>
    </td>
    <td data-label="Subject">${subjectOf(subject)}</td>
    <td class="number" data-label="Attained">${attainedOf(line)}</td>
    <td class="when" data-label="Since">
      ${since === undefined ? html`<span class="muted">–</span>` : agoOf(since, now)}
    </td>
  </tr>`;
}

/** A table of commitments. */
export function commitmentTable(lines: readonly CommitmentLine[], now: number, label: string): Html {
  return html`<table class="commitments" aria-label="${label}">
    <thead>
      <tr>
        <th scope="col">Status</th>
        <th scope="col">Promise</th>
        <th scope="col">Subject</th>
        <th scope="col" class="number">Attained</th>
        <th scope="col">Since</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map((line) => commitmentRow(line, now))}
    </tbody>
  </table>`;
}

/** Whose measurements. */
export function subjectOf(subject: string): Html {
  return subject === '*' ? html`<em>any subject</em>` : html`<span class="subject">${subjectText(subject)}</span>`;
}

/** Violations, the newest first; `isOfSla` leaves the agreement's name out. */
export function violationList(lines: readonly ViolationLine[], now: number, isOfSla = false): Html {
  return html`<ul class="violations">
    ${lines.map((line) => violationItem(line, now, isOfSla))}
  </ul>`;
}

function violationItem(line: ViolationLine, now: number, isOfSla: boolean): Html {
  const { at, state, restoredAt, subject } = line;
  const isOver = restoredAt !== undefined || state === 'closed' || state === 'withdrawn';
  return html`<li class="${isOver ? 'over' : 'open'}">
    <div class="head">
      <span class="badge ${isOver ? 'quiet' : 'bad'}">${state ?? 'recorded'}</span>
      <strong>${titleOf(line)}</strong>
      <span class="when">${at === undefined ? 'at an unknown time' : agoOf(at, now)}</span>
    </div>
    <div>${valuesOf(line)}${subject !== undefined && html` · ${subjectOf(subject)}`}</div>
    ${isOfSla ? commentOf(line) : slaOf(line)} ${outcomeOf(line)}
  </li>`;
}

function outcomeOf({ credit, restoredAt }: ViolationLine): Html {
  return html`${credit !== undefined && html`<div>credit ${credit}</div>`}${
    restoredAt !== undefined && html`<div class="muted">kept again since ${timeOf(restoredAt)}</div>`
  }`;
}

function commentOf({ comment }: ViolationLine): Html | undefined {
  return comment === undefined ? undefined : html`<div class="muted">${comment}</div>`;
}

function titleOf({ rule, id, commitmentId, period }: ViolationLine): Html {
  const name = rule ?? `violation ${id}`;
  return commitmentId === undefined
    ? html`${name}`
    : html`<a href="${commitmentPath(commitmentId, period)}">${name}</a>`;
}

function slaOf({ slaId, slaName }: ViolationLine): Html | undefined {
  if (slaId === undefined) return undefined;
  return html`<div><a href="${slaPath(slaId)}">${slaName ?? `agreement ${slaId}`}</a></div>`;
}

function valuesOf({ type, actualValue, referenceValue, operator, unit }: ViolationLine): Html {
  if (type === 'noUpdate')
    return html`<span class="value">no update</span> <span class="muted">measurements are missing</span>`;
  const actual = actualValue === undefined ? 'no value' : withUnit(readableText(actualValue, referenceValue), unit);
  const reference = referenceValue === undefined ? 'its target' : withUnit(referenceValue, unit);
  return html`<span class="value">${actual}</span>
    <span class="muted">instead of ${relationText(operator)} ${reference}</span>`;
}

/** The last periods as a table, the newest first: what a chart shows, for everybody. Older ones are folded away. */
export function periodTable(history: CommitmentHistory): Html {
  const newestFirst = [...history.points].reverse();
  const older = newestFirst.slice(periodsUnfolded);
  return html`${periodRows(history, newestFirst.slice(0, periodsUnfolded))}${
    older.length > 0 &&
    html`<details id="older-${history.id}">
      <summary>${counted(older.length, 'earlier period')}</summary>
      ${periodRows(history, older)}
    </details>`
  }`;
}

function periodRows({ id, objective }: CommitmentHistory, points: readonly ChartPoint[]): Html {
  const zone = objective?.window.timeZone ?? 'UTC';
  return html`<table class="periods">
    <thead>
      <tr>
        <th scope="col">Period</th>
        <th scope="col">Result</th>
        <th scope="col" class="number">Attained</th>
        <th scope="col" class="number">Coverage</th>
        <th scope="col">Finality</th>
      </tr>
    </thead>
    <tbody>
      ${points.map(
        (point) =>
          html`<tr>
            <td class="what"><a href="${commitmentPath(id, point)}">${spanOf(point, zone)}</a></td>
            <td data-label="Result">${resultBadge(point.result)}</td>
            <td class="number" data-label="Attained">
              ${point.attained === undefined ? '–' : amountText(point.attained, objective)}
            </td>
            <td class="number" data-label="Coverage">
              ${point.coverage === undefined ? '–' : shareText(point.coverage)}
            </td>
            <td data-label="Finality">${finalityWords[point.finality]}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Links to the pages before and after; nothing when everything stands on one. */
export function pagerOf(
  { offset, limit, total }: Listed<unknown>,
  linkTo: (offset: number) => string,
): Html | undefined {
  if (offset === 0 && total <= limit) return undefined;
  const last = Math.min(offset + limit, total);
  return html`<nav class="pager" aria-label="Further entries">
    ${offset > 0 && html`<a href="${linkTo(Math.max(0, offset - limit))}" rel="prev">← before</a>`}
    <span>${total === 0 ? 0 : offset + 1}–${last} of ${total.toLocaleString('en')}</span>
    ${last < total && html`<a href="${linkTo(offset + limit)}" rel="next">after →</a>`}
  </nav>`;
}

/** A fact in a list of facts; nothing when it is not known. */
export function factOf(name: string, value: Html | string | undefined): Html | undefined {
  if (value === undefined) return undefined;
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
