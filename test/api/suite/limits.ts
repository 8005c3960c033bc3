import { expect } from 'chai';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { type Client, messageOf, objectOf, type Samples } from './client.ts';

/** A value this many levels deep, itself counted: `nested(2)` is `{a: {}}`. */
function nested(levels: number): JsonObject {
  return levels === 1 ? {} : { a: nested(levels - 1) };
}

/** What is the most that is taken, to the last unit, and what happens one beyond. Source: TMF630. */
export function limitSuite(client: () => Client, { minimal }: Samples): void {
  describe('a limit', () => {
    it('of the query: 4096 bytes as they were sent, then 414', async () => {
      // Three bytes each on the wire, one when decoded; several values, because one may not be so long.
      const values = Array.from({ length: 4 }, (_, at) => `a${at}=${'%20'.repeat(300)}`).join('&');
      const fitting = `?${values}&b=${'x'.repeat(4096 - values.length - 3)}`;
      expect(fitting).to.have.length(4097);
      await client().get(fitting).expect(200);
      for (const suffix of [`${fitting}x`, `/any${fitting}x`]) {
        expect(messageOf(await client().get(suffix), 414)).to.contain('query');
      }
      messageOf(await client().send('post', `${fitting}x`).send(minimal(1)), 414);
    });

    it('of one value: 2048 bytes', async () => {
      await client()
        .get(`?note=${'x'.repeat(2048)}`)
        .expect(200);
      expect(messageOf(await client().get(`?note=${'x'.repeat(2049)}`), 400)).to.contain('note');
    });

    it('of the conditions: 50', async () => {
      const conditions = (count: number): string => Array.from({ length: count }, (_, at) => `a${at}=1`).join('&');
      await client()
        .get(`?${conditions(50)}`)
        .expect(200);
      messageOf(await client().get(`?${conditions(51)}`), 400);
    });

    it('of the depth of a body: 32 levels', async () => {
      const made = objectOf(await client().post({ ...minimal(1), deep: nested(31) }));
      expect(made['deep']).to.deep.equal(nested(31));
      expect(messageOf(await client().post({ ...minimal(1), deep: nested(32) }), 400)).to.contain('deep.a');
    });

    it('of a body: 1 MiB', async () => {
      const body = (length: number): JsonObject => {
        const rest = JSON.stringify({ ...minimal(1), note: '' }).length;
        return { ...minimal(1), note: 'x'.repeat(length - rest) };
      };
      await client().post(body(1_048_576)).expect(201);
      messageOf(await client().post(body(1_048_577)), 413);
    });
  });
}
