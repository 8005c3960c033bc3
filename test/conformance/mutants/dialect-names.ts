import {} from '../../../conformance/json.ts';
import { answerOf, asks, isDone, objectIn, withJson } from '../wire.ts';
import type {} from '../wire.ts';
import { inAll, renamed, withoutNames } from './changes.ts';
import { eachParameter, eachResource, type Mutant, mutantsOf, toClient, toServer } from './mutant.ts';

/** The spellings that v2 takes, by its own one. */
const spellings: Readonly<Record<string, readonly string[]>> = {
  specParameter: ['serviceLevelSpecParameter'],
  specConsequence: ['specConsquence', 'serviceLevelSpecConsequence', 'serviceLevelSpecConsquence'],
  objective: ['relatedServiceLevelObjective'],
};

/** Servers that mix up the names of their dialects. */
export const nameMutants: readonly Mutant[] = mutantsOf(
  {
    api: 'v2',
    checks: [
      'TMF657-5-*',
      'TMF657-6-own*',
      'TMF657-6-alias*',
      'TMF657-6-two*',
      'TMF657-7-*',
      'TMF657-12-*',
      'TMF657-4-*',
      'TMF630-8-body',
      'TMF630-S-*',
    ],
  },
  {
    'v4-names-in-v2': {
      what: 'v2 answers under the names of v4',
      ...eachResource(
        renamed({ specParameter: 'serviceLevelObjectiveParameter', objective: 'relatedServiceLevelObjective' }),
      ),
    },
    'v4-names-beside-own': {
      what: 'v2 answers under its own names and those of v4 as well',
      ...eachResource((resource) => ({
        ...renamed({ specConsequence: 'serviceLevelObjectiveConsequence' })(resource),
        ...resource,
      })),
    },
    'v2-names-in-v4': {
      what: 'v4 answers under the names of v2',
      api: 'v4',
      ...eachResource(
        renamed({ serviceLevelObjectiveParameter: 'specParameter', relatedServiceLevelObjective: 'objective' }),
      ),
    },
    'v4-inner-name-in-v2': {
      what: 'v2 answers the kind of the parameter under the name of v4',
      ...eachResource(
        inAll((object) => ('relatedEntity' in object ? renamed({ type: 'parameterType' })(object) : object)),
      ),
    },
    'misspelt-consequence-in-v2': {
      what: 'v2 answers the consequence in the misspelling of the profile',
      ...eachResource(renamed({ specConsequence: 'specConsquence' })),
    },
    'corrected-consequence-in-legacy': {
      what: 'The oldest dialect answers the consequence spelt right',
      api: 'legacy',
      ...eachResource(renamed({ serviceLevelSpecConsquence: 'serviceLevelSpecConsequence' })),
    },
    'herf-answered': {
      what: 'The oldest dialect answers herf, as its definition misspells it',
      api: 'legacy',
      ...eachResource((resource) => ({
        ...inAll(renamed({ href: 'herf' }))(resource),
        href: resource['href'] ?? null,
      })),
    },
    'classes-in-legacy': {
      what: 'The oldest dialect answers @type, which it does not know',
      api: 'legacy',
      ...eachResource((resource) => ({ ...resource, '@type': 'ServiceLevelObjective' })),
    },
    'aliases-refused': {
      what: 'Other spellings of an attribute are refused',
      ...toServer(
        (request) =>
          asks.create(request) && /specConsquence|serviceLevelSpec|"relatedServiceLevel/.test(request.body ?? ''),
        () => answerOf(400, { code: 400, reason: 'specParameter is missing' }),
      ),
    },
    'aliases-kept-apart': {
      what: 'Other spellings of an attribute are kept as attributes of their own',
      ...toClient(asks.create, (answer, request) =>
        isDone(answer) && 'specConsquence' in objectIn(request)
          ? withJson(answer, renamed({ specConsequence: 'specConsquence' })(objectIn(answer)))
          : answer,
      ),
    },
    'alias-filters-unknown': {
      what: 'Other spellings of an attribute are not known in filters',
      ...eachParameter((each) => each.replace(/^serviceLevelSpec(\w+)/, 'no$1')),
    },
    'two-spellings-taken': {
      what: 'Of one attribute in two spellings the second is left out',
      ...toServer(asks.create, (request) => {
        const body = objectIn(request);
        const doubled = Object.entries(spellings).filter(([own]) => own in body);
        const others = doubled.flatMap(([, all]) => all);
        return withJson(request, withoutNames(body, new RegExp(`^(?:${others.join('|')})$`)));
      }),
    },
    'empty-parameter-refused': {
      what: 'An empty parameter is refused in v4',
      api: 'v4',
      ...toServer(
        (request) => asks.create(request) && /Parameter":\{\}/.test(request.body ?? ''),
        () => answerOf(400, { code: '23', reason: 'serviceLevelObjectiveParameter.name' }),
      ),
    },
    'comparators-limited': {
      what: 'Comparators that the server does not know are refused',
      ...toServer(
        (request) => asks.create(request) && /whatever/.test(request.body ?? ''),
        () => answerOf(400, { code: 400, reason: 'conformanceComparator' }),
      ),
    },
    'name-needed': {
      what: 'An objective needs a name',
      api: 'v4',
      ...toServer(
        (request) => asks.create(request) && 'conformanceTarget' in objectIn(request) && !('name' in objectIn(request)),
        () => answerOf(400, { code: '23', reason: 'name is missing' }),
      ),
    },
    'unknown-objective-refused': {
      what: 'A specification of objectives that there are not is refused',
      api: 'v4',
      ...toServer(
        (request) => asks.create(request) && (request.body ?? '').includes('no-such'),
        () => answerOf(400, { code: '24', reason: 'relatedServiceLevelObjective[1].id: there is none' }),
      ),
    },
  },
);
