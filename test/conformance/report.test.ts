import { expect } from 'chai';
import { junitOf } from '../../conformance/report/junit.ts';
import { pageOf } from '../../conformance/report/page.ts';
import { type CheckResult, type Report, totalsOf, verdictOf } from '../../conformance/report/report.ts';

const evil = `<script>alert(1)</script> "quoted" 'single' & ]]> \u0000 \ud800 \u001b[31m`;

const base: CheckResult = {
  ...{ id: 'TMF630-5-206', title: 'A part is answered with 206', severity: 'must', api: 'TMF657 v4' },
  ...{ resource: 'serviceLevelObjective', rule: { document: 'TMF630', section: 'Part 1, 4.5 paging' } },
  ...{ outcome: 'passed', durationMs: 12.4 },
};
const exchange = { request: `GET http://h/?a=${evil}`, response: `200\n\n${evil}`, curl: `curl '${evil}'` };
const failure = { message: evil, expected: evil, actual: evil, judged: exchange, exchanges: [exchange, exchange] };

const results: CheckResult[] = [
  base,
  { ...base, id: 'TMF630-5-limit', outcome: 'failed', failure },
  { ...base, id: 'TMF630-5-limit', resource: 'serviceLevelSpecification', outcome: 'failed', failure },
  { ...base, id: 'TMF630-6-two', severity: 'should', outcome: 'warning', failure },
  { ...base, id: 'TMF630-9-x', outcome: 'notOffered', reason: evil },
  { ...base, id: 'TMF630-9-y', outcome: 'skipped', reason: evil },
  { ...base, id: 'TMF630-9-z', outcome: 'error', failure },
];

const report: Report = {
  ...{ verdict: 'failed', url: 'http://h', startedAt: '2026-11-22T12:00:00.000Z', durationMs: 1234, isStrict: false },
  ...{ isInterrupted: false, totals: totalsOf(results), results, leftovers: ['http://h/left'] },
  apis: [
    { title: 'TMF657 v4', baseUrl: 'http://h/v4', isOffered: true, totals: totalsOf(results) },
    { title: 'TMF623', baseUrl: 'http://h/sla', isOffered: false, absence: evil, totals: totalsOf([]) },
  ],
};

/** The elements of a text of markup that are not closed in their order; void ones of HTML do not count. */
function unbalanced(markup: string): string[] {
  const open: string[] = [];
  const plain = markup.replace(/<style>[\s\S]*?<\/style>/g, '');
  for (const [, end, name = '', selfClosed] of plain.matchAll(/<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*?)?(\/?)>/gi)) {
    if (selfClosed === '/' || ['meta', 'br'].includes(name)) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('the reports of a run', () => {
  it('fail for what must hold, and strictly for all that is wanting', () => {
    const of = (...outcomes: CheckResult['outcome'][]) => totalsOf(outcomes.map((outcome) => ({ ...base, outcome })));
    expect(verdictOf(of('passed', 'warning', 'skipped', 'notOffered'), false)).to.equal('passed');
    expect(verdictOf(of('passed', 'failed'), false)).to.equal('failed');
    expect(verdictOf(of('passed', 'error'), false)).to.equal('failed');
    for (const outcome of ['warning', 'skipped', 'notOffered'] as const) {
      expect(verdictOf(of('passed', outcome), true), outcome).to.equal('failed');
    }
    expect(verdictOf(of('passed'), true)).to.equal('passed');
  });

  it('are JUnit XML that is well-formed whatever a server has answered', () => {
    const xml = junitOf(report);
    expect(unbalanced(xml.replace(/<\?xml[^>]*\?>/, ''))).to.deep.equal([]);
    expect(xml).not.to.match(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]|[\ud800-\udfff]/);
    expect(xml).not.to.match(/&(?!amp;|lt;|gt;|quot;|apos;|#\d+;)/);
    expect(xml.match(/<testcase /g)).to.have.length(results.length);
    expect(xml).to.include('<testsuites name="conformance" tests="7" failures="2" errors="1"');
    expect(xml.match(/<failure /g)).to.have.length(2);
    expect(xml.match(/<skipped message/g)).to.have.length(2);
    expect(xml.match(/<system-out>/g)).to.have.length(1);
  });

  it('are a page that is well-formed, escapes everything and fetches nothing', () => {
    const page = pageOf(report);
    expect(unbalanced(page.replace('<!doctype html>', ''))).to.deep.equal([]);
    expect(page).not.to.match(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
    expect(page.match(/(?:src|href)="(?!#)/g)).to.equal(null);
    expect(page).to.include('&lt;script&gt;alert(1)');
  });

  it('are a page that begins with the verdict and tells what fails before anything else', () => {
    const page = pageOf(report);
    const places = [
      'The server does not conform.',
      'What was tested',
      'What is broken',
      'Warnings',
      'Every check',
      'What the words mean',
    ];
    const found = places.map((text, at) =>
      at === 0 ? page.indexOf(text) : page.search(new RegExp(`<h2>\\s*${text}`)),
    );
    expect(found.every((place) => place > 0)).to.equal(true);
    expect([...found].sort((left, right) => left - right)).to.deep.equal(found);
    expect(page).to.include('http://h/left');
  });

  it('are a page that says so when nothing is wanting', () => {
    const passed = [base];
    const good: Report = { ...report, verdict: 'passed', results: passed, totals: totalsOf(passed), leftovers: [] };
    expect(pageOf(good)).to.include('The server conforms.').and.not.include('What is broken');
  });
});
