import { expect } from 'chai';
import type { ApiBinding } from '../../src/resources/bindings.ts';
import { startService, type TestService } from '../support/service.ts';
import { type Client, clientOf, type Samples, targetOf } from './suite/client.ts';
import { conditionSuite } from './suite/conditions.ts';
import { documentedSuite } from './suite/documented.ts';
import { extensionSuite } from './suite/extensions.ts';
import { filterSuite } from './suite/filters.ts';
import { limitSuite } from './suite/limits.ts';
import { protocolSuite } from './suite/protocol.ts';
import { rangeSuite } from './suite/ranges.ts';
import { readingSuite } from './suite/reading.ts';
import { writingSuite } from './suite/writing.ts';

/**
 * Holds a resource to every verb, status and TMF630 rule the service offers, on a service of its own, whose answers are
 * checked against the API document. A new resource gets all of it with this one call.
 */
export function resourceSuite(api: ApiBinding['api'], segment: string, samples: Samples): void {
  const target = targetOf(api, segment);
  describe(`${api} ${segment}`, () => {
    let service: TestService;
    const client = (): Client => clientOf(service, target);
    before(async () => {
      service = await startService();
    });
    after(async () => {
      await service.stop();
    });
    afterEach(() => {
      expect(service.errors, 'errors in the log').to.deep.equal([]);
    });

    filterSuite(client, samples);
    describe('with an empty collection', () => {
      beforeEach(() => client().clear());
      readingSuite(client, target, samples);
      writingSuite(client, target, samples);
      protocolSuite(client, target, samples);
      conditionSuite(client, target, { samples, service: () => service });
      rangeSuite(client, samples);
      limitSuite(client, samples);
      extensionSuite(client, target, samples);
      documentedSuite(client, target, samples);
    });
  });
}
