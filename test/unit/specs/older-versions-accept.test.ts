import { checkExchanges, type Exchange } from './exchanges.ts';

const terms = { conformanceComparator: '>=', conformanceTarget: '99.95' };
const entity = { id: 'svc-1', href: 'https://inv/service/svc-1' };
const v2Objective = { ...terms, specParameter: { name: 'availability', relatedEntity: [entity] } };
const legacyObjective = { ...terms, serviceLevelSpecParameter: { name: 'availability' } };
const v2Bundle = { name: 'Gold', objective: [{ id: 'o-1', href: 'https://h/o-1' }] };
const legacyBundle = { name: 'Gold', relatedServiceLevelObjective: [{ id: 'o-1' }] };

type Case = Omit<Exchange, 'spec'>;

/** A body that is posted, and taken or not. */
function creation(it: string, path: string, send: object, status: 201 | 400): Case {
  return { it, method: 'post', path, send, status, answer: { status: 201, body: {} } };
}

function merge(it: string, path: string, send: object, status: 200 | 400): Case {
  return {
    it,
    method: 'patch',
    path,
    send,
    type: 'application/merge-patch+json',
    status,
    answer: { status: 200, body: {} },
  };
}

function reading(it: string, path: string, body: unknown, status: 200 | 500): Case {
  return { it, path, status, answer: { status: 200, body } };
}

/** An objective body with its parameter changed. */
function v2With(parameter: object): object {
  return { ...v2Objective, specParameter: { ...v2Objective.specParameter, ...parameter } };
}

const objectives = '/serviceLevelObjective';
const specifications = '/serviceLevelSpecification';
const oneObjective = '/serviceLevelObjective/a';
const oneSpecification = '/serviceLevelSpecification/a';

const v2: Case[] = [
  creation('a minimal objective', objectives, v2Objective, 201),
  creation(
    'an objective with every attribute',
    objectives,
    {
      ...v2With({
        type: 'KPI',
        serviceParmCategory: 'c',
        serviceParmPerspective: 'p',
        transformationAlgorithmOfKQI: 'mean',
      }),
      specConsequence: [{ prescribedAction: 'credit', validFor: { startDateTime: '2026-01-01T00:00:00Z' } }],
      name: 'n',
      thresholdTarget: '99.97',
      toleranceTarget: '',
      graceTimes: '2',
      validFor: {},
      verdictMode: 'certain',
      '@type': 'T',
      '@baseType': 'B',
      '@schemaLocation': 'https://h/schema',
      colour: { deep: [1] },
    },
    201,
  ),
  creation('an objective with an id of the client', objectives, { ...v2Objective, id: 'mine', href: 7 }, 201),
  creation('no objective with an id that is no path segment', objectives, { ...v2Objective, id: 'a/b' }, 400),
  creation('no objective without a comparator', objectives, { ...v2Objective, conformanceComparator: undefined }, 400),
  creation('no objective without a parameter', objectives, terms, 400),
  creation('no parameter without a name', objectives, v2With({ name: undefined }), 400),
  creation('no parameter that measures nothing', objectives, v2With({ relatedEntity: [] }), 400),
  creation('no parameter without related entities', objectives, v2With({ relatedEntity: undefined }), 400),
  creation('no related entity without an href', objectives, v2With({ relatedEntity: [{ id: 's' }] }), 400),
  creation('no related entity without an id', objectives, v2With({ relatedEntity: [{ href: 's' }] }), 400),
  creation(
    'no role that version 4 could not answer',
    objectives,
    v2With({ relatedEntity: [{ ...entity, role: 1 }] }),
    400,
  ),
  creation('no number as the kind of a parameter', objectives, v2With({ type: 5 }), 400),
  creation('a bundle', specifications, v2Bundle, 201),
  creation('no bundle of nothing', specifications, { ...v2Bundle, objective: [] }, 400),
  creation('no bundle without a name', specifications, { ...v2Bundle, name: undefined }, 400),
  creation('no reference without an href', specifications, { ...v2Bundle, objective: [{ id: 'o-1' }] }, 400),
  {
    it: 'a subscription',
    method: 'post',
    path: '/hub',
    send: { callback: 'http://h/' },
    status: 201,
    answer: { status: 201, body: { id: 'h', callback: 'http://h/' } },
  },
  merge(
    'a part of a parameter',
    oneObjective,
    { specParameter: { type: 'KQI', validFor: { endDateTime: null } } },
    200,
  ),
  merge('the removal of what is optional', oneObjective, { name: null, specConsequence: null, '@baseType': null }, 200),
  merge('no removal of a required attribute', oneObjective, { specParameter: null }, 400),
  merge('no removal of a required attribute inside', oneObjective, { specParameter: { name: null } }, 400),
  merge('whole elements only', oneObjective, { specParameter: { relatedEntity: [{ id: 's' }] } }, 400),
  merge(
    'a bundle in other order',
    oneSpecification,
    { objective: [v2Bundle.objective[0], { id: 'b', href: 'c' }] },
    200,
  ),
  merge('no bundle emptied', oneSpecification, { objective: [] }, 400),
  reading('an answer that was made in version 4', oneObjective, { id: 'a', ...terms, specParameter: {} }, 200),
  reading('no answer with an entity without an id', oneObjective, { specParameter: { relatedEntity: [{}] } }, 500),
  reading('no answer with a number as a target', oneObjective, { ...v2Objective, conformanceTarget: 1 }, 500),
  reading('a list of bundles', specifications, [{ id: 'a', ...v2Bundle }, { objective: [] }], 200),
  reading('no list that is an object', specifications, v2Bundle, 500),
  {
    it: 'a refusal in numbers',
    path: oneObjective,
    status: 404,
    answer: { status: 404, body: { code: 404, reason: 'Not found', status: 404 } },
  },
  {
    it: 'no refusal with a text as code',
    path: oneObjective,
    status: 500,
    answer: { status: 404, body: { code: '60', reason: 'Not found' } },
  },
  { it: 'no PUT', method: 'put', path: oneObjective, send: v2Objective, status: 405 },
];

const legacy: Case[] = [
  creation('a minimal objective', objectives, legacyObjective, 201),
  creation('a parameter without anything', objectives, { ...terms, serviceLevelSpecParameter: {} }, 201),
  creation(
    'a related entity without anything',
    objectives,
    { ...terms, serviceLevelSpecParameter: { relatedEntity: [{}] } },
    201,
  ),
  creation('classes that it does not know', objectives, { ...legacyObjective, '@type': 'T' }, 201),
  creation('no class that version 4 could not answer', objectives, { ...legacyObjective, '@type': 5 }, 400),
  creation('no objective without a target', objectives, { ...legacyObjective, conformanceTarget: undefined }, 400),
  creation('no objective without a parameter', objectives, terms, 400),
  creation(
    'consequences under the old spelling',
    objectives,
    { ...legacyObjective, serviceLevelSpecConsquence: [{ prescribedAction: 'x' }] },
    201,
  ),
  creation('no object for consequences', objectives, { ...legacyObjective, serviceLevelSpecConsquence: {} }, 400),
  creation('a bundle', specifications, legacyBundle, 201),
  creation(
    'a reference without anything',
    specifications,
    { ...legacyBundle, relatedServiceLevelObjective: [{}] },
    201,
  ),
  creation('no bundle of nothing', specifications, { ...legacyBundle, relatedServiceLevelObjective: [] }, 400),
  creation('no bundle without objectives', specifications, { name: 'Gold' }, 400),
  merge('a part of a parameter', oneObjective, { serviceLevelSpecParameter: { name: null, type: 'KPI' } }, 200),
  merge('no removal of a required attribute', oneObjective, { conformanceComparator: null }, 400),
  merge('the removal of a description', oneSpecification, { description: null }, 200),
  reading('an answer', oneObjective, { id: 'a', ...legacyObjective }, 200),
  reading('no answer with a number as a name', oneObjective, { ...legacyObjective, name: 1 }, 500),
  reading(
    'a list with the filters of the definition',
    `${objectives}?serviceLevelSpecParameter.type=KPI&tolerancePeriod.startDateTime=%222026-01-01T00:00:00Z%22`,
    [],
    200,
  ),
  { it: 'a deletion', method: 'delete', path: oneObjective, status: 204, answer: { status: 204 } },
  {
    it: 'a refusal with a description',
    path: oneObjective,
    status: 404,
    answer: { status: 404, body: { code: 404, message: 'Not found', description: 'id' } },
  },
  {
    it: 'no refusal without a message',
    path: oneObjective,
    status: 500,
    answer: { status: 404, body: { code: 404, reason: 'Not found' } },
  },
];

describe('the document of TMF657 version 2', () => {
  checkExchanges(v2.map((exchange) => ({ ...exchange, spec: 'tmf657-v2' })));
});

describe('the document of TMF657 without a version', () => {
  checkExchanges(legacy.map((exchange) => ({ ...exchange, spec: 'tmf657-legacy' })));
});
