import type { Status } from '../../../domain/assessment.ts';
import type { CommitmentLine, Listed, Owner } from '../../../usecases/dashboard/model.ts';
import { statusBadge, statusIcon } from '../badge.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { overviewPath, slaPath } from '../links.ts';
import { commitmentTable, pagerOf } from '../parts.ts';
import { counted, statusWords } from '../words.ts';

/** All agreements, page by page. */
export function slasPage(list: Listed<Owner>): Page {
  const content = html`<h1>${list.total === 0 ? 'No agreements yet' : counted(list.total, 'agreement')}</h1>
    ${list.total === 0 && html`<p><a href="${overviewPath}">The overview</a> says how to make the first one.</p>`}
    ${list.lines.length > 0 && slaTable(list.lines)}
    ${pagerOf(list, (offset) => `${overviewPath}/slas?offset=${String(offset)}`)}`;
  return { title: 'Agreements', section: 'slas', at: list.at, content };
}

function slaTable(owners: readonly Owner[]): Html {
  return html`<table class="owners">
    <thead>
      <tr>
        <th scope="col">Status</th>
        <th scope="col">Agreement</th>
        <th scope="col" class="number">Commitments</th>
        <th scope="col">State</th>
      </tr>
    </thead>
    <tbody>
      ${owners.map(
        ({ id, name, status, state, total }) =>
          html`<tr>
            <td class="status">${status === undefined ? html`<span class="muted">–</span>` : statusBadge(status)}</td>
            <td class="what"><a href="${slaPath(id)}">${name}</a> <span class="muted">${id}</span></td>
            <td class="number" data-label="Commitments">${total}</td>
            <td data-label="State">${state ?? '–'}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

/** Commitments with one of the chosen statuses, page by page. */
export function commitmentsPage(list: Listed<CommitmentLine>, chosen: readonly Status[], all: readonly Status[]): Page {
  const words = chosen.map((status) => statusWords[status]).join(' or ');
  const title = `${counted(list.total, 'commitment')} ${words}`.trim();
  const linkTo = (status: Status): string => `${overviewPath}/commitments?status=${status}`;
  const query = chosen.map((status) => `status=${status}&`).join('');
  const content = html`<h1>${title}</h1>
    <nav class="filters" aria-label="Statuses">
      <a href="${overviewPath}/commitments" ${chosen.length === 0 && html`aria-current="true"`}>all</a>
      ${all.map(
        (status) =>
          html`<a href="${linkTo(status)}" ${chosen.includes(status) && html`aria-current="true"`}
            >${statusIcon(status)}${statusWords[status]}</a
          >`,
      )}
    </nav>
    ${list.lines.length > 0 ? commitmentTable(list.lines, list.at, title) : html`<p class="muted">There are none.</p>`}
    ${pagerOf(list, (offset) => `${overviewPath}/commitments?${query}offset=${String(offset)}`)}`;
  return { title: 'Commitments', section: 'commitments', at: list.at, content };
}
