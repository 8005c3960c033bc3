import { expect } from 'chai';
import request from 'supertest';
import { startService, testStart, type TestService } from '../support/service.ts';

const minute = 60_000;
const rule = {
  ...{ metric: 'availability', operator: '.ge', referenceValue: '99.95', unit: '%' },
  conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' },
};
const creditSchedule = { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 0.1 }, capPercent: 3 };
const range = { startDateTime: '2026-08-01T00:00:00Z', endDateTime: '2026-11-01T00:00:00Z' };

describe('a proposed promise on recorded history', () => {
  let service: TestService;
  const ask = (question: object, status: number): request.Test =>
    request(service.url).post('/assurance/v1/backtest').send(question).expect(status);

  before(async () => {
    service = await startService();
    const outage = (subject: string, at: string, minutes: number): object => ({
      ...{ indicator: 'availability', subject, state: 'down', startDateTime: at },
      endDateTime: new Date(Date.parse(at) + minutes * minute).toISOString(),
    });
    await request(service.url)
      .post('/assurance/v1/measurement')
      .send([
        outage('site-7', '2026-08-10T00:00:00Z', 65),
        outage('site-7', '2026-09-10T00:00:00Z', 21),
        outage('site-8', '2026-08-20T00:00:00Z', 120),
        outage('site-8', '2026-10-20T00:00:00Z', 1),
      ])
      .expect(200);
  });
  after(() => service.stop());

  it('is answered period by period, with violations and the credit that would have been due', async () => {
    const question = { name: 'Gold?', rule, sla: { creditSchedule }, subject: ['site-7', 'site-8'], range };
    const { body, headers } = await ask(question, 201);
    expect(body).to.deep.include({ ...question, state: 'done', promise: 'availability at least 99.95 %' });
    expect(body.summary).to.deep.include({ periods: 6, met: 4, notMet: 2, noData: 0, violations: 2 });
    expect(body.summary.worst).to.include({ subject: 'site-8', startDateTime: '2026-08-01T00:00:00.000Z' });
    // 65 min of 44,640: 99.85439, one step; 120 min: 99.73118, three steps, of which the cap of the month leaves two.
    expect(body.violation.map(({ credit }: { credit: object }) => credit)).to.deep.equal([
      { value: '10.00', unit: 'EUR' },
      { value: '20.00', unit: 'EUR' },
    ]);
    expect(body.summary.credit).to.deep.equal({ value: '30.00', unit: 'EUR' });
    const again = await request(service.url)
      .get(new URL(headers['location'] ?? '', service.url).pathname)
      .expect(200);
    expect(again.body).to.deep.equal(body);
  });

  it('writes nothing but its answer', async () => {
    await ask({ rule, subject: ['site-7'], range }, 201);
    for (const path of ['/assurance/v1/commitment', '/assurance/v1/assessment']) {
      expect((await request(service.url).get(path).expect(200)).body).to.deep.equal([]);
    }
    const violations = await request(service.url).get('/tmf-api/slaManagement/v2/slaViolation').expect(200);
    expect(violations.body).to.deep.equal([]);
  });

  it('takes an objective as TMF657 has it', async () => {
    const objective = {
      ...{ conformanceTarget: '99.7 %', conformanceComparator: 'below' },
      ...{ conformanceWindow: rule.conformanceWindow },
      serviceLevelObjectiveParameter: { name: 'availability' },
    };
    const { body } = await ask({ objective, subject: ['site-8'], range }, 201);
    expect(body.summary).to.include({ met: 3, notMet: 0 });
  });

  it('answers without data where nothing was measured', async () => {
    const { body } = await ask({ rule, subject: ['nowhere'], range }, 201);
    expect(body.summary).to.deep.include({ periods: 3, met: 0, noData: 3, violations: 0 });
    expect(body.summary).not.to.have.property('worst');
  });

  it('is refused with the path of what cannot be asked', async () => {
    const cases: [object, string][] = [
      [{ subject: ['site-7'], range }, 'objective'],
      [{ rule, objective: {}, subject: ['site-7'], range }, 'rule'],
      [{ rule: { ...rule, operator: 'roughly' }, subject: ['site-7'], range }, 'rule'],
      [{ rule: { ...rule, slice: 'often' }, subject: ['site-7'], range }, 'rule.slice'],
      [{ rule, subject: [], range }, 'subject'],
      [{ rule, subject: ['*'], range }, 'subject'],
      [{ rule, range }, 'subject'],
      [{ rule, subject: ['site-7'] }, 'range'],
      [{ rule, subject: ['site-7'], range: { ...range, startDateTime: '2020-01-01T00:00:00Z' } }, 'range'],
      [
        {
          rule,
          subject: ['site-7'],
          range: { startDateTime: new Date(testStart).toISOString(), endDateTime: '2027-01-01T00:00:00Z' },
        },
        'range',
      ],
      [
        {
          rule: { ...rule, conformanceWindow: { ...rule.conformanceWindow, duration: 'PT1M' } },
          subject: ['site-7'],
          range,
        },
        'range',
      ],
      [
        { rule, sla: { creditSchedule: { basis: { value: 'much', unit: 'EUR' } } }, subject: ['a'], range },
        'sla.creditSchedule.basis.value',
      ],
    ];
    for (const [question, path] of cases) {
      const { body } = await ask(question, 400);
      expect(body.message, path).to.include(path);
    }
  });

  it('can be forgotten', async () => {
    const { body } = await ask({ rule, subject: ['site-7'], range }, 201);
    await request(service.url)
      .delete(`/assurance/v1/backtest/${String(body.id)}`)
      .expect(204);
    await request(service.url)
      .get(`/assurance/v1/backtest/${String(body.id)}`)
      .expect(404);
  });
});

describe('what an agreement says of credits', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  it('is kept as it was sent when it is right', async () => {
    const sla = { name: 'Gold', rule: [], creditSchedule: [{ ...creditSchedule, rule: ['up'] }] };
    const { body } = await request(service.url).post('/tmf-api/slaManagement/v2/sla').send(sla).expect(201);
    expect(body.creditSchedule).to.deep.equal(sla.creditSchedule);
  });

  it('is refused with the path when it is not', async () => {
    const basis = { value: 1000, unit: 'EUR' };
    const cases: [object, string][] = [
      [{}, 'creditSchedule.basis'],
      [{ basis: { value: 1000 } }, 'creditSchedule.basis.unit'],
      [{ basis: { value: 1000, unit: 'XYZ1' } }, 'creditSchedule.basis.unit'],
      [{ basis, linear: { percent: 1 } }, 'creditSchedule.linear.step'],
      [{ basis, linear: { percent: 1, step: 0 } }, 'creditSchedule.linear.step'],
      [{ basis, linear: { percent: 1, step: 1 }, band: [{ percent: 1 }] }, 'creditSchedule.band'],
      [{ basis, band: [{ from: 99, to: 98, percent: 1 }] }, 'creditSchedule.band[0].to'],
      [
        {
          basis,
          band: [
            { from: 98, percent: 1 },
            { to: 99, percent: 2 },
          ],
        },
        'creditSchedule.band[1]',
      ],
      [{ basis, capPercent: 101 }, 'creditSchedule.capPercent'],
      [{ basis, chronic: { months: 1 } }, 'creditSchedule.chronic.months'],
      [{ basis, claimWindow: 'soon' }, 'creditSchedule.claimWindow'],
    ];
    for (const [schedule, path] of cases) {
      const sla = { name: 'Gold', rule: [], creditSchedule: schedule };
      const { body } = await request(service.url).post('/tmf-api/slaManagement/v2/sla').send(sla).expect(400);
      expect(body.message, path).to.include(path);
    }
  });
});
