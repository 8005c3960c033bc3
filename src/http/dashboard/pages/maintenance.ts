import type { Listed } from '../../../usecases/dashboard/model.ts';
import type { WindowDetail, WindowLine } from '../../../usecases/dashboard/read-maintenance.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { auditOf } from './audit.ts';
import { gapsPath, slaPath, windowPath, windowsPath } from '../links.ts';
import { factOf, pagerOf } from '../parts.ts';
import { spanOf, timeOf } from '../times.ts';
import { counted } from '../words.ts';

const scopeShown = 3;

/** All maintenance windows, page by page. */
export function windowsPage(list: Listed<WindowLine>): Page {
  const { total, lines, at } = list;
  const content = html`<h1>${total === 0 ? 'No maintenance announced' : counted(total, 'maintenance window')}</h1>
    ${
      total === 0 &&
      html`<p class="lead">
        Announce work with <code>POST /assurance/v1/maintenanceWindow</code>, or from a calendar file with
        <code>surety import-calendar</code>.
      </p>`
    }
    ${
      lines.length > 0 &&
      html`<table aria-label="Maintenance windows">
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Work</th>
            <th scope="col">When</th>
            <th scope="col">Touches</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(rowOf)}
        </tbody>
      </table>`
    }
    ${pagerOf(list, (offset) => `${windowsPath}?offset=${String(offset)}`)}
    <p class="more"><a href="${gapsPath}">Collector gaps</a>: time in which measurements could not be taken in</p>`;
  return { title: 'Maintenance', section: 'maintenance', at, content };
}

function rowOf(line: WindowLine): Html {
  const { id, name, kind, scope, rule, span, timeZone } = line;
  const more = scope.length - scopeShown;
  return html`<tr>
    <td class="status">${stateBadge(line)}</td>
    <td class="what">
      <a href="${windowPath(id)}">${name}</a>
      <div class="muted">${kindWords[kind] ?? kind}${rule !== undefined && ', recurring'}</div>
    </td>
    <td data-label="When">${span === undefined ? '–' : spanOf(span, timeZone)}</td>
    <td data-label="Touches">${scope.slice(0, scopeShown).join(', ')}${more > 0 && ` and ${String(more)} more`}</td>
  </tr>`;
}

const kindWords: Readonly<Record<string, string>> = {
  planned: 'planned work',
  emergency: 'emergency, never excluded',
  customer: "at the customer's wish",
  forceMajeure: 'force majeure',
};

const stateColours: Readonly<Record<string, string>> = {
  started: 'warn',
  overrun: 'bad',
  planned: 'good',
  changed: 'warn',
};

/** How a window stands, as a word and a colour. */
function stateBadge({ state }: Pick<WindowLine, 'state'>): Html {
  return html`<span class="badge ${stateColours[state] ?? 'quiet'}">${state}</span>`;
}

/** One window: when, on what, whom it affects, and what was changed about it. */
export function windowPage(detail: WindowDetail): Page {
  const { name, kind, scope, span, timeZone, rule, noticeGivenAt, approver, at } = detail;
  const content = html`<header class="title">
      <p class="crumb"><a href="${windowsPath}">Maintenance</a></p>
      <h1>${name}</h1>
      ${stateBadge(detail)}
    </header>
    <dl class="facts">
      ${factOf('when', span === undefined ? undefined : spanOf(span, timeZone))}
      ${factOf('kind', kindWords[kind] ?? kind)} ${factOf('comes again', rule)} ${factOf('touches', scope.join(', '))}
      ${factOf('announced', noticeGivenAt === undefined ? undefined : timeOf(noticeGivenAt, timeZone))}
      ${factOf('approved by', approver)}
    </dl>
    ${occurrencesOf(detail)} ${affectedOf(detail)} ${auditOf(detail.audit, at)}`;
  return { title: name, section: 'maintenance', at, content };
}

function occurrencesOf({ occurrences, timeZone }: WindowDetail): Html | undefined {
  if (occurrences.length === 0) return undefined;
  return html`<section aria-labelledby="occurrences">
    <h2 id="occurrences">Times</h2>
    <table aria-label="Times">
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        ${occurrences.map(
          (each) =>
            html`<tr>
              <td class="status">${stateBadge(each)}</td>
              <td class="what">${spanOf(each, timeZone)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function affectedOf({ agreements, isAffectedCut }: WindowDetail): Html {
  return html`<section aria-labelledby="affected">
    <h2 id="affected">Agreements it affects</h2>
    ${
      agreements.length === 0
        ? html`<p class="muted">None that is known.</p>`
        : html`<ul>
            ${agreements.map(({ id, name }) => html`<li><a href="${slaPath(id)}">${name}</a></li>`)}
          </ul>`
    }
    ${isAffectedCut && html`<p class="more muted">and further ones</p>`}
  </section>`;
}
