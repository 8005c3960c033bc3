import type { Listed } from '../../../usecases/dashboard/model.ts';
import type { CalendarDetail, CalendarLine, ComingDay, WeekDay } from '../../../usecases/dashboard/read-calendars.ts';
import { type Html, html } from '../../html.ts';
import type { Page } from '../layout.ts';
import { calendarPath, calendarsPath, slaPath } from '../links.ts';
import { factOf, pagerOf } from '../parts.ts';
import { spanText } from '../times.ts';
import { counted } from '../words.ts';

/** All calendars, page by page. */
export function calendarsPage(list: Listed<CalendarLine>): Page {
  const { total, lines, at } = list;
  const content = html`<h1>${total === 0 ? 'No calendar yet' : counted(total, 'calendar')}</h1>
    ${
      total === 0 &&
      html`<p class="lead">
        A calendar says when a service is promised. Make one with <code>POST /assurance/v1/calendar</code>, or from a
        file with <code>surety import-calendar</code>.
      </p>`
    }
    ${
      lines.length > 0 &&
      html`<table aria-label="Calendars">
        <thead>
          <tr>
            <th scope="col">Calendar</th>
            <th scope="col">Hours</th>
            <th scope="col">Zone</th>
            <th scope="col" class="number">Days</th>
          </tr>
        </thead>
        <tbody>
          ${lines.map(rowOf)}
        </tbody>
      </table>`
    }
    ${pagerOf(list, (offset) => `${calendarsPath}?offset=${String(offset)}`)}`;
  return { title: 'Calendars', section: 'calendars', at, content };
}

function rowOf({ id, name, timeZone, week, days }: CalendarLine): Html {
  return html`<tr>
    <td class="what"><a href="${calendarPath(id)}">${name}</a></td>
    <td data-label="Hours">${weekText(week)}</td>
    <td data-label="Zone">${timeZone}</td>
    <td class="number" data-label="Days">${days === 0 ? '–' : days}</td>
  </tr>`;
}

const short = (day: string): string => day.charAt(0).toUpperCase() + day.slice(1, 3);

/** `Mon–Fri 08:00–16:00`: neighbouring days with the same hours together. */
export function weekText(week: readonly WeekDay[]): string {
  if (week.length === 0) return 'round the clock';
  const groups: { first: string; last: string; hours: string }[] = [];
  let before = '';
  for (const { day, hours } of week) {
    const text = hours.join(', ');
    const last = groups.at(-1);
    if (text !== '' && last !== undefined && before === text) last.last = day;
    else if (text !== '') groups.push({ first: day, last: day, hours: text });
    before = text;
  }
  const dayText = (first: string, last: string): string =>
    first === last ? short(first) : `${short(first)}–${short(last)}`;
  return groups.length === 0
    ? 'closed'
    : groups.map(({ first, last, hours }) => `${dayText(first, last)} ${hours}`).join('; ');
}

/** One calendar: its week, the days to come that are otherwise, and who rests on it. */
export function calendarPage(detail: CalendarDetail): Page {
  const { name, description, timeZone, week, parents } = detail;
  const content = html`<header class="title">
      <p class="crumb"><a href="${calendarsPath}">Calendars</a></p>
      <h1>${name}</h1>
    </header>
    ${description !== undefined && html`<p class="lead">${description}</p>`}
    <dl class="facts">
      ${factOf('hours', weekText(week))} ${factOf('clock', timeZone)}
      ${factOf('built on', parents.length === 0 ? undefined : html`${parents.map(parentOf)}`)}
    </dl>
    ${weekOf(week)} ${comingOf(detail)} ${usersOf(detail)}`;
  return { title: name, section: 'calendars', content };
}

function parentOf({ id, name }: { id: string; name: string }): Html {
  return html`<a href="${calendarPath(id)}">${name}</a> `;
}

function weekOf(week: readonly WeekDay[]): Html | undefined {
  if (week.length === 0) return undefined;
  return html`<section aria-labelledby="week">
    <h2 id="week">Week</h2>
    <table aria-label="Hours of the week">
      <thead>
        <tr>
          ${week.map(({ day }) => html`<th scope="col">${short(day)}</th>`)}
        </tr>
      </thead>
      <tbody>
        <tr>
          ${week.map(
            ({ day, hours }) =>
              html`<td data-label="${short(day)}">
                ${hours.length === 0 ? html`<span class="muted">closed</span>` : hours.join(', ')}
              </td>`,
          )}
        </tr>
      </tbody>
    </table>
  </section>`;
}

function comingOf({ coming, comingTotal, timeZone }: CalendarDetail): Html {
  const more = comingTotal - coming.length;
  return html`<section aria-labelledby="coming">
    <h2 id="coming">Holidays and exceptions to come</h2>
    ${
      coming.length === 0
        ? html`<p class="muted">None in the coming year.</p>`
        : html`<table aria-label="Holidays and exceptions to come">
            <thead>
              <tr>
                <th scope="col">When</th>
                <th scope="col">Name</th>
                <th scope="col">Hours</th>
              </tr>
            </thead>
            <tbody>
              ${coming.map((day) => comingRow(day, timeZone))}
            </tbody>
          </table>`
    }
    ${more > 0 && html`<p class="more muted">and ${counted(more, 'later one')} within a year</p>`}
  </section>`;
}

function comingRow({ date, span, name, what }: ComingDay, timeZone: string): Html {
  return html`<tr>
    <td class="what">${span === undefined ? (date ?? '') : spanText(span, timeZone)}</td>
    <td data-label="Name">${name ?? '–'}</td>
    <td data-label="Hours">${what}</td>
  </tr>`;
}

function usersOf({ agreements, agreementTotal, objectives }: CalendarDetail): Html {
  const more = agreementTotal - agreements.length;
  const isUnused = agreements.length + objectives.length === 0;
  return html`<section aria-labelledby="users">
    <h2 id="users">Promises that rest on it</h2>
    ${
      isUnused
        ? html`<p class="muted">No agreement and no objective names it.</p>`
        : html`<ul>
            ${agreements.map(({ id, name }) => html`<li><a href="${slaPath(id)}">${name}</a></li>`)}
            ${objectives.map(({ name }) => html`<li>objective ${name}</li>`)}
          </ul>`
    }
    ${more > 0 && html`<p class="more muted">and ${counted(more, 'further agreement')}</p>`}
  </section>`;
}
