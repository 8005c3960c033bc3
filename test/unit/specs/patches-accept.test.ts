import { checkExchanges, type Exchange } from './exchanges.ts';

type Patched = Pick<Exchange, 'spec' | 'path'>;

const resources: Patched[] = [
  { spec: 'tmf657-v4', path: '/serviceLevelObjective/a' },
  { spec: 'tmf657-v4', path: '/serviceLevelSpecification/a' },
  { spec: 'tmf657-v2', path: '/serviceLevelObjective/a' },
  { spec: 'tmf657-v2', path: '/serviceLevelSpecification/a' },
  { spec: 'tmf657-legacy', path: '/serviceLevelObjective/a' },
  { spec: 'tmf657-legacy', path: '/serviceLevelSpecification/a' },
  { spec: 'tmf623-v2', path: '/sla/12' },
  { spec: 'tmf623-v2', path: '/slaViolation/12' },
];

const operations = [
  { op: 'test', path: '/name', value: 'Gold' },
  { op: 'replace', path: '/name', value: null },
  { op: 'add', path: '/more', value: { deep: [1, 'two', false] } },
  { op: 'move', from: '/more', path: '/most' },
  { op: 'copy', from: '/most', path: '/more' },
  { op: 'remove', path: '/most' },
];

function patch(it: string, type: string, send: object | string, status: number): Omit<Exchange, 'spec' | 'path'> {
  return { it, method: 'patch', type, send, status, answer: { status: 200, body: {} } };
}

const jsonPatch = 'application/json-patch+json';
const querySpellings = ['application/json-patch-query+json', 'application/json-patch+query'];

const cases = [
  patch('a merge patch', 'application/merge-patch+json', { name: 'x', colour: null }, 200),
  patch('a merge patch as plain JSON', 'application/json; charset=utf-8', { name: 'x', colour: null }, 200),
  patch('no array as a merge patch', 'application/json', operations, 400),
  patch('every operation', jsonPatch, operations, 200),
  patch('no operations', jsonPatch, [], 200),
  patch('no object as operations', jsonPatch, { op: 'remove', path: '/name' }, 400),
  patch('no operation of another name', jsonPatch, [{ op: 'increment', path: '/name' }], 400),
  patch('no operation without a path', jsonPatch, [{ op: 'remove' }], 400),
  patch('no path that is no text', jsonPatch, [{ op: 'remove', path: 3 }], 400),
  ...querySpellings.flatMap((type) => [
    patch(`paths by content as ${type}`, type, [{ op: 'remove', path: "$.rule[?(@.id=='r1')]" }], 200),
    patch(`no object as ${type}`, type, { op: 'remove', path: '/name' }, 400),
  ]),
  patch('no patch in words', 'text/plain', 'name=x', 415),
];

describe('the documents', () => {
  for (const resource of resources) {
    describe(`on PATCH ${resource.path}`, () => {
      checkExchanges(cases.map((each) => ({ ...each, ...resource })));
    });
  }
});

const v4 = { spec: 'tmf657-v4', path: '/serviceLevelObjective/a' } as const;
const sla = { spec: 'tmf623-v2', path: '/sla/12' } as const;
const violation = { spec: 'tmf623-v2', path: '/slaViolation/12' } as const;
const mergeType = 'application/merge-patch+json';

describe('a merge patch', () => {
  checkExchanges([
    { ...v4, ...patch('null inside objects', mergeType, { serviceLevelObjectiveParameter: { name: null } }, 200) },
    { ...v4, ...patch('null for an object', mergeType, { conformanceWindow: null, validFor: null }, 200) },
    { ...v4, ...patch('null inside a window', mergeType, { conformanceWindow: { anchor: null } }, 200) },
    { ...v4, ...patch('null for a choice of types', mergeType, { minCoverage: null }, 200) },
    { ...v4, ...patch('no number for a text', mergeType, { graceTimes: 2 }, 400) },
    {
      ...v4,
      ...patch('whole elements only', mergeType, { serviceLevelObjectiveParameter: { relatedEntity: [{}] } }, 400),
    },
    { ...sla, ...patch('null inside a template', mergeType, { template: { href: null }, rule: null }, 200) },
    { ...sla, ...patch('no removal of the name', mergeType, { name: null }, 400) },
    { ...violation, ...patch('null inside the facts', mergeType, { violation: { rule: { href: null } } }, 200) },
    { ...violation, ...patch('null for the facts', mergeType, { violation: null, sla: null, onset: null }, 200) },
    { ...violation, ...patch('no words as a tolerance', mergeType, { violation: { tolerance: 'much' } }, 400) },
  ]);
});
