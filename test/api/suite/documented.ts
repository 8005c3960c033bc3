import { expect } from 'chai';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../src/kernel/json.ts';
import { type Client, listOf, type Samples, type SuiteTarget } from './client.ts';

/** What every documented attribute can be used for, whatever it is called. Source: TMF657, conformance profile; TMF630. */
export function documentedSuite(client: () => Client, { binding }: SuiteTarget, { full, minimal }: Samples): void {
  const { fieldsKeepIdentity } = binding.dialect;

  describe('every documented attribute', () => {
    let made: JsonObject;
    beforeEach(async () => {
      made = await client().create(full);
    });

    it('can be selected alone, in a list and of one resource', async () => {
      const { id = null, href = null } = made;
      for (const name of Object.keys(full)) {
        const expected = { ...(fieldsKeepIdentity ? { id, href } : {}), [name]: full[name] };
        const one = await client().get(`/${String(id)}?fields=${encodeURIComponent(name)}`);
        expect(one.body, name).to.deep.equal(expected);
        const list = await client().get(`?fields=${encodeURIComponent(name)}`);
        expect(list.body, name).to.deep.equal([expected]);
      }
    });

    it('can be filtered by, inside of objects and lists, too, in quotes or not', async () => {
      await client().create(minimal(2));
      const leaves = leavesOf(full);
      expect(leaves).not.to.have.length(0);
      for (const [path, value] of leaves) {
        for (const text of [String(value), `"${String(value)}"`]) {
          const query = `${encodeURIComponent(path)}=${encodeURIComponent(text)}`;
          expect(await client().found(query, 'id'), query).to.include(made['id']);
          const other = `${encodeURIComponent(path)}=${encodeURIComponent(`${String(value)}0`)}`;
          if (typeof value === 'string') expect(await client().found(other, 'id'), other).to.deep.equal([]);
        }
      }
    });

    it('can be sorted by, at any depth', async () => {
      await client().create(minimal(2));
      for (const [path] of leavesOf(full)) {
        for (const direction of ['', '-']) {
          const list = listOf(
            await client()
              .get(`?sort=${direction}${encodeURIComponent(path)}`)
              .expect(200),
          );
          expect(list, path).to.have.length(2);
        }
      }
    });

    it('can be sent back as it was read, which changes nothing', async function () {
      if (!binding.verbs.includes('patch')) this.skip();
      const path = `/${String(made['id'])}`;
      const before = await client().get(path).expect(200);
      const response = await client().patch(made['id'], made).expect(200);
      expect(response.body).to.deep.equal(made);
      expect(response.headers['etag']).to.equal(before.headers['etag']);
    });
  });
}

/** The scalars of a document, with the dotted paths that lead to them. */
function leavesOf(value: JsonValue, path = ''): [path: string, value: string | number | boolean][] {
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, path));
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`));
  }
  return value === null ? [] : [[path, value]];
}
