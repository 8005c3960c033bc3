import { expect } from 'chai';
import fc from 'fast-check';
import { startService, type TestService } from '../support/service.ts';
import { listRequests, requests } from './abuse-requests.ts';
import { drawn, howToRepeat } from './chance.ts';
import type { RawRequest } from './raw-http.ts';
import { sendRaw } from './raw-http.ts';
import { send } from './requests.ts';
import { targetsOf } from './spec-schemas.ts';

const v4 = '/tmf-api/serviceQualityManagement/v4';
const collections = ['tmf657-v4', 'tmf657-v2', 'tmf657-legacy', 'tmf623-v2', 'assurance-v1']
  .flatMap(targetsOf)
  .filter(({ document, segment }) => document.paths[`/${segment}`]?.['get'] !== undefined)
  .map(({ path }) => path);

/** A valid but unusual wish may be refused as not implemented; anything else beyond 499 is a fault of ours. */
const notImplemented = 501;

/**
 * Node.js itself closes the connection of a client that asks for a tunnel, or whose body does not end where its headers
 * say, which is answer enough.
 */
function isNoHttp({ method, headers }: RawRequest): boolean {
  return method === 'CONNECT' || headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
}

describe(`whatever comes in (${howToRepeat})`, function () {
  this.timeout(600_000);
  let service: TestService;
  before(async () => {
    service = await startService();
    const parameter = { name: 'rtt', relatedEntity: [{ id: 'svc', role: 'measured', '@referredType': 'Service' }] };
    const objective = { id: 'mine', conformanceComparator: '<=', conformanceTarget: '50 ms' };
    const bodies: [string, object][] = [
      [`${v4}/serviceLevelObjective`, { ...objective, serviceLevelObjectiveParameter: parameter }],
      [`${v4}/serviceLevelSpecification`, { id: 'mine', name: 'x', relatedServiceLevelObjective: [{ id: 'mine' }] }],
      [
        '/tmf-api/slaManagement/v2/sla',
        { name: 'x', rule: [{ id: '1', metric: 'rtt', operator: '.le', referenceValue: '5' }] },
      ],
      ['/tmf-api/slaManagement/v2/slaViolation', { sla: { id: '1' }, violation: { rule: { id: '1' } } }],
    ];
    for (const [path, body] of bodies) {
      expect((await send('POST', `${service.url}${path}`, JSON.stringify(body))).status, path).to.equal(201);
    }
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(({} as Record<string, unknown>)['polluted'] ?? ({} as Record<string, unknown>)['x']).to.equal(undefined);
  });

  const isAnswered = async (request: RawRequest): Promise<void> => {
    const { status, text } = await sendRaw(service.url, request);
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    if (status === notImplemented) return;
    if (status === 0 && isNoHttp(request)) return;
    expect(status, text.slice(0, 500)).to.be.within(200, 499);
  };

  it('is answered, and never by a fault of the service', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        try {
          await isAnswered(request);
        } finally {
          service.errors.length = 0;
        }
      }),
      drawn(1000),
    );
  });

  it('is answered when it is a query to a collection', async () => {
    await fc.assert(
      fc.asyncProperty(listRequests, async (request) => {
        try {
          await isAnswered(request);
        } finally {
          service.errors.length = 0;
        }
      }),
      drawn(1000),
    );
  });

  it('leaves a service that answers, and whose work goes on', async () => {
    for (const path of collections) {
      const { status, text } = await send('GET', `${service.url}${path}?limit=500`);
      expect([200, 206], `${path}: ${text.slice(0, 500)}`).to.include(status);
    }
    await service.beats.takeInEvents();
    for (let left = 50; left > 0 && (await service.beats.relay()) > 0;) left -= 1;
    await service.beats.completeAgreements();
    for (let partition = 0; partition < 16; partition += 1) await service.beats.evaluate(partition);
    expect(service.errors, 'errors in the log').to.deep.equal([]);
  });
});
