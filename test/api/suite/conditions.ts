import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { TestService } from '../../support/service.ts';
import { type Client, messageOf, type Samples, type SuiteTarget } from './client.ts';

/** Reading on condition: ETag, Last-Modified, If-None-Match, If-Modified-Since. Source: TMF630; RFC 9110, 13. */
export function conditionSuite(
  client: () => Client,
  { binding }: SuiteTarget,
  { samples: { minimal }, service }: { samples: Samples; service: () => TestService },
): void {
  const { etagPrefix } = binding.dialect;
  const tag = (revision: number): string => `"${etagPrefix}${String(revision)}"`;
  const one = ({ id }: JsonObject): string => `/${String(id)}`;

  describe('a conditional GET', () => {
    it('finds ETag and Last-Modified on one resource, none on a list', async () => {
      const made = await client().create(minimal(1));
      const { headers } = await client().get(one(made)).expect(200);
      expect(headers).to.include({ etag: tag(1), 'cache-control': 'no-cache' });
      expect(headers['last-modified']).to.equal(new Date(service().clock.now()).toUTCString());
      const list = await client().get().expect(200);
      expect(list.headers).not.to.have.any.keys('etag', 'last-modified');
    });

    for (const method of ['get', 'head'] as const) {
      it(`by If-None-Match is 304 to ${method.toUpperCase()} while the client has the resource as it is`, async () => {
        const made = await client().create(minimal(1));
        for (const tags of [tag(1), `W/${tag(1)}`, '*', `"other", ${tag(1)}`, `"a,b" , W/${tag(1)}`]) {
          const response = await client().send(method, one(made)).set('If-None-Match', tags).expect(304);
          expect(response.text ?? '', tags).to.equal('');
          expect(response.headers, tags).to.include({ etag: tag(1), 'cache-control': 'no-cache' });
          expect(response.headers['last-modified'], tags).to.be.a('string');
          expect(response.headers, tags).not.to.have.property('content-type');
        }
      });

      it(`by If-None-Match is 200 to ${method.toUpperCase()} when it is another one`, async () => {
        const made = await client().create(minimal(1));
        for (const tags of [tag(2), '"x-1"', '1', tag(1).replaceAll('"', ''), '']) {
          await client().send(method, one(made)).set('If-None-Match', tags).expect(200);
        }
      });
    }

    it('knows every dialect by its own tag', async () => {
      const made = await client().create(minimal(1));
      for (const prefix of ['', 'v2-', 'legacy-'].filter((each) => each !== etagPrefix)) {
        await client().get(one(made)).set('If-None-Match', `"${prefix}1"`).expect(200);
      }
    });

    it('is 200 with another tag after a change', async function () {
      if (!binding.verbs.includes('patch')) this.skip();
      const made = await client().create(minimal(1));
      await client().patch(made['id'], { note: 'changed' }).expect(200);
      const response = await client().get(one(made)).set('If-None-Match', tag(1)).expect(200);
      expect(response.body).to.include({ note: 'changed' });
      expect(response.headers['etag']).to.equal(tag(2));
    });

    it('by If-Modified-Since is 304 unless it has changed later', async () => {
      const made = await client().create(minimal(1));
      const at = (seconds: number): string => new Date(service().clock.now() + seconds * 1000).toUTCString();
      for (const seconds of [0, 5]) {
        const response = await client().get(one(made)).set('If-Modified-Since', at(seconds)).expect(304);
        expect(response.headers).to.include({ etag: tag(1) });
      }
      await client().get(one(made)).set('If-Modified-Since', at(-1)).expect(200);
      await client().get(one(made)).set('If-Modified-Since', 'yesterday').expect(200);
    });

    it('asks for If-Modified-Since only without If-None-Match', async () => {
      const made = await client().create(minimal(1));
      const now = new Date(service().clock.now()).toUTCString();
      const both = client().get(one(made)).set('If-Modified-Since', now);
      await both.set('If-None-Match', '"other"').expect(200);
    });

    it('holds for a selection of fields, too, and says nothing of what is not there', async () => {
      const made = await client().create(minimal(1));
      await client()
        .get(`${one(made)}?fields=none`)
        .set('If-None-Match', tag(1))
        .expect(304);
      messageOf(await client().get('/unknown').set('If-None-Match', '*'), 404);
      await client().get().set('If-None-Match', '*').expect(200);
    });
  });
}
