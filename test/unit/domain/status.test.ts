import { expect } from 'chai';
import fc from 'fast-check';
import type { Assessment, Status } from '../../../src/domain/assessment.ts';
import { initialState, type CommitmentState, type Transition } from '../../../src/domain/commitment.ts';
import type { Sample } from '../../../src/domain/measurement.ts';
import type { Objective } from '../../../src/domain/objective-model.ts';
import { periodsBetween } from '../../../src/domain/period.ts';
import { advance, violationKey } from '../../../src/domain/status.ts';
import {
  april,
  availabilityWith,
  closed,
  day,
  down,
  hour,
  minute,
  objectiveWith,
  openAt,
  periodFrom,
  utc,
  value,
  values,
} from './support.ts';

const noon = utc('2026-04-10T12:00');
const hourFromNoon = periodFrom(noon, noon + hour);
const nextHour = periodFrom(noon + hour, noon + 2 * hour);
const hourAfter = periodFrom(noon + 2 * hour, noon + 3 * hour);

interface Story {
  state: CommitmentState;
  transitions: Transition[];
}

/** Takes assessments in, one after the other. */
function tell(objective: Objective, assessments: readonly Assessment[], from: CommitmentState = initialState): Story {
  let state = from;
  const transitions: Transition[] = [];
  for (const assessment of assessments) {
    const step = advance({ commitmentId: 'c1', objective, state, assessment });
    state = step.state;
    transitions.push(...step.transitions);
  }
  return { state, transitions };
}

function statuses({ transitions }: Story): Status[] {
  return transitions.flatMap((each) => (each.kind === 'status' ? [each.to] : []));
}

function kinds({ transitions }: Story): string[] {
  return transitions.map((each) => (each.kind === 'status' ? each.to : each.kind));
}

function opened({ transitions }: Story): Extract<Transition, { kind: 'violationOpened' }>[] {
  return transitions.filter((each) => each.kind === 'violationOpened');
}

function hourOf(period: typeof april, amount: number): Sample[] {
  return values(period.start, 5 * minute, Array<number>(12).fill(amount));
}

describe('instant mode with 5 minutes tolerated', () => {
  const objective = objectiveWith({ sliceMs: minute, toleranceMs: 5 * minute });
  const with56 = (minutes: number): Assessment =>
    closed(
      objective,
      hourFromNoon,
      values(
        noon,
        minute,
        Array.from({ length: 60 }, (_, index) => (index < minutes ? 56 : 40)),
      ),
    );

  it('56 ms from 12:00 to 12:04 makes no violation', () => {
    const story = tell(objective, [with56(4)]);
    expect(statuses(story)).to.deep.equal(['breaching', 'compliant']);
    expect(opened(story)).to.have.length(0);
  });

  it('56 ms from 12:00 to 12:07 opens a violation at 12:05 with onset 12:00, restored at 12:07', () => {
    const story = tell(objective, [with56(7)]);
    expect(opened(story)).to.deep.equal([
      {
        kind: 'violationOpened',
        uniqueKeyParts: ['c1', hourFromNoon.id, 'targetMissed', '1'],
        onset: noon,
        at: noon + 5 * minute,
        attained: '56',
        periodId: hourFromNoon.id,
        episode: 1,
      },
    ]);
    expect(kinds(story)).to.deep.equal(['breaching', 'violationOpened', 'violated', 'violationRestored', 'compliant']);
    const restored = story.transitions.find((each) => each.kind === 'violationRestored');
    expect(restored).to.include({ at: noon + 7 * minute, attained: '40' });
  });

  it('numbers the episodes of a period', () => {
    const amounts = [...Array<number>(7).fill(56), 40, ...Array<number>(7).fill(56), ...Array<number>(45).fill(40)];
    const story = tell(objective, [closed(objective, hourFromNoon, values(noon, minute, amounts))]);
    expect(opened(story).map(({ episode }) => episode)).to.deep.equal([1, 2]);
  });

  it('is told alike however often and when it is looked at', () => {
    const samples = values(
      noon,
      minute,
      Array.from({ length: 60 }, (_, index) => (index < 7 ? 56 : 40)),
    );
    const looks = [1.5, 3, 3, 6, 6.2, 20].map((minutes) =>
      openAt(objective, hourFromNoon, samples, noon + minutes * minute),
    );
    const often = tell(objective, [...looks, closed(objective, hourFromNoon, samples)]);
    expect(often.transitions).to.deep.equal(tell(objective, [with56(7)]).transitions);
  });

  it('a gap without data neither adds to a breach nor ends it', () => {
    const bad = [...values(noon, minute, [56, 56, 56]), ...values(noon + 20 * minute, minute, [56, 56, 56, 40])];
    const story = tell(objective, [closed(objective, hourFromNoon, bad)]);
    expect(opened(story)).to.have.length(1);
    expect(opened(story)[0]).to.include({ onset: noon, at: noon + 22 * minute });
  });

  it('goes on through the end of a period as one violation', () => {
    const story = tell(objective, [
      closed(objective, hourFromNoon, values(noon, minute, Array<number>(60).fill(56))),
      closed(
        objective,
        nextHour,
        values(nextHour.start, minute, [...Array<number>(30).fill(56), ...Array<number>(30).fill(40)]),
      ),
    ]);
    expect(kinds(story)).to.deep.equal(['breaching', 'violationOpened', 'violated', 'violationRestored', 'compliant']);
  });
});

describe('whole periods compared at their end', () => {
  const objective = objectiveWith();

  it('give each missed period its own violation', () => {
    const story = tell(objective, [
      closed(objective, hourFromNoon, hourOf(hourFromNoon, 60)),
      closed(objective, nextHour, hourOf(nextHour, 70)),
      closed(objective, hourAfter, hourOf(hourAfter, 40)),
    ]);
    expect(kinds(story)).to.deep.equal([
      'violationOpened',
      'violated',
      'violationRestored',
      'violationOpened',
      'violationRestored',
      'compliant',
    ]);
    expect(opened(story).map(({ onset, at, attained }) => [onset, at, attained])).to.deep.equal([
      [noon, noon + hour, '60'],
      [nextHour.start, nextHour.end, '70'],
    ]);
  });

  it('stay violated while the next one is open', () => {
    const story = tell(objective, [
      closed(objective, hourFromNoon, hourOf(hourFromNoon, 60)),
      openAt(objective, nextHour, hourOf(nextHour, 40), nextHour.start + 30 * minute),
    ]);
    expect(story.state.status).to.equal('violated');
  });

  it('are neither raised nor cleared by a period without data', () => {
    const raised = tell(objective, [
      closed(objective, hourFromNoon, hourOf(hourFromNoon, 60)),
      closed(objective, nextHour, []),
    ]);
    expect(raised.state.status).to.equal('violated');
    expect(raised.state.advancedTo).to.equal(nextHour.end);
    expect(tell(objective, [closed(objective, hourFromNoon, [])]).state.status).to.equal('noData');
    const again = tell(objective, [
      closed(objective, hourFromNoon, []),
      closed(objective, nextHour, hourOf(nextHour, 40)),
    ]);
    expect(statuses(again)).to.deep.equal(['noData', 'compliant']);
  });

  it('do not lose their data because an open period starts thinly', () => {
    const story = tell(objective, [
      closed(objective, hourFromNoon, hourOf(hourFromNoon, 40)),
      openAt(objective, nextHour, [value(nextHour.start + 3 * minute, 40)], nextHour.start + 3 * minute),
    ]);
    expect(story.state.status).to.equal('compliant');
    const dead = openAt(objective, nextHour, [value(nextHour.start, 40)], nextHour.start + 30 * minute);
    expect(tell(objective, [dead], story.state).state.status).to.equal('noData');
  });

  it('only move forward', () => {
    const story = tell(objective, [
      closed(objective, nextHour, hourOf(nextHour, 40)),
      closed(objective, hourFromNoon, hourOf(hourFromNoon, 60)),
    ]);
    expect(kinds(story)).to.deep.equal(['compliant']);
  });

  it('of a minute each with a tolerance make one violation of one breach', () => {
    const perMinute = objectiveWith({
      toleranceMs: 5 * minute,
      window: { type: 'calendar', duration: 'PT1M', timeZone: 'UTC' },
    });
    const minutes = periodsBetween(perMinute, { start: noon, end: noon + 10 * minute }, 20);
    const story = tell(
      perMinute,
      minutes.map((period, index) => closed(perMinute, period, values(period.start, minute, [index < 7 ? 56 : 40]))),
    );
    expect(kinds(story)).to.deep.equal(['breaching', 'violationOpened', 'violated', 'violationRestored', 'compliant']);
    expect(opened(story)[0]).to.include({ onset: noon, at: noon + 5 * minute });
  });
});

describe('certain mode', () => {
  const objective = availabilityWith();
  const start = utc('2026-04-10');
  const outage = [down(start, 600)];
  const may = periodFrom(april.end, utc('2026-06-01'));

  it('opens one violation when the budget is used up, and keeps it to the end of the month', () => {
    const looks = [5, 21.6, 22, 23, 700].map((minutes) => openAt(objective, april, outage, start + minutes * minute));
    const story = tell(objective, [...looks, closed(objective, april, outage)]);
    expect(kinds(story)).to.deep.equal(['compliant', 'violationOpened', 'violated']);
    expect(opened(story)[0]).to.include({ at: start + 21.6 * minute, onset: start + 21.6 * minute, episode: 1 });
  });

  it('opens it at the same instant when it looks only once', () => {
    const once = opened(tell(objective, [closed(objective, april, outage)]))[0];
    const early = opened(tell(objective, [openAt(objective, april, outage, start + 22 * minute)]))[0];
    expect(once).to.include({ at: early?.at, onset: early?.onset });
    expect(once?.uniqueKeyParts).to.deep.equal(early?.uniqueKeyParts);
  });

  it('starts the next month compliant: the violation ends with its period', () => {
    const story = tell(objective, [closed(objective, april, outage), openAt(objective, may, outage, may.start + day)]);
    expect(kinds(story)).to.deep.equal(['violationOpened', 'violated', 'violationRestored', 'compliant']);
    expect(story.transitions.at(-1)).to.include({ at: may.start });
    expect(story.state).to.include({ status: 'compliant', episode: 0 }).and.not.have.property('openViolation');
  });

  it('opens a second one of the month where late facts first took the first back, and another month had one', () => {
    const march = periodFrom(utc('2026-03-01'), april.start);
    const ofMarch = violationKey(['c1', march.id, 'targetMissed', '1']);
    const taken = tell(objective, [
      openAt(objective, april, [down(start, 30)], start + hour),
      openAt(objective, april, [down(start, 3)], start + 2 * hour),
    ]);
    expect(kinds(taken)).to.deep.equal(['violationOpened', 'violated', 'violationsCleared', 'compliant']);
    const adopted: CommitmentState = { ...taken.state, status: 'violated', openViolation: ofMarch };
    const again = tell(objective, [openAt(objective, april, [down(start, 40)], start + 3 * hour)], adopted);
    expect(kinds(again)).to.deep.equal(['violationRestored', 'violationOpened']);
    expect(opened(again)[0]?.episode).to.equal(2);
  });

  it('is taken back when facts that have changed leave the month without a verdict', () => {
    const watched = availabilityWith({ defaulted: [], minCoverage: 1 });
    const story = tell(watched, [
      openAt(watched, april, [down(start, 30)], start + hour),
      openAt(watched, april, [down(start, 3)], start + 2 * hour),
    ]);
    expect(kinds(story)).to.deep.equal(['violationOpened', 'violated', 'violationsCleared', 'noData']);
    expect(story.state).not.to.have.property('openViolation');
  });

  it('opens another violation when the next month is lost too', () => {
    const both = [...outage, down(may.start + hour, 60)];
    const story = tell(objective, [closed(objective, april, both), openAt(objective, may, both, may.start + 2 * hour)]);
    expect(opened(story).map(({ periodId }) => periodId)).to.deep.equal([april.id, may.id]);
    expect(kinds(story)).to.deep.equal(['violationOpened', 'violated', 'violationRestored', 'violationOpened']);
  });
});

describe('rolling windows', () => {
  it('make one violation of one lasting breach', () => {
    const objective = availabilityWith({ window: { type: 'rolling', duration: 'P1D', timeZone: 'UTC' } });
    const outage = [down(noon, 30)];
    const windows = periodsBetween(objective, { start: noon - hour, end: noon + 2 * day }, 1000);
    const story = tell(
      objective,
      windows.map((period) => closed(objective, period, outage)),
    );
    expect(kinds(story)).to.deep.equal(['compliant', 'violationOpened', 'violated', 'violationRestored', 'compliant']);
    expect(opened(story)[0]?.onset).to.equal(Math.ceil(noon + 0.72 * minute));
  });
});

describe('a warning', () => {
  const objective = objectiveWith({ threshold: '45', sliceMs: 5 * minute });
  const after = (...amounts: number[]): Story =>
    tell(objective, [
      openAt(objective, hourFromNoon, values(noon, 5 * minute, amounts), noon + amounts.length * 5 * minute),
    ]);

  it('is raised once beyond the threshold', () => {
    expect(statuses(after(40, 46, 47, 49))).to.deep.equal(['compliant', 'warning']);
  });

  it('clears after three good slices', () => {
    expect(after(46, 44, 44).state.status).to.equal('warning');
    expect(after(46, 44, 44, 44).state.status).to.equal('compliant');
    expect(after(46, 44, 44, 46, 44, 44).state.status).to.equal('warning');
  });

  it('clears at once a tenth back from the threshold', () => {
    expect(after(46, 40.6).state.status).to.equal('warning');
    expect(after(46, 40.5).state.status).to.equal('compliant');
  });

  it('never becomes a violation by ageing', () => {
    const story = after(...Array<number>(12).fill(49));
    expect(statuses(story)).to.deep.equal(['warning']);
  });

  it('shows a tolerated value as such', () => {
    const tolerant = { ...objective, limit: '55' };
    const story = tell(tolerant, [
      openAt(tolerant, hourFromNoon, values(noon, 5 * minute, [46, 52, 44]), noon + 15 * minute),
    ]);
    expect(statuses(story)).to.deep.equal(['warning', 'tolerated', 'compliant']);
  });

  it('of a figure to date clears by evaluations that bring something new', () => {
    const monthly = availabilityWith({ threshold: '99.97' });
    const start = april.start + day;
    const looks = [1, 60, 60, 60, 60].map((hours) => openAt(monthly, april, [down(start, 2)], start + hours * hour));
    expect(tell(monthly, looks).state.status).to.equal('warning');
    const later = [200, 210, 220].map((hours) => openAt(monthly, april, [down(start, 2)], start + hours * hour));
    expect(tell(monthly, [...looks, ...later]).state.status).to.equal('compliant');
  });
});

describe('any step', () => {
  const amounts = fc.array(fc.constantFrom(40, 46, 52, 56, undefined), { minLength: 1, maxLength: 12 });
  const objectives = fc.constantFrom(
    objectiveWith({ sliceMs: 5 * minute, threshold: '45', limit: '55' }),
    objectiveWith({ sliceMs: 5 * minute, toleranceMs: 7 * minute }),
    objectiveWith({ threshold: '45' }),
    objectiveWith({ verdictMode: 'atClose', threshold: '45' }),
    objectiveWith({ verdictMode: 'certain', statistic: { kind: 'max' } }),
  );

  it('taken twice changes nothing', () => {
    fc.assert(
      fc.property(objectives, amounts, fc.boolean(), (objective, given, isClosed) => {
        const samples = given.flatMap((amount, index) =>
          amount === undefined ? [] : values(noon + index * 5 * minute, 5 * minute, [amount]),
        );
        const assessment = isClosed
          ? closed(objective, hourFromNoon, samples)
          : openAt(objective, hourFromNoon, samples, noon + given.length * 5 * minute);
        const once = tell(objective, [assessment]);
        const twice = advance({ commitmentId: 'c1', objective, state: once.state, assessment });
        expect(twice.transitions).to.deep.equal([]);
        expect(twice.state).to.deep.equal(once.state);
      }),
    );
  });

  it('from a state that was never saved gives the same keys', () => {
    fc.assert(
      fc.property(objectives, amounts, (objective, given) => {
        const samples = given.flatMap((amount, index) =>
          amount === undefined ? [] : values(noon + index * 5 * minute, 5 * minute, [amount]),
        );
        const looks = given.map((_, index) =>
          openAt(objective, hourFromNoon, samples, noon + (index + 1) * 5 * minute),
        );
        const last = closed(objective, hourFromNoon, samples);
        const keys = (story: Story) => opened(story).map(({ uniqueKeyParts }) => violationKey(uniqueKeyParts));
        expect(keys(tell(objective, [last]))).to.deep.equal(keys(tell(objective, [...looks, last])));
      }),
    );
  });
});
