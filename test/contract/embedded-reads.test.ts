import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { openEmbeddedStorage } from '../../src/storage/embedded/embedded-storage.ts';
import { whereInternal } from '../../src/tmf630/query/filter-expression.ts';
import type { ResourceWrite, StoredResource } from '../../src/tmf630/resource-store.ts';

describe('reading the embedded store while it changes', function () {
  this.timeout(60_000);

  it('gives nothing that does not pass, though it passed when its key was found', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'surety-reads-'));
    const storage = await openEmbeddedStorage(folder);
    try {
      const lane = { scope: 'internal', path: 'lane' } as const;
      const sequence = { scope: 'internal', path: 'sequence' } as const;
      const indexes = [{ name: 'byLane', on: [lane, sequence] }];
      const store = await storage.collection({ name: 'rows', indexes, numericText: [] });
      const rows = Array.from({ length: 1000 }, (_, number) => number);
      const row = (number: number, revision: number): StoredResource => ({
        ...{ id: `row-${String(number)}`, revision, createdAt: 0, updatedAt: 0, document: {} },
        internal: { lane: revision % 2 === 0 ? 'even' : 'odd', sequence: number },
      });
      const step = (revision: number): ResourceWrite[] =>
        rows.map((number) => {
          const resource = row(number, revision);
          if (revision === 1) return { kind: 'insert', resource, events: [] };
          return { kind: 'replace', resource, expectedRevision: revision - 1, events: [] };
        });
      await store.writeMany(step(1));
      const sort = [{ ...sequence, direction: 'ascending' }] as const;
      const wrong: string[] = [];
      for (let revision = 2; revision <= 4; revision += 1) {
        const before = revision % 2 === 0 ? 'odd' : 'even';
        const filter = whereInternal('lane', 'eq', before);
        const lists = [0, 1, 2, 3].map(() => store.list({ filter, sort: [...sort], offset: 0, limit: rows.length }));
        const [pages] = await Promise.all([Promise.all(lists), store.writeMany(step(revision))]);
        for (const { id, internal } of pages.flat()) if (internal['lane'] !== before) wrong.push(id);
      }
      expect(wrong).to.have.length(0);
    } finally {
      await storage.close();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
