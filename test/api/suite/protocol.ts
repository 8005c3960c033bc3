import { expect } from 'chai';
import type { Verb } from '../../../src/resources/bindings.ts';
import { type Client, listOf, messageOf, type Samples, type SuiteTarget } from './client.ts';

const allowed = (verbs: readonly Verb[], pairs: readonly [Verb, string][]): string =>
  [...pairs.flatMap(([verb, methods]) => (verbs.includes(verb) ? [methods] : [])), 'OPTIONS'].join(', ');

/** What HTTP itself asks for: methods, media types, addresses. */
export function protocolSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const onCollection = allowed(binding.verbs, [
    ['list', 'GET, HEAD'],
    ['create', 'POST'],
  ]);
  const onOne = allowed(binding.verbs, [
    ['retrieve', 'GET, HEAD'],
    ['replace', 'PUT'],
    ['patch', 'PATCH'],
    ['remove', 'DELETE'],
  ]);

  describe('HTTP', () => {
    it('HEAD answers like GET, without a body', async () => {
      const { id } = await client().create(minimal(1));
      for (const suffix of ['', `/${String(id)}`, '?limit=0']) {
        const got = await client().get(suffix);
        const head = await client().send('head', suffix).expect(got.status);
        expect(head.text ?? '', suffix).to.equal('');
        for (const name of ['content-type', 'content-length', 'x-total-count', 'link', 'content-range']) {
          expect(head.headers[name], `${suffix} ${name}`).to.equal(got.headers[name]);
        }
      }
      await client().send('head', '/unknown').expect(404);
    });

    it('OPTIONS tells the methods', async () => {
      expect((await client().send('options').expect(204)).headers['allow']).to.equal(onCollection);
      expect((await client().send('options', '/any').expect(204)).headers['allow']).to.equal(onOne);
    });

    it('answers 405 with the methods there are', async () => {
      const collection = await client().send('delete');
      expect(messageOf(collection, 405)).to.contain('DELETE');
      expect(collection.headers['allow']).to.equal(onCollection);
      const one = await client().send('post', '/any').send({});
      messageOf(one, 405);
      expect(one.headers['allow']).to.equal(onOne);
      for (const [verb, method] of [
        ['patch', 'patch'],
        ['replace', 'put'],
      ] as const) {
        if (binding.verbs.includes(verb)) continue;
        const response = await client().send(method, '/any').send({});
        messageOf(response, 405);
        expect(response.headers['allow']).to.equal(onOne);
      }
    });

    it('answers 404 with an error body to paths there are not', async () => {
      for (const suffix of ['/any/other', '/any/other/still', 'x']) {
        for (const method of ['get', 'post', 'delete', 'options'] as const) {
          messageOf(await client().send(method, suffix), 404);
        }
      }
    });

    it('answers 406 when JSON is not wanted', async () => {
      for (const suffix of ['', '/any']) messageOf(await client().get(suffix).set('Accept', 'application/xml'), 406);
      messageOf(await client().post(minimal(1)).set('Accept', 'text/html'), 406);
      await client().get().set('Accept', 'text/html, application/*;q=0.1').expect(200);
      expect(listOf(await client().get())).to.deep.equal([]);
    });

    for (const type of [
      'text/plain',
      'application/xml',
      'application/json; charset=iso-8859-1',
      'application/json; charset=utf-16',
      'application/json-patch+json',
      'nonsense',
    ]) {
      it(`answers 415 to ${type}`, async () => {
        const response = await client()
          .send('post')
          .set('Content-Type', type)
          .send(JSON.stringify(minimal(1)));
        expect(messageOf(response, 415)).to.contain('Content-Type');
        expect(listOf(await client().get())).to.deep.equal([]);
        if (!binding.verbs.includes('patch') || type.includes('patch')) return;
        const patch = await client().send('patch', '/any').set('Content-Type', type).send('{}');
        messageOf(patch, 415);
        expect(patch.headers['accept-patch']).to.equal(
          'application/merge-patch+json, application/json, application/json-patch+json, ' +
            'application/json-patch-query+json',
        );
      });
    }

    it('answers 415 to a compressed body', async () => {
      messageOf(await client().post(minimal(1)).set('Content-Encoding', 'gzip'), 415);
    });

    it('reads a trailing slash and doubled slashes as what they stand for', async () => {
      const made = await client().create(minimal(1));
      const id = String(made['id']);
      for (const suffix of ['/', '//']) expect((await client().get(suffix).expect(200)).body).to.deep.equal([made]);
      for (const suffix of [`/${id}/`, `//${id}`])
        expect((await client().get(suffix).expect(200)).body).to.deep.equal(made);
      const response = await client().send('post', '/').send(minimal(2)).expect(201);
      expect(response.headers['location']).to.match(/[^/]\/[^/]+$/);
      expect(response.headers['location']).not.to.contain(`${client().collection}//`);
    });

    it('gives every answer a request id', async () => {
      expect((await client().get()).headers['x-request-id']).to.match(/^id-\d+$/);
      expect((await client().get('/unknown').set('X-Request-Id', 'mine')).headers['x-request-id']).to.equal('mine');
    });
  });
}
