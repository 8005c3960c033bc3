import { outcomeWords, placeOf } from './console.ts';
import { type Html, html } from './html.ts';
import type { CheckResult, ExchangeExcerpt, Failure } from './report.ts';

/** One broken rule: where it is broken, and the first of these places told whole. */
export function trouble(results: readonly CheckResult[], isOpen: boolean): Html | undefined {
  const [first, ...others] = results;
  if (first?.failure === undefined) return undefined;
  const { id, title, rule, severity, outcome, failure } = first;
  return html`<details class="trouble ${outcome}" id="${id}" ${isOpen && 'open'}>
    <summary>
      <span class="chip ${outcome}">${outcomeWords[outcome]}</span> <code>${id}</code>
      <span class="soft small">${rule.document} ${rule.section} · ${severity}</span>
      <h3>${title}</h3>
      <span class="soft small">Not so in ${results.map(placeOf).join(', ')}</span>
    </summary>
    ${told(first, failure)}
    ${others.map(
      (other) =>
        other.failure &&
        html`<details>
          <summary>And in ${placeOf(other)}</summary>
          ${told(other, other.failure)}
        </details>`,
    )}
  </details>`;
}

function told(result: CheckResult, failure: Failure): Html {
  const { message, expected, actual, judged, exchanges } = failure;
  return html`<p class="what">${placeOf(result)}: ${message}</p>
    <div class="both">${labelled('Expected', expected)} ${labelled('Actual', actual)}</div>
    ${judged && exchange(judged)}
    ${
      judged &&
      html`<p class="label">Repeat it</p>
        <pre>${judged.curl}</pre>`
    }
    ${
      exchanges.length > 1 &&
      html`<details>
        <summary class="small">Everything this check sent (${exchanges.length} requests)</summary>
        ${exchanges.map(
          (each, at) =>
            html`<p class="label">Request ${at + 1}</p>
              ${exchange(each)}`,
        )}
      </details>`
    }`;
}

function exchange({ request, response = 'no answer' }: ExchangeExcerpt): Html {
  return html`<div class="both">${labelled('Request', request)} ${labelled('Response', response)}</div>`;
}

function labelled(label: string, text: string | undefined): Html | undefined {
  if (text === undefined) return undefined;
  return html`<div>
    <p class="label">${label}</p>
    <pre>${text}</pre>
  </div>`;
}
