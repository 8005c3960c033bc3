import { formatInstant } from '../../kernel/instant.ts';
import { type Html, html, textOf } from '../html.ts';
import { calendarsPath, overviewPath, subscriptionsPath, windowsPath } from './links.ts';
import { clockText } from './times.ts';
import { hatchings } from './time-bar.ts';

/** A page: its title, what stands in it, and which part of the navigation it belongs to. */
export interface Page {
  title: string;
  /** Where the reader is; absent for pages outside the navigation. */
  section?: 'overview' | 'slas' | 'commitments' | 'calendars' | 'maintenance' | 'subscriptions';
  /** When its content was read, UTC ms; such a page keeps itself fresh. Absent: it stays as it is. */
  at?: number;
  content: Html;
}

const sections = [
  { section: 'overview', path: overviewPath, name: 'Overview' },
  { section: 'slas', path: `${overviewPath}/slas`, name: 'Agreements' },
  { section: 'commitments', path: `${overviewPath}/commitments`, name: 'Commitments' },
  { section: 'calendars', path: calendarsPath, name: 'Calendars' },
  { section: 'maintenance', path: windowsPath, name: 'Maintenance' },
  { section: 'subscriptions', path: subscriptionsPath, name: 'Subscriptions' },
] as const;

/** The page as a whole document. */
export function documentOf(page: Page): string {
  const { title, section, at } = page;
  const live = at === undefined ? undefined : html` data-live="5"`;
  return `<!doctype html>\n${textOf(
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Surety</title>
        <link rel="icon" href="/dashboard/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/dashboard/assets/style.css" />
        <script src="/dashboard/assets/refresh.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <a class="brand" href="/dashboard"
            ><img src="/dashboard/assets/icon.svg" alt="" width="22" height="22" />Surety</a
          >
          <nav aria-label="Pages">
            ${sections.map(
              ({ section: own, path, name }) =>
                html`<a href="${path}" ${own === section && html`aria-current="page"`}>${name}</a>`,
            )}<a href="/api-docs">APIs</a>
          </nav>
        </header>
        ${hatchings}
        <main id="main" tabindex="-1" ${live}>${mainOf(page)}</main>
      </body>
    </html>`,
  )}\n`;
}

/** What stands in the main part: all that a refresh fetches. */
export function fragmentOf(page: Page): string {
  return textOf(mainOf(page));
}

function mainOf({ content, at }: Page): Html {
  const read =
    at !== undefined &&
    html`<p class="read">
      Read at <time datetime="${formatInstant(at)}">${clockText(at)} UTC</time><span id="live"></span>
    </p>`;
  return html`${content}${read}`;
}
