import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { type Client, listOf, messageOf, objectOf, type Samples, type SuiteTarget } from './client.ts';

/** Sub-types and attributes the standard does not name. Source: TMF630 Part 1 (polymorphism, extension). */
export function extensionSuite(client: () => Client, target: SuiteTarget, samples: Samples): void {
  describe('extension', () => {
    typeSuite(client, target, samples);
    attributeSuite(client, target, samples);
    nameSuite(client, target, samples);
  });
}

function typeSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const { definition, dialect } = binding;
  const showsType = dialect.toWire(definition.name, { '@type': 'Gold' }, { baseUrl: '' })['@type'] === 'Gold';

  it('lets a list be filtered by @type, sub-types and base type in one collection', async () => {
    const gold = await client().create({ ...minimal(1), '@type': 'Gold', '@baseType': 'Base', carats: 24 });
    await client().create(minimal(2));
    expect(await client().found('@type=Gold', 'id')).to.deep.equal([gold['id']]);
    expect(await client().found('@type=Silver', 'id')).to.deep.equal([]);
    expect(await client().found('@baseType=Base&carats=24', 'id')).to.deep.equal([gold['id']]);
    expect(gold['@type'], 'shown').to.equal(showsType ? 'Gold' : undefined);
  });

  it('stores the class name of a resource that was sent without @type, where the standard has one', async () => {
    const { id } = await client().create(minimal(1));
    const { typeName = 'Anything' } = definition;
    expect(await client().found(`@type=${typeName}`, 'id')).to.deep.equal(definition.typeName ? [id] : []);
  });

  it('never fetches a @schemaLocation', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/gold.schema.json`;
    const made = await client().create({ ...minimal(1), '@schemaLocation': url, carats: 'not a number' });
    await client()
      .get(`/${String(made['id'])}`)
      .expect(200);
    await new Promise((resolve) => server.close(resolve));
    expect(asked).to.deep.equal([]);
  });
}

function attributeSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const extended: JsonObject = { carats: 24, stamp: { by: 'Ann', marks: [{ x: 1 }, { x: 2 }] }, 'odd-name_@1': true };

  it('keeps attributes the standard does not name, on every answer', async () => {
    const made = await client().create({ ...minimal(1), ...extended });
    expect(made).to.deep.include(extended);
    expect(objectOf(await client().get(`/${String(made['id'])}`))).to.deep.include(extended);
    expect(listOf(await client().get())[0]).to.deep.include(extended);
  });

  it('lets them be filtered, sorted and selected by', async () => {
    const made = await client().create({ ...minimal(1), ...extended });
    const other = await client().create({ ...minimal(2), carats: 9 });
    expect(await client().found('stamp.by=Ann', 'id')).to.deep.equal([made['id']]);
    expect(await client().found('stamp.marks.x=2&odd-name_@1=true', 'id')).to.deep.equal([made['id']]);
    expect(await client().found('carats.lt=10', 'id')).to.deep.equal([other['id']]);
    expect(await client().found('sort=carats', 'id')).to.deep.equal([other['id'], made['id']]);
    expect(await client().found('sort=-stamp.marks.x', 'id')).to.deep.equal([made['id'], other['id']]);
    expect(listOf(await client().get('?fields=stamp.marks.x&carats=24'))[0]).to.deep.include({
      stamp: { marks: [{ x: 1 }, { x: 2 }] },
    });
  });

  it('lets them be patched and taken away', async function () {
    if (!binding.verbs.includes('patch')) this.skip();
    const { id } = await client().create({ ...minimal(1), ...extended });
    const patch = { carats: null, stamp: { by: 'Bob', marks: [] }, added: [null, ''] };
    const patched = objectOf(await client().patch(id, patch).expect(200));
    expect(patched).to.deep.include({ stamp: { by: 'Bob', marks: [] }, added: [null, ''], 'odd-name_@1': true });
    expect(patched).not.to.have.property('carats');
    expect(await client().found('stamp.by=Bob', 'id')).to.deep.equal([id]);
  });
}

function nameSuite(client: () => Client, { binding }: SuiteTarget, { minimal }: Samples): void {
  const names = ['$a', '_a', '__proto__', 'constructor', 'prototype', 'a.b', 'a\u0000b', ''];
  const withName = (name: string, body: JsonObject): string =>
    JSON.stringify(body).replace(/\}$/, `${Object.keys(body).length === 0 ? '' : ','}${JSON.stringify(name)}:1}`);

  for (const name of names) {
    it(`refuses the name ${JSON.stringify(name)}, first level or below`, async () => {
      const { id } = await client().create(minimal(1));
      const below = JSON.stringify({ ...minimal(2), deep: '?' }).replace('"?"', `[${withName(name, {})}]`);
      const raw = (method: 'post' | 'patch' | 'put', suffix: string, body: string): Promise<string> =>
        client()
          .send(method, suffix)
          .set('Content-Type', method === 'patch' ? 'application/merge-patch+json' : 'application/json')
          .serialize((text: unknown) => text as string)
          .send(body)
          .then((response) => messageOf(response, 400));
      expect(await raw('post', '', withName(name, minimal(2)))).to.contain(name);
      expect(await raw('post', '', below)).to.contain(`deep[0].${name}`);
      if (binding.verbs.includes('patch'))
        expect(await raw('patch', `/${String(id)}`, withName(name, {}))).to.contain(name);
      if (binding.verbs.includes('replace')) await raw('put', `/${String(id)}`, withName(name, minimal(1)));
      expect(listOf(await client().get())).to.have.length(1);
    });
  }
}
