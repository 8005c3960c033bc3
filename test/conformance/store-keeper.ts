import { expect } from 'chai';

const v4 = '/tmf-api/serviceQualityManagement/v4';
const v2 = '/tmf-api/serviceQualityManagement/v2';
const legacy = '/tmf-api/serviceQualityManagement';
const sla = '/tmf-api/slaManagement/v2';

const collections = [
  ...[`${v4}/serviceLevelObjective`, `${v4}/serviceLevelSpecification`, `${sla}/sla`, `${sla}/slaViolation`],
  ...[v4, v2, legacy, sla].map((base) => `${base}/hub`),
];

/** Keeps a server's store as it was: faulty servers leave things behind that nobody can remove through them. */
export interface StoreKeeper {
  /** Removes everything but what the keeper has put there itself. */
  sweep: () => Promise<void>;
}

/** Puts one of each resource into the store of a server, so that no collection is ever empty. */
export async function keepStore(url: string): Promise<StoreKeeper> {
  const kept = new Set<unknown>();
  const keep = async (path: string, body: object): Promise<void> => {
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(response.status, path).to.equal(201);
    kept.add(((await response.json()) as { id: unknown }).id);
  };
  await keep(`${v2}/serviceLevelObjective`, {
    ...{ conformanceComparator: '<=', conformanceTarget: '50 ms' },
    specParameter: { name: 'latency', relatedEntity: [{ id: 'line-1', href: 'https://inventory.example/line-1' }] },
  });
  await keep(`${v2}/serviceLevelSpecification`, {
    name: 'Silver',
    objective: [{ id: 'x', href: 'https://x.example/x' }],
  });
  await keep(`${sla}/sla`, { name: 'Silver' });
  await keep(`${sla}/slaViolation`, { sla: { description: 'Silver' } });
  return {
    sweep: async () => {
      for (const path of collections) {
        const all = (await (await fetch(`${url}${path}`)).json()) as { id: unknown }[];
        const others = all.filter(({ id }) => !kept.has(id));
        for (const { id } of others)
          await fetch(`${url}${path}/${encodeURIComponent(String(id))}`, { method: 'DELETE' });
      }
    },
  };
}
