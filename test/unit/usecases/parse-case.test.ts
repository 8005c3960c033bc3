import { expect } from 'chai';
import { reachOf, toldUntil } from '../../../src/domain/measurement.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { parseMeasurement } from '../../../src/usecases/parse-measurement.ts';

const now = Date.UTC(2026, 2, 10);
const order = {
  indicator: 'delivery',
  subject: 'shop',
  case: 'ORD-1',
  startDateTime: '2026-03-01T08:00:00Z',
};
const startsAt = Date.UTC(2026, 2, 1, 8);

function read(more: JsonObject) {
  return parseMeasurement({ ...order, ...more }, now);
}

describe('cases handed in', () => {
  it('are read with everything that is known of them', () => {
    const { measurement } = read({
      promisedDateTime: '2026-03-20T00:00:00Z',
      agreedDateTime: '2026-04-02T00:00:00+02:00',
      completedDateTime: '2026-03-09T10:00:00Z',
      answeredDateTime: '2026-03-01T08:00:20Z',
      pause: [
        { startDateTime: '2026-03-05T00:00:00Z' },
        { startDateTime: '2026-03-02T00:00:00Z', endDateTime: '2026-03-03T00:00:00Z' },
      ],
      source: 'shop-2',
    });
    expect(measurement?.sample).to.deep.equal({
      kind: 'case',
      start: startsAt,
      case: 'ORD-1',
      promised: Date.UTC(2026, 2, 20),
      agreed: Date.UTC(2026, 3, 1, 22),
      completed: Date.UTC(2026, 2, 9, 10),
      pauses: [{ start: Date.UTC(2026, 2, 2), end: Date.UTC(2026, 2, 3) }, { start: Date.UTC(2026, 2, 5) }],
      answered: startsAt + 20_000,
      source: 'shop-2',
    });
  });

  it('may be cancelled by the customer or the provider, with or without a date, and left out', () => {
    expect(read({ cancelledBy: 'provider' }).measurement?.sample).to.include({ cancelledBy: 'provider' });
    expect(read({ cancelledBy: 'customer', cancelledDateTime: '2026-03-02T00:00:00Z' }).measurement?.sample).to.include(
      { cancelled: Date.UTC(2026, 2, 2) },
    );
    expect(read({ excluded: true }).measurement?.sample).to.include({ excluded: true });
    expect(read({ excluded: false }).measurement?.sample).not.to.have.property('excluded');
  });

  const refused: [string, JsonObject, string][] = [
    ['no start', { startDateTime: null }, 'startDateTime'],
    ['no name', { case: '' }, 'case'],
    ['an end', { endDateTime: '2026-03-02T00:00:00Z' }, 'endDateTime'],
    ['a date that is none', { promisedDateTime: 'soon' }, 'promisedDateTime'],
    ['a completion before the start', { completedDateTime: '2026-02-01T00:00:00Z' }, 'completedDateTime'],
    ['a promise before the start', { agreedDateTime: '2026-02-01T00:00:00Z' }, 'agreedDateTime'],
    ['a completion that has not come', { completedDateTime: '2026-03-12T00:00:00Z' }, 'completedDateTime'],
    ['a cancellation by nobody', { cancelledDateTime: '2026-03-02T00:00:00Z' }, 'cancelledBy'],
    ['a cancellation by somebody else', { cancelledBy: 'carrier' }, 'cancelledBy'],
    ['an exclusion that is none', { excluded: 'yes' }, 'excluded'],
    ['pauses that are none', { pause: {} }, 'pause'],
    ['a pause without a start', { pause: [{}] }, 'pause[0].startDateTime'],
    [
      'a pause that ends before it starts',
      { pause: [{ startDateTime: '2026-03-03T00:00:00Z', endDateTime: '2026-03-02T00:00:00Z' }] },
      'pause[0].endDateTime',
    ],
    ['a value beside it', { value: 1 }, 'case'],
  ];
  for (const [name, more, path] of refused) {
    it(`are refused with ${name}, naming ${path}`, () => {
      expect(read(more).fault?.path).to.equal(path);
    });
  }

  it('bear on figures up to the last of their dates, and without end while they are open', () => {
    const closed = read({ promisedDateTime: '2026-03-20T00:00:00Z', completedDateTime: '2026-03-09T10:00:00Z' });
    expect(reachOf(closed.measurement!.sample)).to.equal(Date.UTC(2026, 2, 20) + 1);
    expect(reachOf(read({}).measurement!.sample)).to.equal(Infinity);
  });

  it('tell of time up to what has happened, not to what was promised', () => {
    const { measurement } = read({
      promisedDateTime: '2026-03-20T00:00:00Z',
      answeredDateTime: '2026-03-01T09:00:00Z',
    });
    expect(toldUntil(measurement!.sample)).to.equal(Date.UTC(2026, 2, 1, 9));
  });
});
