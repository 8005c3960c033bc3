import { expect } from 'chai';
import { documentOf } from '../../src/http/dashboard/layout.ts';
import { commitmentPage } from '../../src/http/dashboard/pages/commitment.ts';
import { commitmentsPage, slasPage } from '../../src/http/dashboard/pages/lists.ts';
import { overviewPage } from '../../src/http/dashboard/pages/overview.ts';
import { problemPage } from '../../src/http/dashboard/pages/problem.ts';
import { slaPage } from '../../src/http/dashboard/pages/sla.ts';
import type { Overview, Owner, SlaDetail, ViolationLine } from '../../src/usecases/dashboard/model.ts';
import { availability, detail, explained, history, minuteMs, noon, objective, point } from './models.ts';

const origin = 'http://127.0.0.1:8080';
const evil = `<script>alert(1)</script>"'&<img src=x onerror=y>`;

function owner(of: Partial<Owner> = {}): Owner {
  const commitments = [history()];
  return { kind: 'sla', id: '12', name: 'Gold', state: 'observed', status: 'compliant', commitments, total: 1, ...of };
}

const quiet = { subscriptions: 0, waiting: 0, abandoned: 0, suspended: [], suspendedTotal: 0 };

function overview(of: Partial<Overview> = {}): Overview {
  return {
    ...{ at: noon, counts: [{ status: 'compliant', count: 1 }], owners: [owner()], slaTotal: 1 },
    ...{ violations: [], violationTotal: 0, deliveries: { ...quiet, latest: [] } },
    ...of,
  };
}

function slaDetail(of: Partial<SlaDetail> = {}): SlaDetail {
  return {
    ...{ at: noon, owner: owner(), parties: [], validFor: {}, ruleCount: 1, histories: [history()] },
    ...{ violations: [], violationTotal: 0 },
    ...of,
  };
}

const violation: ViolationLine = {
  ...{ id: '3', at: noon, slaId: '12', slaName: 'Gold', commitmentId: 'c-1', rule: 'Latency', subject: 'site-7' },
  ...{ operator: '.le', referenceValue: '50', actualValue: '56.123456789', unit: 'ms', state: 'open' },
};

/** Text as a reader sees it, blanks joined. */
function textIn(markup: string): string {
  return markup
    .replace(/<[^>]*>/gu, ' ')
    .replace(/[\s\u00a0]+/gu, ' ')
    .replace(/&lt;/gu, '<')
    .replace(/&amp;/gu, '&');
}

describe('every page', () => {
  const everywhere = history({
    ...{ id: evil, name: evil, indicator: evil, subject: evil, reasons: [evil] },
    objective: { ...objective, indicator: evil, unit: evil, defaulted: [evil], remarks: [evil] },
    points: [point(0, { result: 'notMet', standing: 'beyond' }), point(1, { result: 'noData' })],
  });
  const evilViolation = Object.fromEntries(
    Object.entries({ ...violation, comment: evil }).map(([name, value]) => [name, name === 'at' ? value : evil]),
  ) as unknown as ViolationLine;
  const evilOwner = owner({ id: evil, name: evil, state: evil, commitments: [everywhere] });
  const evilExplained = explained({
    ...{ formula: evil, versions: [evil], hash: evil, unusable: { samples: 1, reason: evil } },
    samples: [
      { start: noon, value: 1, unit: evil, source: evil },
      { start: noon, state: evil },
    ],
  });
  const evilDetail = detail({
    ...{ commitment: everywhere, sla: { id: evil, name: evil }, versions: [evil], explained: evilExplained },
    ...{ violations: [evilViolation], violationTotal: 1 },
  });
  const pages = {
    overview: overviewPage(
      overview({
        owners: [evilOwner, owner({ kind: 'objective', name: evil, commitments: [] })],
        violations: [evilViolation],
        deliveries: {
          ...{ subscriptions: 1, waiting: 1, abandoned: 1, oldestWaiting: noon - 1 },
          ...{ suspended: [{ endpoint: evil, since: noon - 1 }], suspendedTotal: 1 },
          latest: [{ at: noon, eventType: evil, callback: evil, state: evil, attempts: 2, outcome: evil }],
        },
      }),
      evil,
    ),
    empty: overviewPage(overview({ owners: [], slaTotal: 0, counts: [] }), evil),
    sla: slaPage(
      slaDetail({
        owner: evilOwner,
        ...{ description: evil, parties: [{ name: evil, role: evil }], timeZone: evil, template: evil },
        ...{ histories: [everywhere], violations: [evilViolation], violationTotal: 9 },
      }),
    ),
    commitment: commitmentPage(evilDetail, evil),
    'commitment that cannot be evaluated': commitmentPage(
      detail({ commitment: { ...everywhere, status: 'notEvaluable', objective: undefined } as never }),
      evil,
    ),
    'commitment without data': commitmentPage({ ...evilDetail, commitment: { ...everywhere, points: [] } }, evil),
    slas: slasPage({ at: noon, lines: [evilOwner], offset: 50, limit: 50, total: 101 }),
    commitments: commitmentsPage({ at: noon, lines: [everywhere], offset: 0, limit: 50, total: 51 }, [], ['violated']),
    problem: problemPage(evil, evil),
  };

  for (const [name, page] of Object.entries(pages)) {
    const markup = documentOf(page);

    it(`escapes whatever comes from outside: ${name}`, () => {
      expect(markup).to.not.contain('<script>alert').and.not.contain('<img src=x').and.not.contain(`"'&<`);
      expect(markup).to.contain('&lt;script&gt;');
    });

    it(`has nothing that the content security policy forbids: ${name}`, () => {
      const scripts = [...markup.matchAll(/<script[^>]*>/gu)].map(([tag]) => tag);
      expect(scripts).to.deep.equal(['<script src="/dashboard/assets/refresh.js" defer>']);
      const tags = [...markup.matchAll(/<[a-z][^>]*>/giu)].map(([tag]) => tag.replace(/"[^"]*"/gu, '""'));
      expect(tags.filter((tag) => /\s(?:style|on\w+)=/iu.test(tag))).to.deep.equal([]);
      expect(markup).to.not.contain('<style');
    });

    it(`has each id once and every tag closed: ${name}`, () => {
      const ids = [...markup.matchAll(/\sid="([^"]*)"/gu)].map(([, id]) => id);
      expect(ids.filter((id, at) => ids.indexOf(id) !== at)).to.deep.equal([]);
      expect(openTags(markup)).to.deep.equal([]);
    });
  }
});

/** Tags left open, or closed in the wrong order. */
function openTags(markup: string): string[] {
  const single = new Set(['meta', 'link', 'img', '!doctype', 'br']);
  const open: string[] = [];
  for (const [, slash, name = '', self] of markup.matchAll(/<(\/?)([a-z!][a-z0-9]*)(?:"[^"]*"|[^">])*?(\/?)>/giu)) {
    if (single.has(name.toLowerCase()) || self === '/') continue;
    if (slash === '') open.push(name);
    else if (open.at(-1) === name) open.pop();
    else return [...open, `/${name}`];
  }
  return open;
}

describe('numbers on pages', () => {
  it('never round a value to the other side of its target', () => {
    const current = {
      ...{ period: { start: noon, end: noon + minuteMs, id: 'p' }, result: 'notMet', finality: 'open', slices: [] },
      ...{
        watermark: noon,
        figures: { attained: '99.9499999', samples: 1, countedMs: 1, coveredMs: 1, coverage: 1, formula: '' },
      },
    } as never;
    const commitment = history({ objective: availability, current, status: 'violated' });
    const text = textIn(documentOf(commitmentPage(detail({ commitment }), origin)));
    expect(text)
      .to.contain('99.9499999 %')
      .and.not.match(/attained 99\.95 %/u);
  });

  it('of a violation are rounded, and its operator is told in words', () => {
    const text = textIn(documentOf(overviewPage(overview({ violations: [violation], violationTotal: 1 }), origin)));
    expect(text).to.contain('56.1235 ms instead of at most 50 ms');
  });

  it('of a violation that a client recorded stay as the client gave them', () => {
    const odd = { id: '4', actualValue: 'down', referenceValue: 'available', operator: 'roughly' };
    const text = textIn(documentOf(overviewPage(overview({ violations: [odd], violationTotal: 1 }), origin)));
    expect(text).to.contain('down instead of roughly available').and.contain('at an unknown time');
  });

  it('of coverage do not hide that something is missing', () => {
    const commitment = history({ points: [point(0, { coverage: 0.99999 })] });
    expect(textIn(documentOf(commitmentPage(detail({ commitment }), origin)))).to.contain('99.999 %');
  });
});

describe('a chart', () => {
  const points = [
    point(0),
    point(1, { attained: '47', standing: 'warning' }),
    point(2, { attained: '52', standing: 'tolerated' }),
    point(3, { attained: '80', result: 'notMet', standing: 'beyond' }),
    (({ attained: _attained, ...rest }) => ({ ...rest, result: 'noData' as const }))(point(4)),
    point(7, { isAfterGap: true }),
    point(8, { finality: 'open', result: 'undecided' }),
  ];
  const markup = documentOf(commitmentPage(detail({ commitment: history({ points }) }), origin));

  it('marks each kind of period by a shape of its own', () => {
    for (const kind of ['met', 'warning', 'tolerated', 'missed', 'open']) {
      expect(markup, kind).to.contain(`class="mark ${kind}"`);
    }
    expect(markup)
      .to.contain('class="band missed"')
      .and.contain('class="band nodata"')
      .and.contain('class="band break"');
  });

  it('names target, limit and warning line', () => {
    expect(textIn(markup)).to.contain('target 50 ms').and.contain('limit 55 ms').and.contain('warning 45 ms');
  });

  it('does not join values over a gap', () => {
    expect([...markup.matchAll(/class="join"/gu)]).to.have.length(4);
  });

  it('stands beside a table with the same values, the newest first', () => {
    const table = /<table class="periods">.*?<\/table>/su.exec(markup)?.[0] ?? '';
    const rows = [...table.matchAll(/<tr>.*?<\/tr>/gsu)].map(([row]) => textIn(row)).slice(1);
    expect(rows).to.have.length(points.length);
    expect(rows[0]).to.contain('undecided').and.contain('still open');
    expect(rows[3])
      .to.contain('2026-11-22 12:03–12:04 UTC')
      .and.contain('13:03–13:04 Europe/Oslo')
      .and.contain('80 ms');
    expect(rows[2]).to.contain('no data').and.contain('–');
  });

  it('holds up with no value at all, one value, and values all alike', () => {
    const none = (({ attained: _attained, ...rest }) => rest)(point(0, { result: 'noData' }));
    for (const some of [[none], [point(0)], [point(0, { attained: '50' }), point(1, { attained: '50' })]]) {
      const page = documentOf(commitmentPage(detail({ commitment: history({ points: some }) }), origin));
      expect(page).to.not.contain('NaN').and.not.contain('Infinity');
    }
  });
});

describe('the page of a commitment', () => {
  it('shows formula, intervals, samples, versions and hash', () => {
    const text = textIn(documentOf(commitmentPage(detail(), origin)));
    expect(text).to.contain('value 6 of 6 in ascending order = 20 ms');
    expect(text).to.contain('6 samples cover 83.3 % of the 1 min counted; a verdict needs 90 %');
    expect(text)
      .to.contain('known 50 s')
      .and.contain('no data 10 s')
      .and.contain('2 intervals')
      .and.contain('3 samples');
    expect(text).to.contain('sla/12@3').and.contain('h4sh').and.contain('probe-1');
  });

  it('draws thousands of samples as ranges', () => {
    const samples = Array.from({ length: 2000 }, (_, at) => ({ start: noon + at * 30, value: at % 7, unit: 'ms' }));
    const markup = documentOf(
      commitmentPage(detail({ explained: explained({ samples, samplesOmitted: 500 }) }), origin),
    );
    expect([...markup.matchAll(/class="sample range"/gu)].length).to.be.within(100, 240);
    expect(textIn(markup)).to.contain('2,500 samples').and.contain('and 2,400 more');
  });

  it('says what to send when nothing was measured, safe to paste into a shell', () => {
    const commitment = history({
      status: 'pending',
      points: [],
      subject: "o'neill; rm -rf $HOME",
      since: undefined,
    } as never);
    const text = textIn(documentOf(commitmentPage(detail({ commitment }), origin)))
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"');
    expect(text)
      .to.contain(`curl ${origin}/assurance/v1/measurement`)
      .and.contain(`"subject":"o'\\''neill; rm -rf $HOME"`);
  });

  it('reads a commitment for whatever is measured as any subject', () => {
    const commitment = history({ status: 'pending', points: [], subject: '*' });
    expect(textIn(documentOf(commitmentPage(detail({ commitment, subjects: 0 }), origin)))).to.contain('any subject');
    const spread = textIn(documentOf(commitmentPage(detail({ commitment, subjects: 2 }), origin)));
    expect(spread).to.contain('covers whatever is measured: 2 subjects so far');
  });

  it('lists the reasons why a promise cannot be evaluated', () => {
    const { objective: _objective, ...rest } = history({
      status: 'notEvaluable',
      reasons: ['comparator "roughly" is not known'],
    });
    const { explained: _explained, ...without } = detail({ commitment: { ...rest, points: [] } });
    const text = textIn(documentOf(commitmentPage(without, origin)));
    expect(text).to.contain('This promise cannot be evaluated').and.contain('roughly').and.contain('not evaluable');
  });
});

describe('the overview', () => {
  it('says in its headline how things stand', () => {
    const headline = (counts: Overview['counts']): string =>
      /<h1>(.*?)<\/h1>/su.exec(documentOf(overviewPage(overview({ counts }), origin)))?.[1] ?? '';
    expect(headline([{ status: 'compliant', count: 3 }])).to.equal('All 3 commitments kept');
    expect(headline([])).to.equal('No promise to watch yet');
    const mixed = (['violated', 'warning', 'compliant'] as const).map((status, at) => ({ status, count: at + 1 }));
    expect(headline(mixed)).to.equal('Of 6 commitments, 1 violated and 2 in warning');
    const waiting = (['compliant', 'pending'] as const).map((status) => ({ status, count: 2 }));
    expect(headline(waiting)).to.equal('2 of 4 commitments kept, none in danger');
  });

  it('tells a newcomer which calls to make', () => {
    const text = textIn(documentOf(overviewPage(overview({ owners: [], slaTotal: 0, counts: [] }), origin)));
    expect(text).to.contain(`curl ${origin}/tmf-api/slaManagement/v2/sla`).and.contain('npm run demo');
  });

  it('names subscriptions that are suspended, by host only', () => {
    const deliveries = {
      ...{ ...quiet, subscriptions: 9, latest: [], suspendedTotal: 8 },
      suspended: [
        { endpoint: 'noc.example:8443', since: noon - 2 * 3_600_000 },
        { endpoint: 'noc.example:8443', since: noon - 1000 },
        { endpoint: 'billing.example', since: noon - 1000 },
      ],
    };
    const text = textIn(documentOf(overviewPage(overview({ deliveries }), origin)));
    expect(text).to.match(/8 subscriptions suspended, the first 2 h(ours)? ago/u);
    expect(text).to.contain('noc.example:8443, billing.example and 5 more.');
    expect(textIn(documentOf(overviewPage(overview({}), origin)))).not.to.contain('suspended');
  });

  it('says why an agreement has nothing to watch', () => {
    const ended = owner({ state: 'terminated', commitments: [], total: 0 });
    expect(textIn(documentOf(overviewPage(overview({ owners: [ended] }), origin)))).to.contain(
      'its state is terminated',
    );
  });
});
