import { expect } from 'chai';
import request from 'supertest';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { messageOf } from './suite/client.ts';

const path = '/tmf-api/performance/v5/performanceMeasurement';
const sample = (subject: string, observedValue: string): JsonObject => ({
  '@type': 'PerformanceMeasurementAtomic',
  '@baseType': 'PerformanceMeasurement',
  description: 'As the probe sent it',
  validFor: { startDateTime: '2026-11-22T10:00:00Z', endDateTime: '2026-11-22T10:15:00Z' },
  tag: { serviceId: subject },
  performanceIndicatorValue: [
    { performanceIndicatorSpecification: { id: 'rtt', name: 'rtt', indicatorUnit: 'ms' }, observedValue },
  ],
});

describe('a TMF628 performanceMeasurement', () => {
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  const post = (body: object): request.Test => request(service.url).post(path).send(body);
  const known = async (subject: string, value: number): Promise<unknown> => {
    const body = { indicator: 'rtt', subject, value, unit: 'ms', at: '2026-11-22T10:15:00Z' };
    return (await request(service.url).post('/assurance/v1/measurement').send(body).expect(200)).body as unknown;
  };

  it('answers 201 with what was sent and an id, and is a measurement like any other', async () => {
    const { body } = await post(sample('svc-1', '42.5')).expect(201);
    expect(body).to.deep.include(sample('svc-1', '42.5'));
    expect(body.id).to.be.a('string');
    expect(await known('svc-1', 42.5)).to.deep.include({ duplicate: 1 });
  });

  it('may come as an array, all or none', async () => {
    const { body } = await post([sample('svc-2', '1'), sample('svc-3', '2')]).expect(201);
    expect(body).to.have.length(2);
    const half = await post([sample('svc-4', '1'), { ...sample('svc-5', '2'), tag: {} }]);
    expect(messageOf(half, 400)).to.equal('[1].performanceIndicatorValue[0].tag.serviceId: required');
    expect(await known('svc-4', 1)).to.deep.include({ accepted: 1, duplicate: 0 });
  });

  const refused: [string, JsonObject, string][] = [
    ['without @type', { '@type': null }, '@type'],
    ['without values', { performanceIndicatorValue: [] }, 'performanceIndicatorValue'],
    ['without a time', { validFor: {} }, 'validFor.endDateTime: required'],
    ['with a day there is not', { validFor: { endDateTime: '2026-02-30T00:00:00Z' } }, 'validFor.endDateTime'],
    ['from the future', { validFor: { endDateTime: '2027-01-01T00:00:00Z' } }, 'validFor.endDateTime'],
  ];
  for (const [name, change, place] of refused) {
    it(`${name} is refused and names the path`, async () => {
      expect(messageOf(await post({ ...sample('svc-6', '1'), ...change }), 400)).to.contain(place);
    });
  }

  it('whose value is no number is refused and names the path', async () => {
    expect(messageOf(await post(sample('svc-7', 'fast')), 400)).to.equal(
      'performanceIndicatorValue[0].observedValue: must be a decimal number',
    );
  });

  it('offers POST and nothing else', async () => {
    const response = await request(service.url).get(path);
    messageOf(response, 405);
    expect(response.headers['allow']).to.equal('POST, OPTIONS');
  });
});
