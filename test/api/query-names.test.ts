import { expect } from 'chai';
import type { JsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { type Client, clientOf, messageOf, targetOf } from './suite/client.ts';

const entity = { id: 'svc-1', role: 'monitored', '@referredType': 'Service', href: 'https://inventory.example/svc-1' };

function objective(name: string, type: string, prescribedAction: string): JsonObject {
  return {
    name,
    conformanceComparator: '<=',
    conformanceTarget: '50',
    serviceLevelObjectiveParameter: { name: 'rtt', parameterType: type, relatedEntity: [entity] },
    serviceLevelObjectiveConsequence: [{ prescribedAction, name: 'c' }],
  };
}

/** What finds the objective named A, in the spellings of each version; all of them find it in every part of a query. */
const spellings = [
  {
    api: 'tmf657-v4',
    queries: [
      "filter=serviceLevelObjectiveParameter[?(@.parameterType=='KQI')]",
      "filter=$[?(@.serviceLevelObjectiveParameter.parameterType=='KQI')]",
      "filter=serviceLevelObjectiveConsequence[?(@.prescribedAction=='credit')]",
      'serviceLevelObjectiveParameter.parameterType.regex=^KQ',
    ],
  },
  {
    api: 'tmf657-v2',
    queries: [
      "filter=specParameter[?(@.type=='KQI')]",
      "filter=$[?(@.specParameter.type=='KQI')]",
      "filter=$['serviceLevelSpecParameter'][?(@['type']=='KQI' && @.relatedEntity[?(@.id=='svc-1')])]",
      "filter=serviceLevelObjectiveParameter[?(@.parameterType=='KQI')]",
      "filter=specConsquence[?(@.prescribedAction=='credit')]",
      'specParameter.type.regex=^KQ',
      'filter=specParameter[?(@.type=~/^kq/i)]',
    ],
  },
  {
    api: 'tmf657-legacy',
    queries: [
      "filter=serviceLevelSpecParameter[?(@.type=='KQI')]",
      "filter=[?(@.specParameter.type=='KQI' && $.serviceLevelSpecParameter.type=='KQI')]",
      "filter=serviceLevelSpecParameter[?(@.type=='KQI')].relatedEntity[?(@.herf=='https://inventory.example/svc-1')]",
      "filter=serviceLevelSpecConsquence[?(@.prescribedAction=='credit')]",
      'serviceLevelSpecParameter.type*=KQ',
    ],
  },
] as const;

/** Selections of parts of A, and what is left of it. */
const selections = [
  {
    api: 'tmf657-v4',
    fields: "serviceLevelObjectiveConsequence[?(@.prescribedAction=='credit')].prescribedAction",
    left: { serviceLevelObjectiveConsequence: [{ prescribedAction: 'credit' }] },
  },
  {
    api: 'tmf657-v2',
    fields: 'serviceLevelObjectiveParameter.parameterType',
    left: { specParameter: { type: 'KQI' } },
  },
  {
    api: 'tmf657-v2',
    fields: "serviceLevelSpecParameter[?(@.parameterType=='KQI')].type,specConsequence[?(@.name=='d')]",
    left: { specParameter: { type: 'KQI' }, specConsequence: [] },
  },
  {
    api: 'tmf657-legacy',
    fields: "specConsequence[?(@.prescribedAction=='credit')].prescribedAction",
    left: { serviceLevelSpecConsquence: [{ prescribedAction: 'credit' }] },
  },
] as const;

describe('names in a query', () => {
  let service: TestService;
  let id = '';
  const client = (api: (typeof spellings)[number]['api']): Client =>
    clientOf(service, targetOf(api, 'serviceLevelObjective'));
  before(async () => {
    service = await startService();
    id = String((await client('tmf657-v4').create(objective('A', 'KQI', 'credit'))).id);
    await client('tmf657-v4').create(objective('B', 'KPI', 'notice'));
  });
  after(() => service.stop());

  for (const { api, queries } of spellings) {
    for (const query of queries) {
      it(`of ${api} may be spelt ${query}`, async () => {
        expect(await client(api).found(query, 'name')).to.deep.equal(['A']);
      });
    }
  }

  for (const { api, fields, left } of selections) {
    it(`of ${api} select ${fields}`, async () => {
      const response = await client(api).get(`/${id}?fields=${fields}`).expect(200);
      expect(response.body).to.deep.include(left);
      expect(response.body).not.to.have.property('name');
    });
  }

  it('select from what a change answers', async () => {
    const fields = "specConsequence[?(@.prescribedAction=='credit')].name";
    const patched = await client('tmf657-v2')
      .send('patch', `/${id}?fields=${fields}`)
      .set('Content-Type', 'application/merge-patch+json')
      .send({ description: 'changed' })
      .expect(200);
    expect(patched.body).to.deep.equal({ specConsequence: [{ name: 'c' }] });
    const path = "serviceLevelObjectiveConsequence[?(@.prescribedAction=='x')]";
    const created = await client('tmf657-v4')
      .send('post', `?fields=${path}`)
      .send(objective('C', 'KPI', 'x'))
      .expect(201);
    expect(created.body).to.have.all.keys('id', 'href', 'serviceLevelObjectiveConsequence');
  });

  it('are checked before anything is changed', async () => {
    const response = await client('tmf657-v4')
      .send('post', '?fields=a[?(')
      .send(objective('D', 'KPI', 'x'));
    expect(messageOf(response, 400)).to.contain('fields');
    expect(await client('tmf657-v4').found('name=D', 'name')).to.deep.equal([]);
  });

  it('stay the caller’s own in what is refused', async () => {
    const response = await client('tmf657-v2').get('?specParameter.type.regex=(');
    expect(messageOf(response, 400)).to.contain('specParameter.type.regex');
  });
});
