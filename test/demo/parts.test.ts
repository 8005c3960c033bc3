import { expect } from 'chai';
import { callbackLine } from '../../src/demo/callback-line.ts';
import { contracts } from '../../src/demo/contracts.ts';
import { measurementsAt, pastUpTo, phaseAt, seededRandom, turn } from '../../src/demo/network.ts';
import { readOptions } from '../../src/demo/options.ts';
import { termsOfObjective, termsOfSla } from '../../src/domain/commitment-terms.ts';
import { parseMeasurement } from '../../src/usecases/parse-measurement.ts';

const now = Date.UTC(2026, 10, 22, 12, 34, 56);

describe('the demonstration’s network', () => {
  it('gives the same measurements for the same seed, others for another', () => {
    const past = (seed: number): string => JSON.stringify(pastUpTo(now, seededRandom(seed)));
    expect(past(7)).to.equal(past(7));
    expect(past(7)).to.not.equal(past(8));
  });

  it('is good, degrades, goes down and recovers, again and again', () => {
    const phases = Array.from({ length: turn.length }, (_, second) => phaseAt(second));
    expect(phases.filter((phase, at) => phase !== phases[at - 1])).to.deep.equal([
      'good',
      'degraded',
      'outage',
      'good',
    ]);
    expect(Array.from({ length: turn.length }, (_, second) => phaseAt(second + turn.length))).to.deep.equal(phases);
  });

  it('reports only what the service takes, and measures no latency in an outage', () => {
    const random = seededRandom(1);
    const outage = measurementsAt(now, 'outage', random);
    const all = [...pastUpTo(now, random), ...measurementsAt(now, 'degraded', random), ...outage];
    expect(all.map((each) => parseMeasurement(each, now).fault).filter((fault) => fault !== undefined)).to.deep.equal(
      [],
    );
    expect(outage.filter(({ indicator, subject }) => indicator === 'latency' && subject === 'access-oslo-0417')).to.be
      .empty;
  });

  it('measures everything that is promised', () => {
    const terms = contracts.flatMap(({ path, document }) =>
      path.endsWith('/sla')
        ? termsOfSla({ id: '1', ...document }, 1, new Map())
        : termsOfObjective({ id: '1', ...document }, 1),
    );
    expect(terms.flatMap(({ notEvaluableReasons }) => notEvaluableReasons)).to.deep.equal([]);
    const measured = measurementsAt(now, 'good', seededRandom(1)).map(
      ({ indicator, subject }) => `${indicator} ${subject}`,
    );
    expect(terms.map(({ series }) => `${series.indicator} ${series.subject}`)).to.have.members(measured);
  });
});

describe('the demonstration’s options', () => {
  it('are a length of time and a seed', () => {
    expect(readOptions(['--for', '90s', '--seed', '3']).options).to.deep.equal({ seed: 3, forMs: 90_000 });
    expect(readOptions([]).options).to.deep.equal({ seed: 7 });
  });

  for (const args of [['--for'], ['--for', 'long'], ['--for', '0s'], ['--seed', '-1'], ['--fast', '1']]) {
    it(`are refused with their name: ${args.join(' ')}`, () => {
      expect(readOptions(args).fault).to.contain(args[0]);
    });
  }
});

describe('a callback in the demonstration', () => {
  it('reads as a line with time, type, agreement and rule, value and target', () => {
    const violation = {
      ...{
        rule: { description: 'Latency' },
        actualValue: '56.00001',
        referenceValue: '56',
        operator: '.le',
        unit: 'ms',
      },
    };
    const event = { slaViolation: { sla: { description: 'Gold' }, violation } };
    const { text, kind } = callbackLine({ eventType: 'SLAViolationCreateNotification', event }, now);
    expect(kind).to.equal('violation');
    expect(text).to.match(
      /^12:34:56Z {2}VIOLATION {2}SLAViolationCreateNotification {2}Gold · Latency: 56\.00001 ms, promised at most 56 ms$/u,
    );
  });

  it('knows a warning by its status', () => {
    const objective = { target: '50', unit: 'ms', threshold: '40', violationWhen: 'above' };
    const commitment = {
      name: 'Gold · Latency',
      subject: 's-1',
      status: 'warning',
      previousStatus: 'compliant',
      attained: '45.123456',
      objective,
    };
    const { text, kind } = callbackLine({ eventType: 'CommitmentStateChangeEvent', event: { commitment } }, now);
    expect(kind).to.equal('warning');
    expect(text).to.contain('Gold · Latency (s-1): 45.123 ms, promised at most 50 ms; was compliant');
  });

  it('of another event is told by its type', () => {
    expect(callbackLine({ eventType: 'SomethingElse', event: {} }, now)).to.deep.include({ kind: 'other' });
    expect(callbackLine({}, now).text).to.contain('an event without a type');
  });
});
