import { expect } from 'chai';
import type { Test } from 'supertest';
import type { JsonObject, JsonValue } from '../../../src/kernel/json.ts';
import { type Client, messageOf, objectOf, type Samples, type SuiteTarget } from './client.ts';

const jsonPatch = 'application/json-patch+json';
const queryPatch = 'application/json-patch-query+json';

/** Attributes that the service gives a value when they have none. */
const filledIn = ['state', 'date', 'approvalDate'];

/** Every kind of patch beside the merge patch, and what all of them may leave behind. Source: TMF630. */
export function patchingSuite(client: () => Client, target: SuiteTarget, samples: Samples): void {
  operationSuite(client, samples);
  querySuite(client, samples);
  resultSuite(client, target, samples);
}

/** Sends a patch of a media type. */
export function sendPatch(client: Client, id: unknown, { type, body }: { type: string; body: JsonValue }): Test {
  return client
    .send('patch', `/${String(id)}`)
    .set('Content-Type', type)
    .send(JSON.stringify(body));
}

const extension = { note: 'a', level: 1, place: { city: 'Oslo' }, tag: [{ key: 'x' }, { key: 'y', value: 1 }] };

function makerOf(client: () => Client, { minimal }: Samples): (more?: JsonObject) => Promise<JsonObject> {
  return (more = {}) => client().create({ ...minimal(1), ...extension, ...more });
}

/** Expects that the resource is as it was made, to its revision. */
async function expectUntouched(client: Client, made: JsonObject): Promise<void> {
  const response = await client.get(`/${String(made['id'])}`).expect(200);
  expect(response.body).to.deep.equal(made);
  expect(response.headers['etag']).to.match(/[^\d]1"$|^"1"$/);
}

function operationSuite(client: () => Client, samples: Samples): void {
  const make = makerOf(client, samples);
  const operate = ({ id }: JsonObject, ...body: JsonObject[]): Test =>
    sendPatch(client(), id, { type: jsonPatch, body });

  describe('a JSON Patch', () => {
    it('does its operations one after the other', async () => {
      const made = await make();
      const response = await operate(
        made,
        { op: 'test', path: '/note', value: 'a' },
        { op: 'replace', path: '/note', value: 'b' },
        { op: 'add', path: '/tag/0', value: { key: 'w' } },
        { op: 'add', path: '/tag/-', value: { key: 'z' } },
        { op: 'move', from: '/place/city', path: '/town' },
        { op: 'copy', from: '/tag/0', path: '/first' },
        { op: 'remove', path: '/level' },
      ).expect(200);
      const { level: _level, ...rest } = made;
      const tag = [{ key: 'w' }, ...extension.tag, { key: 'z' }];
      const expected = { ...rest, note: 'b', tag, place: {}, town: 'Oslo', first: { key: 'w' } };
      expect(response.body).to.deep.equal(expected);
      expect((await client().get(`/${String(made['id'])}`)).body).to.deep.equal(expected);
    });

    it('sees id and href as the client does', async () => {
      const made = await make();
      const { id = null, href = null } = made;
      const tests = [
        { op: 'test', path: '/id', value: id },
        { op: 'test', path: '/href', value: href },
        { op: 'test', path: '', value: made },
        { op: 'replace', path: '/href', value: href },
        { op: 'replace', path: '/id', value: id },
      ];
      expect((await operate(made, ...tests).expect(200)).body).to.deep.equal(made);
      await expectUntouched(client(), made);
    });

    it('with a test that fails is 409 and changes nothing', async () => {
      const made = await make();
      const response = await operate(
        made,
        { op: 'replace', path: '/note', value: 'b' },
        { op: 'test', path: '/level', value: 2 },
      );
      expect(messageOf(response, 409)).to.contain('[1].value:').and.to.contain('/level');
      await expectUntouched(client(), made);
    });

    for (const [name, operation, place] of [
      ['a pointer to nothing', { op: 'remove', path: '/nothing' }, '[2].path'],
      ['an index beyond the end', { op: 'add', path: '/tag/7', value: {} }, '[2].path'],
      ['a source that is not there', { op: 'copy', from: '/nothing', path: '/note' }, '[2].from'],
    ] as const) {
      it(`whose third operation has ${name} is 409 and changes nothing`, async () => {
        const made = await make();
        const change = { op: 'replace', path: '/note', value: 'b' };
        expect(messageOf(await operate(made, change, change, operation), 409)).to.contain(`${place}:`);
        await expectUntouched(client(), made);
      });
    }

    for (const [name, operation, place] of [
      ['no pointer', { op: 'remove', path: 'note' }, '[1].path'],
      ['an unknown operation', { op: 'spam', path: '/note' }, '[1].op'],
      ['no operation', { path: '/note' }, '[1].op'],
      ['no path', { op: 'remove' }, '[1].path'],
      ['no value', { op: 'add', path: '/note' }, '[1].value'],
      ['no source', { op: 'move', path: '/note' }, '[1].from'],
      ['a reserved name', { op: 'add', path: '/$where', value: 1 }, '[1].path'],
      ['a reserved name inside its value', { op: 'add', path: '/note', value: { $where: 1 } }, '[1].value.$where'],
      ['a move into what is moved', { op: 'move', from: '/place', path: '/place/city' }, '[1].path'],
      ['the whole resource to remove', { op: 'remove', path: '' }, '[1].path'],
    ] as const) {
      it(`with ${name} is 400, names the place and changes nothing`, async () => {
        const made = await make();
        const change = { op: 'replace', path: '/note', value: 'b' };
        expect(messageOf(await operate(made, change, operation), 400)).to.contain(`${place}:`);
        await expectUntouched(client(), made);
      });
    }

    it('is an array of operations, and an empty one changes nothing', async () => {
      const made = await make();
      for (const body of [{}, { op: 'remove', path: '/note' }, 'x', null, [1]]) {
        messageOf(await sendPatch(client(), made['id'], { type: jsonPatch, body }), 400);
      }
      expect((await operate(made).expect(200)).body).to.deep.equal(made);
      await expectUntouched(client(), made);
    });

    it('of something unknown is 404', async () => {
      messageOf(await operate({ id: 'unknown' }, { op: 'remove', path: '/note' }), 404);
    });

    it('answers with the fields that were asked for', async () => {
      const { id } = await make();
      const body = [{ op: 'replace', path: '/note', value: 'b' }];
      const response = await sendPatch(client(), `${String(id)}?fields=note`, { type: jsonPatch, body }).expect(200);
      expect(response.body).to.include({ note: 'b' }).and.not.to.have.any.keys('level', 'place');
    });
  });
}

function querySuite(client: () => Client, samples: Samples): void {
  const make = makerOf(client, samples);

  describe('a patch whose paths choose by content', () => {
    for (const [name, type, path] of [
      ['JSONPath', queryPatch, "tag[?(@.key=='y')].value"],
      ['JSONPath from the root', `${queryPatch}; charset=utf-8`, "$.tag[?(@.key=='y')].value"],
      ['a pointer with a query', queryPatch, '/tag/value?tag.key=y'],
      ['a plain pointer', queryPatch, '/tag/1/value'],
      ['JSONPath under the older media type', 'application/json-patch+query', "tag[?(@.key=='y')].value"],
    ]) {
      it(`may write them as ${String(name)}`, async () => {
        const made = await make();
        const body = [
          { op: 'test', path: String(path), value: 1 },
          { op: 'replace', path: String(path), value: 2 },
        ];
        const response = await sendPatch(client(), made['id'], { type: String(type), body }).expect(200);
        expect(response.body).to.deep.equal({ ...made, tag: [{ key: 'x' }, { key: 'y', value: 2 }] });
      });
    }

    it('adds, removes, moves and copies', async () => {
      const made = await make();
      const body = [
        { op: 'add', path: 'tag', value: { key: 'z' } },
        { op: 'add', path: "tag[?(@.key=='x')].value", value: 7 },
        { op: 'add', path: '/place', value: { door: 'b' } },
        { op: 'copy', from: '/tag?tag.key=x', path: 'kept' },
        { op: 'remove', path: "tag[?(@.key=='y')]" },
        { op: 'move', from: '/note', path: '/place/note' },
      ];
      const response = await sendPatch(client(), made['id'], { type: queryPatch, body }).expect(200);
      const { note: _note, ...rest } = made;
      expect(response.body).to.deep.equal({
        ...rest,
        tag: [{ key: 'x', value: 7 }, { key: 'z' }],
        place: { city: 'Oslo', door: 'b', note: 'a' },
        kept: { key: 'x', value: 7 },
      });
    });

    for (const [operation, status, place] of [
      [{ op: 'replace', path: "tag[?(@.key=='q')].value", value: 2 }, 409, '[1].path'],
      [{ op: 'replace', path: '/tag/value?tag.key=q', value: 2 }, 409, '[1].path'],
      [{ op: 'copy', from: 'tag[*]', path: 'kept' }, 409, '[1].from'],
      [{ op: 'test', path: 'tag[*].key', value: 'x' }, 409, '[1].value'],
      [{ op: 'remove', path: 'tag[?(' }, 400, '[1].path'],
      [{ op: 'remove', path: '/tag?key' }, 400, '[1].path'],
      [{ op: 'remove', path: '$..key' }, 501, '[1].path'],
    ] as const) {
      it(`${JSON.stringify(operation)} is ${String(status)} and changes nothing`, async () => {
        const made = await make();
        const body = [{ op: 'replace', path: '/note', value: 'b' }, operation];
        const response = await sendPatch(client(), made['id'], { type: queryPatch, body });
        expect(messageOf(response, status)).to.contain(`${place}:`);
        await expectUntouched(client(), made);
      });
    }
  });
}

function resultSuite(client: () => Client, { binding }: SuiteTarget, samples: Samples): void {
  const { full, minimal, required, immutable, invalid } = samples;
  const make = makerOf(client, samples);
  const own = (name: string): string => name.split(/[.[]/)[0] ?? '';
  const pointer = (name: string): string => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const single = ({ id }: JsonObject, operation: JsonObject): Test =>
    sendPatch(client(), id, { type: jsonPatch, body: [operation] });

  describe('what a patch leaves behind', () => {
    for (const name of required) {
      it(`has ${name}, whatever the media type`, async () => {
        const made = await make();
        const operation = { op: 'remove', path: pointer(name) };
        expect(messageOf(await single(made, operation), 400)).to.contain(`${name}:`);
        const response = await sendPatch(client(), made['id'], {
          type: queryPatch,
          body: [{ ...operation, path: name }],
        });
        expect(messageOf(response, 400)).to.contain(`${name}:`);
        await expectUntouched(client(), made);
      });
    }

    for (const [name, other] of Object.entries({ id: 'another', ...immutable })) {
      it(`has the ${name} it had`, async () => {
        const made = await make();
        const removal: JsonObject = { op: 'remove', path: pointer(name) };
        const operations = [{ op: 'add', path: pointer(name), value: other }, ...(name in made ? [removal] : [])];
        for (const operation of operations) {
          expect(messageOf(await single(made, operation), 400), JSON.stringify(operation)).to.contain(`${name}:`);
        }
        await expectUntouched(client(), made);
      });
    }

    if (!('href' in immutable)) {
      it('has its own href, whatever is said about it', async () => {
        const made = await make();
        for (const operation of [
          { op: 'replace', path: '/href', value: 'http://elsewhere.example' },
          { op: 'remove', path: '/href' },
        ])
          expect((await single(made, operation).expect(200)).body).to.deep.equal(made);
      });
    } else {
      it('has its href, even when a merge patch takes it away', async () => {
        const made = await make();
        expect(messageOf(await client().patch(made['id'], { href: null }), 400)).to.contain('href:');
      });
    }

    it('could have been created', async () => {
      const made = await client().create(minimal(1));
      for (const { name, body, path } of invalid.filter((each) => Object.hasOwn(each.body, own(each.path)))) {
        const operation = { op: 'add', path: pointer(own(path)), value: body[own(path)] ?? null };
        expect(messageOf(await single(made, operation), 400), name).to.contain(`${path}:`);
      }
      await expectUntouched(client(), made);
    });

    it('may lack any attribute that is optional', async () => {
      const optional = Object.keys(full).filter(
        (name) => ![...required, ...Object.keys(immutable), ...filledIn].includes(name),
      );
      for (const [at, name] of optional.entries()) {
        const made = await client().create(full);
        const sent =
          at % 2 === 0
            ? client().patch(made['id'], { [name]: null })
            : single(made, { op: 'remove', path: pointer(name) });
        const response = await sent;
        expect(response.status, `${name}: ${response.text}`).to.equal(200);
        const { [name]: _removed, ...rest } = made;
        expect(objectOf(response), name).to.deep.equal(rest);
      }
    });

    it('is a resource of a bearable size and depth', async () => {
      const made = await make();
      const doubling = Array.from({ length: 20 }, (_, at) => ({ op: 'copy', from: '', path: `/x${String(at)}` }));
      expect(messageOf(await sendPatch(client(), made['id'], { type: jsonPatch, body: doubling }), 400)).to.match(
        /\[\d+\]\.path/,
      );
      const burrowing = Array.from({ length: 40 }, (_, at) => ({ op: 'add', path: '/deep'.repeat(at + 1), value: {} }));
      expect(messageOf(await sendPatch(client(), made['id'], { type: jsonPatch, body: burrowing }), 400)).to.contain(
        '32',
      );
      await expectUntouched(client(), made);
    });

    it('is not there at all when the collection is patched', async () => {
      const response = await client().send('patch').set('Content-Type', jsonPatch).send('[]');
      messageOf(response, 405);
      expect(response.headers['allow']).to.equal('GET, HEAD, POST, OPTIONS');
      expect(binding.verbs).to.include('patch');
    });
  });
}
