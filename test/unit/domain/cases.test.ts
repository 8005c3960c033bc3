import { expect } from 'chai';
import { countedSpan, figuresOf } from '../../../src/domain/aggregate.ts';
import { assess } from '../../../src/domain/assess.ts';
import { evidenceOf } from '../../../src/domain/evidence.ts';
import type { CaseSample } from '../../../src/domain/measurement.ts';
import type { CaseStatistic, Objective } from '../../../src/domain/objective-model.ts';
import { parseObjective } from '../../../src/domain/objective.ts';
import type { Interval } from '../../../src/kernel/instant.ts';
import { closed, day, hour, minute, objectiveWith, openAt, periodFrom, utc } from './support.ts';

const march = periodFrom(utc('2026-03-01'), utc('2026-04-01'));

function promiseOf(statistic: CaseStatistic, overrides: Partial<Objective> = {}): Objective {
  return objectiveWith({
    statistic,
    violationWhen: 'below',
    target: '95',
    unit: '%',
    window: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
    verdictMode: 'atClose',
    ...overrides,
  });
}

function order(name: string, facts: Partial<CaseSample> = {}): CaseSample {
  return { kind: 'case', case: name, start: utc('2026-02-20'), promised: utc('2026-03-10'), ...facts };
}

function many(count: number, name: string, facts: Partial<CaseSample>): CaseSample[] {
  return Array.from({ length: count }, (_, index) => order(`${name}-${String(index)}`, facts));
}

const onTime = promiseOf({ kind: 'percentOnTime' });

/** 200 due: 6 cancelled by the customer, 4 moved to April, 178 on time, 9 late, 3 open and past due. */
const orders = [
  ...many(6, 'cancelled', { cancelledBy: 'customer', cancelled: utc('2026-03-01') }),
  ...many(4, 'moved', { agreed: utc('2026-04-07'), completed: utc('2026-04-01') }),
  ...many(178, 'good', { completed: utc('2026-03-09') }),
  ...many(9, 'late', { completed: utc('2026-03-12') }),
  ...many(3, 'open', {}),
];

describe('percent on time', () => {
  it('gives 93.684 % for 178 on time of 200 due, 6 cancelled, 4 moved, 9 late and 3 open past due: violated at 95 %', () => {
    const { figures, result } = closed(onTime, march, orders);
    expect(Number(figures.attained).toFixed(3)).to.equal('93.684');
    expect(result).to.equal('notMet');
    expect(figures).to.include({ good: 178, total: 190, samples: 190, leftOutCases: 10, coverage: 1 });
    expect(figures.formula).to.equal(
      '178 / 190 cases (178 on time, 9 completed late, 3 open and past due); left out: 6 cancelled by the customer, 4 moved to another period',
    );
  });

  it('would give 95.187 % for 178 of 187 if only what was completed counted, which looks fine and is wrong', () => {
    const completed = orders.filter(({ case: name }) => !name.startsWith('open'));
    expect(Number(closed(onTime, march, completed).figures.attained).toFixed(3)).to.equal('95.187');
  });

  it('counts what was moved to April in April', () => {
    const april = periodFrom(utc('2026-04-01'), utc('2026-05-01'));
    expect(closed(onTime, april, orders).figures).to.include({ good: 4, total: 4, attained: '100' });
  });

  it('counts an open order as late at once when its date has passed, and not at all before', () => {
    const due = utc('2026-03-10');
    const facts = [order('1', { completed: utc('2026-03-02') }), order('2')];
    expect(openAt(onTime, march, facts, due).figures).to.include({ good: 1, total: 1 });
    expect(openAt(onTime, march, facts, due + 1).figures).to.include({ good: 1, total: 2, attained: '50' });
  });

  it('takes completion at the very date as on time, cancellation by the provider as late', () => {
    const facts = [
      order('at', { completed: utc('2026-03-10') }),
      order('after', { completed: utc('2026-03-10') + 1 }),
      order('provider', { cancelledBy: 'provider' }),
      order('excluded', { excluded: true }),
    ];
    expect(closed(onTime, march, facts).figures).to.include({ good: 1, total: 3, leftOutCases: 1 });
  });

  it('takes the date last agreed with the customer, earlier or later', () => {
    const agreed = utc('2026-03-05');
    const figures = closed(onTime, march, [order('1', { agreed, completed: utc('2026-03-08') })]).figures;
    expect(figures).to.include({ good: 0, total: 1 });
  });

  it('belongs to the period its date begins, not the one it ends', () => {
    const facts = [order('1', { promised: march.start, completed: march.start }), order('2', { promised: march.end })];
    expect(closed(onTime, march, facts).figures).to.include({ total: 1 });
  });

  it('has no verdict without a case, whatever the policy for missing data', () => {
    expect(closed(onTime, march, []).result).to.equal('noData');
    expect(closed({ ...onTime, missingData: 'bad' }, march, []).result).to.equal('noData');
  });

  it('has no verdict below minSamples', () => {
    expect(closed({ ...onTime, minSamples: 191 }, march, orders).result).to.equal('noData');
    expect(closed({ ...onTime, minSamples: 190 }, march, orders).result).to.equal('notMet');
  });

  it('is lost before the close only where not one may be late', () => {
    const certain = { ...onTime, verdictMode: 'certain' as const };
    const at = utc('2026-03-20');
    expect(openAt(certain, march, orders, at).result).to.equal('undecided');
    const flawless = { ...certain, target: '100', limit: '100' };
    expect(openAt(flawless, march, orders, at)).to.deep.include({ result: 'notMet', breachedAt: utc('2026-03-10') });
  });

  it('counts each case once however often and in whatever order it comes', () => {
    const span = countedSpan(onTime, march, march.end);
    const again = [...orders, ...[...orders].reverse()];
    expect(figuresOf(onTime, again, span)).to.deep.equal(figuresOf(onTime, orders, span));
  });

  it('lists the cases with what they are and why', () => {
    const evidence = evidenceOf(onTime, orders, { period: march, until: march.end });
    const late = evidence.cases?.find(({ sample }) => sample.case === 'late-0');
    expect(late).to.include({ outcome: 'bad', reason: 'completed late', badAt: utc('2026-03-10') });
    expect(evidence.cases).to.have.length(200);
    expect(evidence.intervals).to.deep.equal([{ start: march.start, end: march.end, kind: 'counted' }]);
  });
});

const repair = promiseOf({ kind: 'meanTimeToRepair' }, { violationWhen: 'above', target: '4', limit: '4', unit: 'h' });

function ticket(name: string, start: number, hours: number, facts: Partial<CaseSample> = {}): CaseSample {
  return { kind: 'case', case: name, start, completed: start + hours * hour, ...facts };
}

const tenth = utc('2026-03-10');
const tickets = [
  ticket('1', tenth, 2),
  ticket('2', tenth, 5, { pauses: [{ start: tenth + hour, end: tenth + 2 * hour }] }),
  ticket('3', tenth, 3),
  ticket('4', utc('2026-03-31T22:00'), 5),
];

describe('mean time to repair', () => {
  it('gives 3.0 h for 2 h, 5 h with 1 h of customer hold, and 3 h: met at 4 h', () => {
    const { figures, result } = closed(repair, march, tickets);
    expect(figures).to.include({ attained: '3', samples: 3, sum: 9, min: 2, max: 4, openCases: 1 });
    expect(figures.formula).to.equal('(2 h + 4 h + 3 h) / 3 cases');
    expect(result).to.equal('met');
  });

  it('counts a ticket restored on 1 April at 03:00 in April, with its full 5 h', () => {
    const april = periodFrom(utc('2026-04-01'), utc('2026-05-01'));
    expect(closed(repair, april, tickets).figures).to.include({ attained: '5', samples: 1 });
  });

  it('gives noData, not 0, without a ticket', () => {
    const { figures, result } = closed(repair, march, []);
    expect(figures).not.to.have.property('attained');
    expect(result).to.equal('noData');
  });

  it('runs inside service hours only, also those before the period', () => {
    const service: Interval[] = [tenth, tenth + day].map((at) => ({ start: at + 8 * hour, end: at + 16 * hour }));
    const facts = [ticket('1', tenth + 15 * hour, 20)];
    const input = { objective: repair, period: march, samples: facts, watermark: march.end, now: march.end };
    const time = { service, excluded: [], treatment: 'none' as const, versions: [] };
    const { figures } = assess({ ...input, isClosed: true, finality: 'provisional', time });
    expect(figures.attained).to.equal('4');
  });

  it('counts pauses that overlap once, and one that is open to the end', () => {
    const pauses = [
      { start: tenth - hour, end: tenth + hour },
      { start: tenth, end: tenth + 2 * hour },
      { start: tenth + 4 * hour },
    ];
    expect(closed(repair, march, [ticket('1', tenth, 5, { pauses })]).figures.attained).to.equal('2');
  });

  it('leaves out what was cancelled or excluded', () => {
    const facts = [ticket('1', tenth, 1, { cancelledBy: 'customer' }), ticket('2', tenth, 1, { excluded: true })];
    expect(closed(repair, march, facts).figures).to.include({ samples: 0, leftOutCases: 2 });
  });

  const units: [string, string | undefined, string, string][] = [
    ['4', undefined, '4', 'h'],
    ['4 h', undefined, '4', 'h'],
    ['PT4H', undefined, '4', 'h'],
    ['240 min', undefined, '240', 'min'],
    ['PT90M', undefined, '1.5', 'h'],
  ];
  for (const [target, , value, unit] of units) {
    it(`takes the unit of its target, hours without one: ${target}`, () => {
      const { objective } = parseObjective({
        serviceLevelObjectiveParameter: { name: 'repair', transformationAlgorithmOfKQI: 'urn:slm:mttr:v1' },
        conformanceComparator: '<=',
        conformanceTarget: target,
        toleranceTarget: 'PT30M',
      });
      expect(objective).to.include({ target: value, unit, verdictMode: 'atClose' });
      expect(objective?.limit).to.equal(unit === 'min' ? '270' : String(Number(value) + 0.5));
      const attained = closed(objective!, march, tickets).figures.attained;
      expect(attained).to.equal(unit === 'min' ? '180' : '3');
    });
  }

  it('cannot be evaluated against what is no time', () => {
    const slo = {
      serviceLevelObjectiveParameter: { name: 'repair', transformationAlgorithmOfKQI: 'mttr' },
      conformanceComparator: '<=',
      conformanceTarget: '4 Mbit/s',
    };
    expect(parseObjective(slo).reasons?.[0]).to.contain('not a unit of time');
  });
});

describe('percent within', () => {
  it('gives the share of the same tickets repaired within the time, the time itself included', () => {
    const within = promiseOf({ kind: 'percentWithin', withinMs: 3 * hour });
    const { figures } = closed(within, march, tickets);
    expect(figures).to.include({ good: 2, total: 3, openCases: 1 });
    expect(Number(figures.attained).toFixed(3)).to.equal('66.667');
  });
});

describe('customer contact', () => {
  const second = 1000;
  const call = (name: string, facts: { answered?: number; abandoned?: number }): CaseSample => ({
    ...{ kind: 'case', case: name, start: tenth },
    ...(facts.answered === undefined ? {} : { answered: tenth + facts.answered * second }),
    ...(facts.abandoned === undefined ? {} : { abandoned: tenth + facts.abandoned * second }),
  });
  const calls = [
    call('1', { answered: 5 }),
    call('2', { answered: 20 }),
    call('3', { answered: 21 }),
    call('4', { abandoned: 4 }),
    call('5', { abandoned: 30 }),
    call('6', { answered: 3, abandoned: 40 }),
    call('7', {}),
  ];
  const answered = promiseOf({ kind: 'answeredWithin', withinMs: 20 * second, shortAbandonMs: 5 * second });
  const abandon = promiseOf({ kind: 'abandonRate', shortAbandonMs: 5 * second }, { violationWhen: 'above' });

  it('counts calls answered within the time, without those abandoned early', () => {
    expect(closed(answered, march, calls).figures).to.include({ good: 3, total: 6, attained: '50', leftOutCases: 1 });
  });

  it('counts calls abandoned later than early over the same calls', () => {
    const { figures } = closed(abandon, march, calls);
    expect(figures).to.include({ total: 6 });
    expect(figures.formula).to.match(/^1 \/ 6 cases/u);
  });

  it('does not count a call that may still be answered in time', () => {
    const waiting = [call('7', {})];
    expect(openAt(answered, march, waiting, tenth + 10 * second).figures).to.include({ samples: 0 });
    expect(openAt(answered, march, waiting, tenth + minute).figures).to.include({ good: 0, total: 1 });
  });
});

describe('statistics of cases in a contract', () => {
  const texts: [string, CaseStatistic | undefined][] = [
    ['percentOnTime', { kind: 'percentOnTime' }],
    ['urn:slm:percentOnTime:v1', { kind: 'percentOnTime' }],
    ['meanTimeToRepair', { kind: 'meanTimeToRepair' }],
    ['percentWithin?within=PT4H', { kind: 'percentWithin', withinMs: 4 * hour }],
    [
      'urn:slm:answeredWithin:v1?within=PT20S&shortAbandon=PT5S',
      { kind: 'answeredWithin', withinMs: 20_000, shortAbandonMs: 5000 },
    ],
    ['abandonRate', { kind: 'abandonRate' }],
    ['percentWithin', undefined],
    ['percentWithin?within=soon', undefined],
    ['answeredWithin?within=PT20S&shortAbandon=x', undefined],
  ];
  for (const [algorithm, statistic] of texts) {
    it(`read ${algorithm}`, () => {
      const { objective, reasons } = parseObjective({
        serviceLevelObjectiveParameter: { name: 'x', transformationAlgorithmOfKQI: algorithm },
        conformanceComparator: '>=',
        conformanceTarget: '4',
      });
      if (statistic === undefined) expect(reasons?.[0]).to.contain('transformationAlgorithmOfKQI');
      else expect(objective?.statistic).to.deep.equal(statistic);
    });
  }
});
