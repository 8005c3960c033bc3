import { expect } from 'chai';
import type { JsonObject } from '../../src/kernel/json.ts';
import { tmf657Mounts } from '../../src/resources/tmf657-mounts.ts';
import { startService, type TestService } from '../support/service.ts';
import { type Client, clientOf, listOf, targetOf } from './suite/client.ts';
import { slaAlias, slaBase } from './suite/sla-client.ts';

const versions = ['v4', 'v2', 'legacy'] as const;
type Version = (typeof versions)[number];
const objectives = {
  v4: 'relatedServiceLevelObjective',
  v2: 'objective',
  legacy: 'relatedServiceLevelObjective',
} as const;

describe('filters on addresses', () => {
  let service: TestService;
  const client = (version: Version, segment: string): Client =>
    clientOf(service, targetOf(`tmf657-${version}`, segment));
  const slas = (segment: string): Client => clientOf(service, targetOf('tmf623-v2', segment));
  const own = (version: Version, id: string): string =>
    `${service.url}${tmf657Mounts[version][0]}/serviceLevelObjective/${id}`;
  before(async () => {
    service = await startService();
    await client('v4', 'serviceLevelObjective').create({
      ...{ id: 'a', conformanceComparator: '>', conformanceTarget: '1', serviceLevelObjectiveParameter: {} },
    });
    const bundle = (name: string, references: JsonObject[]): Promise<JsonObject> =>
      client('legacy', 'serviceLevelSpecification').create({
        id: name,
        name,
        relatedServiceLevelObjective: references,
      });
    await bundle('bare', [{ id: 'b' }, { id: 'a' }]);
    await bundle('older', [{ id: 'a', href: own('v2', 'a') }]);
    await bundle('newer', [
      { id: 'b', href: 'https://h.example/b' },
      { id: 'a', href: own('v4', 'a') },
    ]);
    await bundle('foreign', [{ id: 'a', href: 'https://h.example/tmf-api/serviceLevelObjective/a' }]);
    await bundle('other', [{ id: 'b', href: own('v4', 'b') }]);
  });
  after(async () => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    await service.stop();
  });

  for (const version of versions) {
    const path = objectives[version];
    const found = (query: string): Promise<unknown[]> =>
      client(version, 'serviceLevelSpecification').found(`fields=id&sort=id&${query}`, 'id');

    it(`of ${version} find references to an objective by whichever of our addresses, and by id where there is none`, async () => {
      for (const written of versions) {
        const href = own(written, 'a');
        const same = ['bare', 'newer', 'older'];
        expect(await found(`${path}.href=${href}`), href).to.deep.equal(same);
        expect(await found(`${path}.href.ne=${href}`), href).to.deep.equal(['foreign', 'other']);
        const filters = [`${path}[?(@.href=='${href}')]`, `$[?(@.${path}[?('${href}'==@.href && @.id=='a')])]`];
        for (const filter of filters) expect(await found(`filter=${encodeURIComponent(filter)}`)).to.deep.equal(same);
        const none = encodeURIComponent(`$[?(!@.${path}[?(@.href=='${href}')])]`);
        expect(await found(`filter=${none}`)).to.deep.equal(['foreign', 'other']);
      }
    });

    it(`of ${version} find references to others by the address that was sent`, async () => {
      expect(await found(`${path}.href=https://h.example/b`)).to.deep.equal(['newer']);
      expect(await found(`filter=${path}[?(@.href=='https://h.example/b')]`)).to.deep.equal(['newer']);
    });

    it(`of ${version} find by JSONPath the resource that is shown with an href`, async () => {
      const [older = {}] = listOf(
        await client(version, 'serviceLevelSpecification').get('?id=older&fields=href').expect(200),
      );
      const href = String(older['href']);
      expect(await found(`filter=$[?(@.href=='${href}')]`)).to.deep.equal(['older']);
      expect(await found(`filter=$[?(@['href']!='${href}')]`)).to.have.length(4);
      expect(await found(`filter=$[?(@.href=='${href}x')]`)).to.deep.equal([]);
      expect(await found('href.regex=/(old|new)er$')).to.deep.equal(['newer', 'older']);
      expect(await found(`href.regex=^${service.url}/.*/serviceLevelSpecification/o&href!=${href}`)).to.deep.equal([
        'other',
      ]);
      const all = await client(version, 'serviceLevelSpecification').found('fields=id&sort=-href', 'id');
      expect(all).to.deep.equal(['other', 'older', 'newer', 'foreign', 'bare']);
    });
  }

  it('of TMF623 take ids for numbers and for texts', async () => {
    const { id = null, href = null } = await slas('sla').create({ name: 'x' });
    const { id: violation = null } = await slas('slaViolation').create({ sla: { id: String(id) } });
    for (const literal of [String(id), `'${String(id)}'`]) {
      expect(await slas('sla').found(`filter=$[?(@.id==${literal})]`, 'id')).to.deep.equal([id]);
      expect(await slas('sla').found(`filter=$[?(@.id!=${literal})]`, 'id')).to.deep.equal([]);
      expect(await slas('slaViolation').found(`filter=sla[?(@.id==${literal})]`, 'id')).to.deep.equal([violation]);
    }
    expect(await slas('sla').found(`filter=$[?(@.href=='${String(href)}')]`, 'id')).to.deep.equal([id]);
    expect(await slas('sla').found(`id.regex=^${String(id)}$`, 'id')).to.deep.equal([id]);
    expect(await slas('sla').found(`href.regex=/sla/${String(id)}$`, 'id')).to.deep.equal([id]);
    expect(await slas('sla').found(`filter=$[?(@.id=='0${String(id)}')]`, 'id')).to.deep.equal([]);
    for (const mount of [slaBase, slaAlias]) {
      const filter = `$[?(@.sla.href=='${service.url}${mount}/sla/${String(id)}')]`;
      expect(await slas('slaViolation').found(`filter=${filter}`, 'id'), mount).to.deep.equal([violation]);
    }
  });

  it('of TMF623 go into the rules of an agreement', async () => {
    const serviceLevelObjective = { id: 'a' };
    const { id = null } = await slas('sla').create({ name: 'y', rule: [{ id: 'r', serviceLevelObjective }] });
    const path = 'rule.serviceLevelObjective.href';
    expect(await slas('sla').found(`${path}=${own('v4', 'a')}`, 'id')).to.deep.equal([id]);
    expect(await slas('sla').found(`${path}=${own('v4', 'b')}`, 'id')).to.deep.equal([]);
  });
});
