import { outcomeWords, placeOf } from './console.ts';
import { type Html, html } from './html.ts';
import { type CheckResult, type Outcome, outcomes, totalsOf } from './report.ts';

/** Every check, by the part of the standard it comes from; parts with something wrong are open. */
export function chapters(results: readonly CheckResult[]): Html[] {
  const nameOf = ({ rule }: CheckResult): string => `${rule.document} ${rule.section}`;
  return [...new Set(results.map(nameOf))].map((name) =>
    chapter(
      name,
      results.filter((each) => nameOf(each) === name),
    ),
  );
}

function chapter(name: string, results: readonly CheckResult[]): Html {
  const totals = totalsOf(results);
  const isOpen = totals.failed + totals.error > 0;
  const checks = [...new Set(results.map(({ id }) => id))].map((id) => results.filter((each) => each.id === id));
  return html`<details class="chapter" ${isOpen && 'open'}>
    <summary><span class="name">${name}</span> ${outcomes.map((outcome) => counted(outcome, totals[outcome]))}</summary>
    <table class="checks">
      <thead>
        <tr>
          <th>Rule</th>
          <th>Result</th>
        </tr>
      </thead>
      <tbody>
        ${checks.map(row)}
      </tbody>
    </table>
  </details>`;
}

function counted(outcome: Outcome, count: number): Html | undefined {
  return count === 0 ? undefined : html`<span class="chip ${outcome}">${count} ${outcomeWords[outcome]}</span>`;
}

function row(results: readonly CheckResult[]): Html | undefined {
  const [first] = results;
  if (first === undefined) return undefined;
  const hasTrouble = results.some(({ failure }) => failure !== undefined);
  const id = hasTrouble ? html`<a href="#${first.id}"><code>${first.id}</code></a>` : html`<code>${first.id}</code>`;
  return html`<tr>
    <td>${first.title}<br /><span class="soft small">${id} · ${first.severity}</span></td>
    <td class="result">${outcomes.map((outcome) => outcomeOf(outcome, results))}</td>
  </tr>`;
}

/** How many places came out so, and which, unless all did. */
function outcomeOf(outcome: Outcome, results: readonly CheckResult[]): Html | undefined {
  const here = results.filter((each) => each.outcome === outcome);
  if (here.length === 0) return undefined;
  const chip = html`<span class="chip ${outcome}">${here.length} ${outcomeWords[outcome]}</span>`;
  if (outcome === 'passed') return chip;
  const reasons = [...new Set(here.flatMap(({ reason }) => (reason === undefined ? [] : [reason])))].join('; ');
  return html`${chip}<br /><span class="soft small"
      >${here.map(placeOf).join(', ')}${reasons === '' ? '' : `: ${reasons}`}</span
    ><br />`;
}
