import { expect } from 'chai';
import type { Test } from 'supertest';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { Verb } from '../../../src/resources/bindings.ts';
import { type Client, messageOf, objectOf, type Samples, type SuiteTarget } from './client.ts';

/** Writing on condition: ETag and Last-Modified of answers, If-Match, If-Unmodified-Since. Source: TMF630; RFC 9110, 13. */
export function writeConditionSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const { dialect, verbs } = binding;
  const tag = (revision: number): string => `"${dialect.etagPrefix}${String(revision)}"`;
  const changes: [verb: Verb, change: (made: JsonObject) => Test, success: number][] = [
    ['patch', ({ id }) => client().patch(id, { note: 'b' }), 200],
    ['replace', ({ id }) => client().put(id, { ...minimal(1), note: 'b' }), 200],
    ['remove', ({ id }) => client().remove(id), 204],
  ];
  const make = (): Promise<JsonObject> => client().create({ ...minimal(1), note: 'a' });
  const noteOf = async ({ id }: JsonObject): Promise<unknown> => objectOf(await client().get(`/${String(id)}`))['note'];

  describe('the answer to a write', () => {
    it('has the ETag and the Last-Modified that a GET would have', async () => {
      const sent = [
        await client()
          .post({ ...minimal(1), note: 'a' })
          .expect(201),
      ];
      const { id } = objectOf(sent[0] ?? expect.fail('nothing was answered'));
      expect(sent[0]?.headers['etag']).to.equal(tag(1));
      for (const [verb, change] of changes.filter(([each]) => verbs.includes(each) && each !== 'remove')) {
        const response = await change({ id: id ?? null }).expect(200);
        const { headers } = await client().get(`/${String(id)}`);
        expect(headers['etag'], verb).to.match(/"$/);
        for (const name of ['etag', 'last-modified']) expect(response.headers[name], verb).to.equal(headers[name]);
      }
    });
  });

  for (const [verb, change, success] of changes.filter(([each]) => verbs.includes(each))) {
    describe(`a condition on ${verb}`, () => {
      for (const tags of [tag(1), '*', `"x", ${tag(1)}`, `W/${tag(2)},${tag(1)}`]) {
        it(`holds by If-Match: ${tags}`, async () => {
          await change(await make())
            .set('If-Match', tags)
            .expect(success);
        });
      }

      for (const tags of [tag(2), `W/${tag(1)}`, '"other-1"', '1', '']) {
        it(`fails by If-Match: ${tags} with 412, and nothing changes`, async () => {
          const made = await make();
          const response = await change(made).set('If-Match', tags);
          expect(messageOf(response, 412)).to.contain('If-Match:').and.to.contain(tag(1));
          expect(response.headers['etag']).to.equal(tag(1));
          expect(await noteOf(made)).to.equal('a');
        });
      }

      it('fails by the date of If-Unmodified-Since, which is ignored when it is none or when there is If-Match', async () => {
        const made = await make();
        const { headers } = await client().get(`/${String(made['id'])}`);
        const earlier = 'Sun, 22 Nov 2020 10:00:00 GMT';
        expect(messageOf(await change(made).set('If-Unmodified-Since', earlier), 412)).to.contain(
          'If-Unmodified-Since:',
        );
        expect(await noteOf(made)).to.equal('a');
        for (const since of [String(headers['last-modified']), 'yesterday', '2020-01-01T00:00:00Z']) {
          const response = await change(await make()).set('If-Unmodified-Since', since);
          expect(response.status, since).to.equal(success);
        }
        await change(made).set('If-Match', tag(1)).set('If-Unmodified-Since', earlier).expect(success);
      });

      it('fails by If-None-Match when that names the present version', async () => {
        const made = await make();
        expect(messageOf(await change(made).set('If-None-Match', '*'), 412)).to.contain('If-None-Match:');
        await change(made).set('If-None-Match', tag(9)).expect(success);
      });

      it('on something unknown is 404', async () => {
        messageOf(await change({ id: '987654' }).set('If-Match', '*'), 404);
      });
    });
  }

  describe('two clients with the same If-Match', () => {
    it('find that exactly one of them wins', async () => {
      const made = await make();
      const path = `/${String(made['id'])}`;
      const answers = await Promise.all(
        ['b', 'c', 'd', 'e', 'f'].map((note) =>
          client()
            .send(verbs.includes('patch') ? 'patch' : 'put', path)
            .set('If-Match', tag(1))
            .send({ note }),
        ),
      );
      const winners = answers.filter(({ status }) => status === 200);
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([200, 412, 412, 412, 412]);
      expect(await noteOf(made)).to.equal(objectOf(winners[0] ?? expect.fail('nobody has won'))['note']);
      expect((await client().get(path)).headers['etag']).to.equal(tag(2));
    });

    it('keep their version while nothing changes', async () => {
      const { id } = await make();
      for (const body of [{}, { note: 'a' }]) {
        const response = await client().patch(id, body).set('If-Match', tag(1)).expect(200);
        expect(response.headers['etag']).to.equal(tag(1));
      }
    });
  });
}
