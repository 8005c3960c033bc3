import { expect } from 'chai';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { slaAlias, slaBase, slaClient } from './suite/sla-client.ts';

describe('TMF623: queries', () => {
  let service: TestService;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  const { get, make, idsOf, url } = slaClient(() => service);

  describe('what its queries find', () => {
    beforeEach(async () => {
      const party = (role: string, href: string): JsonObject => ({ role, href });
      await make('/sla', {
        ...{ name: 'a', template: { href: 'https://t.example/1' }, rule: [{ id: 'up', metric: 'availability' }] },
        relatedParty: [party('SLAProvider', 'http://acme.example'), party('SLAConsumer', 'http://other.example')],
      });
      await make('/sla', {
        ...{ name: 'b', rule: [{ id: 'speed', metric: 'speed' }] },
        relatedParty: [party('SLAConsumer', 'http://acme.example'), party('SLAProvider', 'http://other.example')],
      });
      const violation = (slaId: number, rule: string, date: string): Promise<JsonObject> =>
        make('/slaViolation', { date, sla: { id: slaId }, violation: { rule: { id: rule } } });
      await violation(1, 'up', '2026-11-02T00:00:00Z');
      await violation(1, 'up', '2026-12-01T00:00:00Z');
      await violation(2, 'speed', '2026-11-03T00:00:00Z');
      const foreign = 'https://elsewhere.example/sla/1';
      await make('/slaViolation', {
        ...{
          date: '2026-11-04T00:00:00Z',
          sla: { href: foreign },
          violation: { rule: { href: `${foreign}/rules/up` } },
        },
      });
      await make('/slaViolation', { date: '2026-11-05T00:00:00Z', sla: { href: url('/sla/1', slaAlias) } });
    });

    it('agreements with a given provider, consumer or end user', async () => {
      const where = (role: string): string =>
        encodeURIComponent(`relatedParty[?(@.role=='${role}' && @.href=='http://acme.example')]`);
      expect(await idsOf(`/sla?filter=${where('SLAProvider')}`)).to.deep.equal([1]);
      expect(await idsOf(`/sla?filter=${where('SLAConsumer')}`)).to.deep.equal([2]);
      expect(await idsOf(`/sla?filter=${where('EndUser')}`)).to.deep.equal([]);
      // The plain form asks for two parties that may be different ones.
      expect(await idsOf('/sla?relatedParty.role=SLAProvider&relatedParty.href=http://acme.example')).to.have.length(2);
    });

    it('agreements from a template and by the metric of a rule, in either name', async () => {
      expect(await idsOf('/sla?template.href=https://t.example/1')).to.deep.equal([1]);
      expect(await idsOf('/sla?rule.metric=speed')).to.deep.equal([2]);
      expect(await idsOf('/sla?rules.metric=speed')).to.deep.equal([2]);
    });

    it('violations of an agreement, by whichever of our addresses', async () => {
      for (const href of [url('/sla/1'), url('/sla/1', slaAlias), `${slaBase}/sla/1`]) {
        expect(await idsOf(`/slaViolation?sla.href=${href}`), href).to.deep.equal([1, 2, 5]);
        expect(await idsOf(`/slaViolation?sla.href.ne=${href}`), href).to.deep.equal([3, 4]);
      }
      expect(await idsOf('/slaViolation?sla.href=https://elsewhere.example/sla/1')).to.deep.equal([4]);
    });

    it('violations of a rule in a period', async () => {
      const month = 'date.gte=2026-11-01T00:00:00Z&date.lt=2026-12-01T00:00:00Z';
      for (const href of [url('/sla/1/rules/up'), url('/sla/1/rule/up', slaAlias)]) {
        expect(await idsOf(`/slaViolation?violation.rule.href=${href}&${month}`), href).to.deep.equal([1]);
      }
      expect(await idsOf(`/slaViolation?violation.rule.href.ne=${url('/sla/1/rules/up')}`)).to.deep.equal([3, 4, 5]);
    });

    it('the newest first, as many as are wanted', async () => {
      expect(await idsOf('/slaViolation?sort=-date&limit=2')).to.deep.equal([2, 5]);
      expect(await idsOf('/slaViolation')).to.deep.equal([1, 2, 3, 4, 5]);
    });

    it('an attribute selection, id and href always with it', async () => {
      expect((await get('/sla/1?fields=name')).body).to.deep.equal({ id: 1, href: url('/sla/1'), name: 'a' });
      expect((await get('/slaViolation/1?fields=none')).body).to.deep.equal({ id: 1, href: url('/slaViolation/1') });
    });
  });
});
