import { outcomeWords, verdictText } from './console.ts';
import { type Html, html, markupOf, verbatim } from './html.ts';
import { chapters } from './page-checks.ts';
import { trouble } from './page-trouble.ts';
import { type ApiSummary, type Outcome, outcomes, type Report } from './report.ts';
import { style } from './style.ts';

/** The report as one HTML page that needs nothing beside it. */
export function pageOf(report: Report): string {
  const title = `Conformance of ${report.url}`;
  return markupOf(
    html`<!doctype html>
      <html lang="en">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <style>
            ${verbatim(style)}
          </style>
        </head>
        <body>
          <main>
            <h1>Conformance with TM Forum TMF657, TMF623 and TMF630</h1>
            ${verdict(report)} ${facts(report)} ${tested(report)} ${troubles(report)} ${warnings(report)}
            ${everything(report)} ${legend()}
          </main>
        </body>
      </html>`,
  );
}

function verdict(report: Report): Html {
  return html`<div class="verdict ${report.verdict}">
    <strong>${verdictText(report)}</strong>
    <p>${adviceFor(report)}</p>
  </div>`;
}

function adviceFor({ results, totals }: Report): string {
  const rules = (among: readonly Outcome[]): number =>
    new Set(results.filter(({ outcome }) => among.includes(outcome)).map(({ id }) => id)).size;
  const all = rules(outcomes);
  if (totals.failed + totals.error > 0) {
    const broken = rules(['failed', 'error']);
    return `${grouped(broken)} of ${grouped(all)} rules ${broken === 1 ? 'is' : 'are'} broken. Each is told below: what was sent, what came back, and a command to repeat it.`;
  }
  if (totals.warning > 0) return 'Nothing that is mandatory is broken. Below are recommendations it does not follow.';
  return `All ${grouped(rules(['passed']))} rules that could be looked at hold.`;
}

function facts({ totals, results }: Report): Html {
  const fact = (name: string, count: number): Html =>
    html`<div class="${count === 0 && 'zero'}">
      <dt>${name}</dt>
      <dd>${grouped(count)}</dd>
    </div>`;
  return html`<dl class="facts">
    ${fact('Checks', results.length)} ${fact('Passed', totals.passed)} ${fact('Failed', totals.failed + totals.error)}
    ${fact('Warnings', totals.warning)} ${fact('Not offered or skipped', totals.notOffered + totals.skipped)}
  </dl>`;
}

function tested(report: Report): Html {
  const seconds = (report.durationMs / 1000).toFixed(1);
  const rules = new Set(report.results.map(({ id }) => id)).size;
  // Columns of nothing but zeros say nothing.
  const shown = outcomes.filter(
    (outcome) => outcome === 'passed' || outcome === 'failed' || report.totals[outcome] > 0,
  );
  return html`<h2>What was tested</h2>
    <p>
      The server at <code>${report.url}</code>, from outside, on ${report.startedAt.slice(0, 10)} at
      ${report.startedAt.slice(11, 19)} UTC, for ${seconds} seconds: ${rules} rules, each on every API and resource it
      applies to. ${report.isStrict && 'The run was strict: recommendations and optional parts count as well.'}
      ${report.leftovers.length === 0 ? 'Everything the checks created was removed again.' : leftBehind(report.leftovers)}
    </p>
    <table class="apis">
      <thead>
        <tr>
          <th>API</th>
          ${shown.map((outcome) => html`<th class="number">${outcomeWords[outcome]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${report.apis.map((api) => apiRow(api, shown))}
      </tbody>
    </table>`;
}

function leftBehind(urls: readonly string[]): Html {
  return html`These could not be removed: ${urls.map((url) => html`<br /><code>${url}</code>`)}`;
}

function apiRow({ title, baseUrl, isOffered, absence = '', totals }: ApiSummary, shown: readonly Outcome[]): Html {
  const cells = isOffered
    ? shown.map((outcome) => numberCell(outcome, totals[outcome]))
    : html`<td colspan="${shown.length}" class="soft">Not there: ${absence}</td>`;
  return html`<tr>
    <th scope="row">${title}<br /><code class="soft small">${baseUrl}</code></th>
    ${cells}
  </tr>`;
}

function numberCell(outcome: Outcome, count: number): Html {
  const shown =
    count === 0 ? html`<span class="soft">0</span>` : html`<span class="chip ${outcome}">${grouped(count)}</span>`;
  return html`<td class="number ${count === 0 && 'zero'}" data-name="${outcomeWords[outcome]}">${shown}</td>`;
}

function troubles(report: Report): Html | undefined {
  const text = 'Each of these must hold. Open one to see what was sent and what came back.';
  return troubleList(report, ['failed', 'error'], { title: 'What is broken', text });
}

function warnings(report: Report): Html | undefined {
  const text = 'These should or may hold: a server can do without, but its clients may not expect it.';
  return troubleList(report, ['warning'], { title: 'Warnings', text });
}

function troubleList(
  report: Report,
  among: readonly Outcome[],
  words: { title: string; text: string },
): Html | undefined {
  const found = report.results.filter(({ outcome }) => among.includes(outcome));
  if (found.length === 0) return undefined;
  const groups = [...new Set(found.map(({ id }) => id))].map((id) => found.filter((each) => each.id === id));
  return html`<h2>
      ${words.title} <span class="soft">(${groups.length} ${groups.length === 1 ? 'rule' : 'rules'})</span>
    </h2>
    <p class="soft">${words.text}</p>
    ${groups.map((group, at) => trouble(group, at === 0))}`;
}

function everything({ results }: Report): Html {
  return html`<h2>Every check</h2>
    <p class="soft">By the part of the standard it comes from. Open a part to see its checks.</p>
    ${chapters(results)}`;
}

function legend(): Html {
  const meanings: Readonly<Record<Outcome, string>> = {
    failed: 'The server breaks a rule that must hold.',
    error: 'The check itself went wrong: a fault of this tool, or a server that answered something unheard of.',
    warning: 'A rule that should or may hold does not.',
    skipped: 'It could not be looked at, because something it needs did not work; another check says what.',
    notOffered: 'The server does not have this optional thing.',
    passed: 'The server does what the rule says.',
  };
  return html`<h2>What the words mean</h2>
    <ul class="legend">
      ${outcomes.map((outcome) => html`<li><span class="chip ${outcome}">${outcomeWords[outcome]}</span> ${meanings[outcome]}</li>`)}
    </ul>
    <p class="soft small">
      A check is named after the document its rule is in (TMF630: REST design guidelines; TMF657: service quality
      management; TMF623: SLA management) and its subject. <em>must</em>, <em>should</em> and <em>may</em> say how
      binding the rule is.
    </p>`;
}

/** A count with thousands set apart. */
function grouped(count: number): string {
  return count.toLocaleString('en-US');
}
