import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import type { ApiBinding, Verb } from '../../../src/resources/bindings.ts';
import type { Dialect } from '../../../src/tmf630/dialect/dialect.ts';
import { type Client, listOf, messageOf, objectOf, type Samples, type SuiteTarget } from './client.ts';
import { patchingSuite } from './patching.ts';
import { writeConditionSuite } from './write-conditions.ts';

/** Every rule of changing: create, patch, put, delete. */
export function writingSuite(client: () => Client, target: SuiteTarget, samples: Samples): void {
  const { binding } = target;
  const offers = (verb: Verb): boolean => binding.verbs.includes(verb);
  creationSuite(client, binding, samples);
  if (offers('patch')) {
    patchSuite(client, binding.dialect, samples);
    patchingSuite(client, target, samples);
    writeConditionSuite(client, target, samples);
  }
  if (offers('replace')) putSuite(client, binding.dialect, samples);
  removalSuite(client, samples);
}

function creationSuite(
  client: () => Client,
  { definition, segment }: ApiBinding,
  { minimal, full, invalid }: Samples,
): void {
  const { ids } = definition;
  describe('a creation', () => {
    it('answers 201 with the whole resource, and the same address as Location and href', async () => {
      const response = await client().post(minimal(1)).expect(201);
      const made = objectOf(response);
      expect(made).to.deep.include(minimal(1));
      expect(made['id']).to.be.a(ids === 'integer' ? 'number' : 'string');
      expect(made['href']).to.equal(`${client().collection}/${String(made['id'])}`);
      expect(response.headers['location']).to.equal(made['href']);
      expect(
        (
          await client()
            .get(`/${String(made['id'])}`)
            .expect(200)
        ).body,
      ).to.deep.equal(made);
    });

    it('answers with the fields that were asked for', async () => {
      const response = await client()
        .send('post', '?fields=note')
        .send({ ...minimal(1), note: 'a', level: 1 })
        .expect(201);
      expect(response.body).to.include({ note: 'a' }).and.not.to.have.property('level');
      expect(response.headers['location']).to.be.a('string');
    });

    it('keeps every documented attribute as it was sent', async () => {
      const { id: _id, href: _href, ...rest } = await client().create(full);
      expect(rest).to.deep.include(full);
    });

    it('keeps attributes the standard does not know', async () => {
      const extension = {
        note: 'é ☂ "quoted"',
        level: 1e-7,
        place: { city: null, list: [[], {}, [1, 'a', false, null]] },
      };
      expect(await client().create({ ...minimal(1), ...extension })).to.deep.include(extension);
    });

    it('ignores an href', async () => {
      const made = await client().create({ ...minimal(1), href: 'http://elsewhere.example/1' });
      expect(made['href']).to.equal(`${client().collection}/${String(made['id'])}`);
    });

    it('builds addresses from the Host the client used', async () => {
      const response = await client().post(minimal(1)).set('Host', 'sla.example:8443').expect(201);
      expect(response.headers['location']).to.match(/^http:\/\/sla\.example:8443\/.+/);
      expect(objectOf(response)['href']).to.equal(response.headers['location']);
    });

    for (const { name, body, path } of invalid) {
      it(`is refused and names the path: ${name}`, async () => {
        expect(messageOf(await client().post(body), 400)).to.contain(path === '' ? '' : `${path}:`);
        expect((await client().get()).headers['x-total-count']).to.equal('0');
      });
    }

    // The standard leaves ids of agreements and of subscriptions to the service.
    if (ids === 'uuid' && segment !== 'hub') {
      it('honours an id of the client, refuses one that is none, and never gives one twice', async () => {
        const id = 'client.id~1_-';
        const made = await client().create({ ...minimal(1), id });
        expect(made).to.include({ id, href: `${client().collection}/${id}` });
        expect(messageOf(await client().post({ ...minimal(2), id }), 409)).to.contain('id');
        for (const wrong of ['a/b', 'a b', '', 'x'.repeat(129), 'é']) {
          expect(messageOf(await client().post({ ...minimal(2), id: wrong }), 400), wrong).to.contain('id:');
        }
        expect((await client().get()).body).to.deep.equal([made]);
      });
    }

    it('names every path at fault, not only the first', async () => {
      const together = invalid.filter(({ body }) => Object.keys(body).length > 0).slice(0, 2);
      for (const { body, path } of together) expect(messageOf(await client().post(body), 400)).to.contain(path);
    });
  });
}

function patchSuite(
  client: () => Client,
  { fieldsKeepIdentity }: Dialect,
  { minimal, invalid, required, immutable }: Samples,
): void {
  describe('a patch', () => {
    const make = (more: JsonObject = {}): Promise<JsonObject> => client().create({ ...minimal(1), ...more });

    it('merges objects, replaces arrays whole, removes what is null and leaves the rest', async () => {
      const made = await make({
        note: 'a',
        level: 1,
        place: { city: 'Oslo', floor: 2 },
        tag: [{ key: 'x' }, { key: 'y' }],
      });
      const change = { note: 'b', level: null, place: { floor: null, door: 'c' }, tag: [{ key: 'z' }] };
      const response = await client().patch(made['id'], change).expect(200);
      const { level: _level, ...rest } = made;
      const expected = { ...rest, note: 'b', place: { city: 'Oslo', door: 'c' }, tag: [{ key: 'z' }] };
      expect(response.body).to.deep.equal(expected);
      expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(expected);
    });

    it('takes plain JSON for a merge patch, with or without charset', async () => {
      const { id } = await make({ note: 'a' });
      for (const [type, note] of [
        ['application/json', 'b'],
        ['application/json; charset=utf-8', 'c'],
        ['application/merge-patch+json;charset=UTF-8', 'd'],
      ]) {
        const sent = client()
          .send('patch', `/${String(id)}`)
          .set('Content-Type', String(type))
          .send(JSON.stringify({ note }));
        expect(objectOf(await sent.expect(200))['note']).to.equal(note);
      }
    });

    it('without effect changes nothing', async () => {
      const made = await make({ note: 'a' });
      const { id } = made;
      expect((await client().patch(id, {}).expect(200)).body).to.deep.equal(made);
      expect(
        (
          await client()
            .patch(id, { note: 'a', nothing: null, id, href: made['href'] ?? '' })
            .expect(200)
        ).body,
      ).to.deep.equal(made);
    });

    it('answers with the fields that were asked for', async () => {
      const { id, href } = await make({ note: 'a' });
      const response = await client()
        .patch(`${String(id)}?fields=note`, { note: 'b' })
        .expect(200);
      expect(response.body).to.deep.equal({ ...(fieldsKeepIdentity ? { id, href } : {}), note: 'b' });
    });

    for (const name of required) {
      it(`does not take ${name} away`, async () => {
        const made = await make();
        expect(messageOf(await client().patch(made['id'], { [name]: null }), 400)).to.contain(`${name}:`);
        expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(made);
      });
    }

    for (const [name, other] of Object.entries({ id: 'another', ...immutable })) {
      it(`does not change ${name}`, async () => {
        const made = await make();
        expect(messageOf(await client().patch(made['id'], { [name]: other, note: 'x' }), 400)).to.contain(`${name}:`);
        expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(made);
      });
    }

    it('with a body that would be refused on creation is refused, and changes nothing', async () => {
      const made = await make();
      for (const { name, body, path } of invalid.filter(
        (each) => each.isOnlyForCreation !== true && Object.hasOwn(each.body, each.path.split(/[.[]/)[0] ?? ''),
      )) {
        const response = await client().patch(made['id'], body);
        expect(response.status, `${name}: ${response.text}`).to.equal(400);
        expect(messageOf(response, 400), name).to.contain(path);
      }
      expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(made);
    });

    it('of something unknown is 404', async () => {
      messageOf(await client().patch('unknown', { note: 'a' }), 404);
    });
  });
}

function putSuite(client: () => Client, { fieldsKeepIdentity }: Dialect, { minimal, invalid }: Samples): void {
  describe('a put', () => {
    it('replaces everything but identity', async () => {
      const made = await client().create({ ...minimal(1), note: 'a', level: 1 });
      const { body } = await client()
        .put(made['id'], { ...minimal(2), level: 2 })
        .expect(200);
      expect(body).to.deep.include({ ...minimal(2), level: 2, id: made['id'], href: made['href'] });
      expect(body).not.to.have.property('note');
      expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(body);
    });

    it('may repeat the id, as number or text, and any href, but not name another id', async () => {
      const { id } = await client().create(minimal(1));
      await client()
        .put(id, { ...minimal(1), id, href: 'http://elsewhere.example' })
        .expect(200);
      await client()
        .put(id, { ...minimal(1), id: String(id) })
        .expect(200);
      expect(messageOf(await client().put(id, { ...minimal(1), id: 987_654 }), 400)).to.contain('id:');
    });

    it('answers with the fields that were asked for', async () => {
      const { id, href } = await client().create(minimal(1));
      const response = await client()
        .put(`${String(id)}?fields=note`, { ...minimal(1), note: 'b' })
        .expect(200);
      expect(response.body).to.deep.equal({ ...(fieldsKeepIdentity ? { id, href } : {}), note: 'b' });
    });

    it('is refused like a creation, and changes nothing', async () => {
      const made = await client().create(minimal(1));
      for (const { name, body, path } of invalid) {
        expect(messageOf(await client().put(made['id'], body), 400), name).to.contain(path);
      }
      expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(made);
    });

    it('of something unknown is 404 and creates nothing', async () => {
      messageOf(await client().put('999999', minimal(1)), 404);
      expect(listOf(await client().get())).to.deep.equal([]);
    });
  });
}

function removalSuite(client: () => Client, { minimal }: Samples): void {
  describe('a removal', () => {
    it('answers 204 without a body; then there is nothing', async () => {
      const kept = await client().create(minimal(1));
      const { id } = await client().create(minimal(2));
      const response = await client().remove(id).expect(204);
      expect(response.text).to.equal('');
      messageOf(await client().get(`/${String(id)}`), 404);
      messageOf(await client().remove(id), 404);
      const list = await client().get().expect(200);
      expect(list.body).to.deep.equal([kept]);
      expect(list.headers['x-total-count']).to.equal('1');
    });

    it('is asked for by its own method only', async () => {
      const made = await client().create(minimal(1));
      const path = `/${String(made['id'])}`;
      for (const header of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override']) {
        await client().get(path).set(header, 'DELETE').expect(200);
        messageOf(await client().send('post', path).set(header, 'DELETE').send({}), 405);
      }
      await client().get(`${path}?_method=DELETE`).expect(200);
      expect((await client().get(path).expect(200)).body).to.deep.equal(made);
    });
  });
}
