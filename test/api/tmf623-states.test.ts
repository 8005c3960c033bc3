import { expect } from 'chai';
import { startService, type TestService } from '../support/service.ts';
import { messageOf, objectOf } from './suite/client.ts';
import { slaClient } from './suite/sla-client.ts';

describe('TMF623: states', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  const { get, post, put, patch, make } = slaClient(() => service);

  describe('the state of an agreement', () => {
    const steps: [string, string[], string[]][] = [
      ['pending', ['observed', 'rejected', 'terminated'], ['completed']],
      ['observed', ['completed', 'terminated'], ['pending', 'rejected']],
    ];
    for (const [from, legal, illegal] of steps) {
      it(`leads from ${from} to ${legal.join(', ')} and not to ${illegal.join(', ')}`, async () => {
        for (const state of legal) {
          const { id } = await make('/sla', { name: 'Gold', state: from });
          expect((await patch(`/sla/${String(id)}`, { state }).expect(200)).body).to.include({ state });
        }
        const { id } = await make('/sla', { name: 'Gold', state: from });
        for (const state of illegal) {
          expect(messageOf(await patch(`/sla/${String(id)}`, { state }), 409)).to.contain(from);
          messageOf(await put(`/sla/${String(id)}`, { name: 'Gold', state }), 409);
        }
        expect((await get(`/sla/${String(id)}`)).body).to.include({ state: from });
      });
    }

    it('leads nowhere from its ends, where everything else may still be changed', async () => {
      for (const [at, state] of ['rejected', 'completed', 'terminated'].entries()) {
        const first = state === 'completed' ? 'observed' : 'pending';
        await make('/sla', { name: 'Gold', state: first });
        const path = `/sla/${String(at + 1)}`;
        await patch(path, { state }).expect(200);
        for (const next of ['pending', 'observed']) messageOf(await patch(path, { state: next }), 409);
        expect((await patch(path, { state, name: 'Old' }).expect(200)).body).to.include({ state, name: 'Old' });
      }
    });

    it('is pending at first when it is not approved, and cannot begin at its end', async () => {
      expect(await make('/sla', { name: 'a', approved: false })).to.include({ state: 'pending' });
      expect(await make('/sla', { name: 'a', approved: true })).to.include({
        state: 'observed',
        approvalDate: '2026-11-22T12:00:00.000Z',
      });
      expect(await make('/sla', { name: 'a' })).not.to.have.any.keys('approved', 'approvalDate');
      messageOf(await post('/sla', { name: 'a', state: 'completed' }), 409);
      expect(messageOf(await post('/sla', { name: 'a', state: 'OPEN_RUNNING' }), 400)).to.contain('state:');
      messageOf(await patch('/sla/1', { state: 'broken' }), 400);
      const approvalDate = '2026-01-01T00:00:00Z';
      expect(await make('/sla', { name: 'a', approved: true, approvalDate })).to.include({ approvalDate });
      expect((await patch('/sla/1', { approved: true }).expect(200)).body).to.include({
        state: 'pending',
        approvalDate: '2026-11-22T12:00:00.000Z',
      });
    });

    it('is completed by itself when its validity ends', async () => {
      await make('/sla', { name: 'Gold', validFor: { endDateTime: '2026-11-22T13:00:00Z' } });
      expect(await service.beats.completeAgreements()).to.equal(0);
      service.clock.advance(3_600_000);
      expect(await service.beats.completeAgreements()).to.equal(1);
      expect((await get('/sla/1')).body).to.include({ state: 'completed', completionDate: '2026-11-22T13:00:00.000Z' });
    });
  });

  describe('the life of a violation', () => {
    const steps: [string, string[]][] = [
      ['open', ['acknowledged', 'inProgress', 'restored', 'closed', 'withdrawn']],
      ['acknowledged', ['inProgress', 'restored', 'closed', 'withdrawn']],
      ['inProgress', ['restored', 'closed', 'withdrawn']],
      ['restored', ['inProgress', 'closed', 'withdrawn']],
      ['closed', []],
      ['withdrawn', []],
    ];
    for (const [from, legal] of steps) {
      it(`leads from ${from} to ${legal.length === 0 ? 'nothing' : legal.join(', ')}`, async () => {
        for (const [state] of steps) {
          const { id } = await make('/slaViolation', { state: from });
          const response = await patch(`/slaViolation/${String(id)}`, { state });
          if (state === from || legal.includes(state)) expect(objectOf(response)['state']).to.equal(state);
          else expect(messageOf(response, 409)).to.contain(`a violation that is ${from}`);
        }
      });
    }

    it('begins open, knows no other names and stays where it is unless it is moved', async () => {
      expect(await make('/slaViolation', {})).to.include({ state: 'open' });
      expect(messageOf(await post('/slaViolation', { state: 'Open' }), 400)).to.contain('state: must be one of open,');
      messageOf(await patch('/slaViolation/1', { state: 'forgotten' }), 400);
      await patch('/slaViolation/1', { state: 'acknowledged' }).expect(200);
      expect((await patch('/slaViolation/1', { state: null }).expect(200)).body).to.include({ state: 'acknowledged' });
    });
  });
});
