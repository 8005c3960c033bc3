import { formatInstant } from '../../../kernel/instant.ts';
import { type Html, html } from '../../html.ts';

const minuteMs = 60_000;

/** What to do with a service that has no agreement yet: three calls to copy. */
export function firstSteps(origin: string, now: number): Html {
  return html`<section class="steps" aria-label="First steps">
    <p>Surety compares what was promised with what is measured. Three calls, and this page fills:</p>
    <ol>
      <li>
        Promise something: the mean latency of a site stays at or below 50 ms in every minute.
        <pre><code>${promiseCall(origin)}</code></pre>
      </li>
      <li>
        Say what was measured.
        <pre><code>${measurementCall({ origin, now, indicator: 'latency', subject: 'site-7' })}</code></pre>
      </li>
      <li>Look here again: the agreement, its status and, for 80 ms, a violation.</li>
    </ol>
    <p>
      All calls, to read and to try: <a href="/api-docs">the APIs</a>. Files and streams of measurements come in with
      <code>surety import</code>. To watch a network with good and bad hours instead, stop this service and run
      <code>npm run demo</code>.
    </p>
  </section>`;
}

/** A call that reports two measurements around `now`, to copy into a shell. */
export function measurementCall(of: { origin: string; now: number; indicator: string; subject: string }): string {
  const { origin, now, indicator, subject } = of;
  const minute = Math.floor(now / minuteMs) * minuteMs;
  const values = [
    { indicator, subject, value: 30, at: formatInstant(minute - 2 * minuteMs) },
    { indicator, subject, value: 80, at: formatInstant(minute - minuteMs) },
    { indicator, subject, value: 30, at: formatInstant(minute) },
  ];
  return curl(
    `${origin}/assurance/v1/measurement`,
    `[\n${values.map((value) => `  ${JSON.stringify(value)}`).join(',\n')}\n]`,
  );
}

function promiseCall(origin: string): string {
  const sla = {
    name: 'Gold access for site 7',
    relatedEntity: [{ id: 'site-7' }],
    rule: [
      {
        ...{ id: 'latency', metric: 'latency', unit: 'ms', operator: '.le', referenceValue: '50' },
        conformanceWindow: { type: 'calendar', duration: 'PT1M', timeZone: 'UTC' },
        measurementInterval: 'PT1M',
      },
    ],
  };
  return curl(`${origin}/tmf-api/slaManagement/v2/sla`, JSON.stringify(sla, undefined, 2));
}

function curl(url: string, body: string): string {
  const quoted = body.replaceAll("'", String.raw`'\''`);
  return `curl ${url} -H 'Content-Type: application/json' -d '${quoted}'`;
}
