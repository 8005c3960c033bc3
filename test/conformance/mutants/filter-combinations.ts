import {} from '../../../conformance/json.ts';
import { answerOf, asks, parametersOf, withParameters } from '../wire.ts';
import type {} from '../wire.ts';
import {
  attributeOf,
  decoded,
  eachParameter,
  isCondition,
  type Mutant,
  mutantsOf,
  operatorOf,
  statusInstead,
  toClient,
  toServer,
  union,
} from './mutant.ts';

const e = encodeURIComponent;

/** What stands behind the operator, as sent. */
function valueOf(condition: string): string {
  const rest = condition.slice(attributeOf(condition).length);
  return rest.replace(/^(?:\.\w+=|%3D%3D|%3D~|%3[CE](?:%3D)?|[=!<>*]?=~?|[<>]=?)/i, '');
}

function changedParameters(change: (parameters: readonly string[]) => readonly string[]) {
  return toServer(asks.list, (request) => withParameters(request, change(parametersOf(request))));
}

/** Whether another one on the same attribute comes later (or, `earlier`, has come before). */
function repeats(parameters: readonly string[], at: number, earlier = false): boolean {
  const same = (each: string): boolean => isCondition(each) && attributeOf(each) === attributeOf(parameters[at] ?? '');
  return (earlier ? parameters.slice(0, at) : parameters.slice(at + 1)).some(same);
}

const ranges = /^(?:\.[gl](?:te?|e)=|[<>]=?)$/;

/** Servers that mistake how conditions go together. */
export const combinationMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-3-*'] },
  {
    'filters-ignored': {
      what: 'All conditions are ignored: every list is the whole collection',
      ...changedParameters((all) => all.filter((each) => !isCondition(each))),
    },
    'first-condition-only': {
      what: 'Of several conditions only the first is heeded',
      api: 'v2',
      ...changedParameters((all) => all.filter((each, at) => !isCondition(each) || at === 0)),
    },
    'conditions-ored': {
      what: 'Conditions on different attributes are ORed',
      ...toServer(asks.list, (request, backstage) => {
        const attributes = [...new Set(parametersOf(request).filter(isCondition).map(attributeOf))];
        if (attributes.length < 2) return request;
        const of = (name: string): string[] =>
          parametersOf(request).filter((each) => !isCondition(each) || attributeOf(each) === name);
        return union(request, backstage, attributes.map(of));
      }),
    },
    'repeated-last-only': {
      what: 'Of a repeated parameter only the last counts',
      ...changedParameters((all) => all.filter((each, at) => !isCondition(each) || !repeats(all, at))),
    },
    'repeated-first-only': {
      what: 'Of a repeated parameter only the first counts',
      api: 'tmf623',
      ...changedParameters((all) => all.filter((each, at) => !isCondition(each) || !repeats(all, at, true))),
    },
    'repeated-anded': {
      what: 'Repeated equalities on one attribute are ANDed: nothing is found',
      api: 'v2',
      ...toServer(asks.list, (request) => {
        const equalities = parametersOf(request).filter((each) => isCondition(each) && operatorOf(each) === '=');
        const isAny = equalities.some((_each, at) => repeats(equalities, at));
        return isAny ? withParameters(request, [...parametersOf(request), 'id=no-such-id']) : request;
      }),
    },
    'commas-literal': {
      what: 'Commas do not part values',
      ...eachParameter((each) =>
        isCondition(each) && /[^%].*(?:,|%2C)/.test(each) && !/[="'](?:%2[27]|["'])/.test(each)
          ? `${attributeOf(each)}=${e(`"${decoded(valueOf(each))}"`)}`
          : each,
      ),
    },
    'semicolons-literal': {
      what: 'Semicolons do not part values',
      api: 'legacy',
      ...eachParameter((each) =>
        isCondition(each) && each.includes(';') ? `${attributeOf(each)}=${e(`"${decoded(valueOf(each))}"`)}` : each,
      ),
    },
    'range-last-only': {
      what: 'Of two ranges on one attribute only the last counts',
      api: 'v2',
      ...changedParameters((all) =>
        all.filter((each, at) => !ranges.test(operatorOf(each)) || !isCondition(each) || !repeats(all, at)),
      ),
    },
    'ranges-ored': {
      what: 'Two ranges on one attribute are ORed',
      ...toServer(asks.list, (request, backstage) => {
        const all = parametersOf(request);
        const isRange = (each: string): boolean => isCondition(each) && ranges.test(operatorOf(each));
        const found = all.filter(isRange);
        if (found.length < 2) return request;
        return union(
          request,
          backstage,
          found.map((one) => all.filter((each) => !isRange(each) || each === one)),
        );
      }),
    },
    'list-elements-joined': {
      what: 'Two conditions on a list have to hold for one and the same element',
      api: 'tmf623',
      ...toServer(asks.list, (request) => {
        const all = parametersOf(request);
        const mine = all.filter((each) => /^relatedParty\.\w+=/.test(each) && !/[,;]/.test(decoded(each)));
        if (mine.length < 2) return request;
        const tests = mine.map((each) => `@.${attributeOf(each).slice(13)}=='${decoded(valueOf(each))}'`);
        const filter = `filter=${e(`relatedParty[?(${tests.join(' && ')})]`)}`;
        return withParameters(request, [...all.filter((each) => !mine.includes(each)), filter]);
      }),
    },
    'list-first-element': {
      what: 'Conditions on a list look at its first element only',
      ...eachParameter((each) => each.replace(/(relatedEntity|relatedServiceLevelObjective)\.(?=[a-z])/, '$1.0.')),
    },
    'nested-ignored': {
      what: 'Conditions on nested attributes are ignored',
      api: 'legacy',
      ...eachParameter((each) => (isCondition(each) && attributeOf(each).includes('.') ? undefined : each)),
    },
    'named-filter-ignored': {
      what: 'A condition the definition names itself is ignored: that on prescribedAction',
      api: 'legacy',
      checks: ['TMF657-6-named-filters'],
      ...eachParameter((each) => (each.includes('prescribedAction') ? undefined : each)),
    },
    'one-attribute-ignored': {
      what: 'Conditions on the grace times are ignored',
      api: 'v2',
      ...eachParameter((each) => (each.startsWith('graceTimes') ? undefined : each)),
    },
    'unknown-attribute-400': {
      what: 'A condition on an attribute nobody has is refused with 400',
      ...toServer(asks.list, (request) =>
        /[?&]no[.S]/.test(request.target) ? answerOf(400, { code: '27', reason: 'unknown attribute' }) : request,
      ),
    },
    'unknown-attribute-ignored': {
      what: 'A condition on an attribute the schema does not name is ignored',
      ...eachParameter((each) => (/^(?:colour|size|ready|no)\b/.test(each) ? undefined : each)),
    },
    'malformed-ignored': {
      what: 'A condition that cannot be read is ignored',
      api: 'v2',
      ...toClient(asks.list, (answer) => (answer.status === 400 ? answerOf(200, []) : answer)),
    },
    'malformed-500': {
      what: 'A condition that cannot be read is answered with 500',
      ...statusInstead(asks.list, 400, 500),
    },
    'long-query-500': {
      what: 'A very long query is answered with 500',
      api: 'tmf623',
      ...statusInstead(asks.list, 414, 500),
    },
    'id-filter-ignored': {
      what: 'A condition on the id is ignored',
      checks: ['TMF630-1-id-filter', 'TMF623-9-id-as-text'],
      api: 'tmf623',
      ...eachParameter((each) => (each.startsWith('id=') ? undefined : each)),
    },
  },
);
