import { expect } from 'chai';
import request from 'supertest';
import { startService, type TestService } from '../support/service.ts';
import { listOf, messageOf, objectOf } from './suite/client.ts';

const slas = '/tmf-api/slaManagement/v2/sla';
const rule = { id: 'r1', metric: 'latency', operator: '.le', referenceValue: '50' };
const validFor = { startDateTime: '2026-01-01T00:00:00Z', endDateTime: '2027-01-01T00:00:00Z' };

describe('an agreement in the names the tables of TMF623 use', () => {
  let service: TestService;
  const http = (): ReturnType<typeof request> => request(service.url);
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });

  const body = {
    name: 'Gold',
    rules: [rule],
    validityPeriod: { startTime: validFor.startDateTime, endTime: validFor.endDateTime },
  };

  it('is kept and answered in those of its examples, wrapped or not', async () => {
    for (const sent of [body, { sla: body }]) {
      const made = objectOf(await http().post(slas).send(sent).expect(201));
      expect(made).to.deep.include({ name: 'Gold', rule: [rule], validFor });
      expect(made).not.to.have.any.keys('rules', 'validityPeriod');
    }
  });

  it('is changed, found and sorted by them', async () => {
    const { id } = objectOf(await http().post(slas).send({ name: 'Silver' }).expect(201));
    const changed = await http()
      .patch(`${slas}/${String(id)}`)
      .send({ rules: [{ ...rule, metric: 'loss' }] })
      .expect(200);
    expect(changed.body.rule[0].metric).to.equal('loss');
    const found = await http()
      .get(`${slas}?rules.metric=loss&sort=validityPeriod.endTime&fields=rules.metric`)
      .expect(200);
    expect(listOf(found).map(({ rule }) => rule)).to.deep.equal([[{ metric: 'loss' }]]);
  });

  it('is refused when one attribute comes under both names, or is wrong', async () => {
    for (const [more, path] of [
      [{ rule: [] }, 'rule: '],
      [{ validFor }, 'validFor: '],
      [{ validityPeriod: { startTime: 'x', startDateTime: 'y' } }, 'validityPeriod.startDateTime: '],
      [{ validityPeriod: { startTime: 'tomorrow' } }, 'validFor.startDateTime: '],
      [{ rules: [1] }, 'rule[0]: '],
    ] as const) {
      expect(
        messageOf(
          await http()
            .post(slas)
            .send({ ...body, ...more }),
          400,
        ),
      ).to.contain(path);
    }
  });
});
