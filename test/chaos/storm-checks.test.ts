import { expect } from 'chai';
import { duplicateFigures, missing, tellingFaults } from './storm-checks.ts';
import type { Receipt } from './witness.ts';

/** A callback that was taken over a connection that still stands. */
function receipt(changes: Partial<Receipt> = {}): Receipt {
  return {
    ...{ at: 1_000_000, eventId: 'e1', eventType: 'Change', resource: 'sla/1', mark: 1, isTaken: true },
    connection: {},
    ...changes,
  };
}

const kill = { at: 1_000_000, goneAt: 1_000_010 };
const cut = { closedAt: kill.at + 5 };

function faultsOf(receipts: readonly Receipt[], callsAtOnce = 4): string[] {
  return tellingFaults({ hearings: [{ name: 'witness', receipts }], kills: [kill], callsAtOnce });
}

describe("the storm's checks", () => {
  it('find nothing wrong with changes told once each, in order, and retries of what was not taken', () => {
    const second = { eventId: 'e2', mark: 2 };
    expect(faultsOf([receipt(), receipt({ ...second, isTaken: false }), receipt(second)])).to.deep.equal([]);
  });

  it('excuse as many repeats after a kill as calls were under way, over connections it cut', () => {
    const twice = [receipt({ connection: cut }), receipt({ at: kill.at + 50 })];
    expect(faultsOf(twice)).to.deep.equal([]);
    const hearings = [{ name: 'witness', receipts: twice }];
    expect(duplicateFigures({ hearings, kills: [kill], callsAtOnce: 4 })).to.deep.equal({
      duplicates: 1,
      mostPerKill: 1,
    });
  });

  it('notice one event told under two ids', () => {
    expect(faultsOf([receipt(), receipt({ eventId: 'e2' })])).to.deep.equal([
      'Change of sla/1 mark 1 was told under e1, e2',
    ]);
  });

  it('notice two events told under one id', () => {
    const [fault] = faultsOf([receipt({ isTaken: false }), receipt({ mark: 2 })]);
    expect(fault).to.equal('e1 is the id of Change of sla/1 mark 1, Change of sla/1 mark 2');
  });

  it('notice a change told after a later one', () => {
    expect(faultsOf([receipt({ eventId: 'e2', mark: 2 }), receipt()])).to.deep.equal([
      'witness: e1, mark 1 of sla/1, came after mark 2',
    ]);
  });

  it('notice a repeat that no kill excuses: over a connection that stands, or that closed at another time', () => {
    const unexcused = ['witness: e1 was taken twice although its process lived'];
    expect(faultsOf([receipt(), receipt()])).to.deep.equal(unexcused);
    const closedLater = { connection: { closedAt: kill.goneAt + 60_000 } };
    expect(faultsOf([receipt(closedLater), receipt()])).to.deep.equal(unexcused);
  });

  it('notice more repeats after a kill than calls were under way', () => {
    const repeated = ['e1', 'e2', 'e3'].flatMap((eventId, place) => {
      const resource = `sla/${String(place)}`;
      return [receipt({ eventId, resource, connection: cut }), receipt({ eventId, resource })];
    });
    expect(faultsOf(repeated, 2)).to.deep.equal(['kill 0 at witness: 3 calls were taken twice']);
    expect(faultsOf(repeated, 3)).to.deep.equal([]);
  });

  it('notice a change that was acknowledged and never taken, and a violation nobody told of', () => {
    const marks = new Map([['sla/1', [1, 2]]]);
    const agreements = { name: 'agreements', receipts: [receipt(), receipt({ mark: 2, isTaken: false })] };
    const violations = { name: 'violations', receipts: [receipt({ resource: 'slaViolation/1' })] };
    expect(missing({ hearings: [agreements, violations], marks, violations: 2 })).to.deep.equal([
      'agreements never heard of sla/1 mark 2',
      'violations heard of 1 of 2',
    ]);
  });
});
