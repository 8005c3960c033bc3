import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { openCollections } from '../../../src/service/collections.ts';
import type { CollectionSpec } from '../../../src/tmf630/resource-store.ts';

/** Every collection the service opens. */
async function declaredCollections(): Promise<CollectionSpec[]> {
  const seen: CollectionSpec[] = [];
  const refusal = new Error('only looked at');
  const collection = (spec: CollectionSpec): Promise<never> => {
    seen.push(spec);
    return Promise.reject(refusal);
  };
  await openCollections({ collection }).catch((error: unknown) => expect(error).to.equal(refusal));
  return seen;
}

function rowOf({ name, indexes }: CollectionSpec): string {
  const own = indexes.map((index) => `\`${index.name}\`${index.isReadDownwards === true ? ' (both ways)' : ''}`);
  return `| \`${name}\` | ${own.join(', ') || 'none'} |`;
}

describe('docs/mongodb-indexes.md', () => {
  it('lists every collection with its declared indexes', async () => {
    const text = readFileSync(new URL('../../../docs/mongodb-indexes.md', import.meta.url), 'utf8');
    const rows = text.split('\n').filter((line) => line.startsWith('| `'));
    const wanted = (await declaredCollections()).map(rowOf).sort();
    expect(wanted).to.have.length.above(10);
    expect(rows.filter((row) => row.split('|').length === 4).sort()).to.deep.equal(wanted);
  });
});
