import { isJsonObject, type JsonObject, merged, nested } from '../../../conformance/json.ts';
import { answerOf, asks, getOf, isDone, objectIn, pathOf, resourceOf, withHeader, withJson } from '../wire.ts';
import {
  eachParameter,
  eachResource,
  type Mutant,
  mutantsOf,
  statusInstead,
  toClient,
  toServer,
  whenDone,
} from './mutant.ts';

const writes = (request: { method: string; target: string }): boolean => /^(?:POST|PUT|PATCH)$/.test(request.method);
const isSla = asks.resource;

/** Servers that mistake what TMF623 has and nothing else. */
export const agreementMutants: readonly Mutant[] = mutantsOf(
  { api: 'tmf623', checks: ['TMF623-*'] },
  {
    'sla-own-id': {
      what: 'An id in the body of a new agreement is kept',
      ...whenDone(asks.create, (answer, request) => {
        const { id } = objectIn(request);
        return id === undefined ? answer : withJson(answer, { ...objectIn(answer), id });
      }),
    },
    'sla-own-id-refused': {
      what: 'An id in the body of a new agreement is refused with 400',
      ...toServer(asks.create, (request) =>
        'id' in objectIn(request) ? answerOf(400, { code: '24', reason: 'id' }) : request,
      ),
    },
    'sla-wrapped-refused': {
      what: 'A wrapped body is refused with 400',
      ...toServer(
        (request) =>
          writes(request) &&
          isSla(request) &&
          isJsonObject(objectIn(request)[resourceOf(request)]) &&
          Object.keys(objectIn(request)).length === 1,
        () => answerOf(400, { code: '23', reason: 'name is missing' }),
      ),
    },
    'sla-wrapped-answered': {
      what: 'A wrapped body is answered wrapped',
      ...whenDone(asks.create, (answer, request) => {
        const name = resourceOf(request);
        return name in objectIn(request) && name === 'sla' ? withJson(answer, { [name]: objectIn(answer) }) : answer;
      }),
    },
    'sla-wrapped-put': {
      what: 'PUT keeps the wrapper as an attribute',
      ...whenDone(asks.put, (answer, request) => {
        const { sla } = objectIn(request);
        return isJsonObject(sla) && Object.keys(objectIn(request)).length === 1
          ? withJson(answer, { ...objectIn(answer), name: null })
          : answer;
      }),
    },
    'sla-name-optional': {
      what: 'A new agreement needs no name',
      checks: ['TMF630-8-mandatory', 'TMF623-2-wrapped'],
      ...toClient(asks.create, (answer, request) =>
        answer.status === 400 && resourceOf(request) === 'sla' ? answerOf(201, { id: 1, href: 'http://x/1' }) : answer,
      ),
    },
    'sla-first-state': {
      what: 'A new agreement begins as pending',
      ...eachResource((resource) => ('state' in resource ? { ...resource, state: 'pending' } : resource), asks.create),
    },
    'sla-unapproved-observed': {
      what: 'An agreement that is not approved begins as observed',
      ...toServer(asks.create, (request) =>
        objectIn(request)['approved'] === false
          ? withJson(request, { ...objectIn(request), state: 'observed' })
          : request,
      ),
    },
    'sla-any-transition': {
      what: 'A step between states that there is not is answered with 200',
      ...toClient(asks.patch, async (answer, request, { send }) => {
        if (answer.status !== 409) return answer;
        const now = objectIn(await send(getOf(request, pathOf(request))));
        return answerOf(200, merged(now, objectIn(request)));
      }),
    },
    'sla-no-way-back': {
      what: 'An agreement can never be completed',
      ...toServer(asks.patch, (request) =>
        objectIn(request)['state'] === 'completed' ? answerOf(409, { code: '62', reason: 'state' }) : request,
      ),
    },
    'sla-transition-400': {
      what: 'A step between states that there is not is answered with 400',
      ...statusInstead(asks.patch, 409, 400),
    },
    'sla-any-state': {
      what: 'A state that there is not is taken',
      ...toServer(asks.create, (request) => {
        const body = objectIn(request);
        return body['state'] === 'dreaming' ? withJson(request, { ...body, state: 'observed' }) : request;
      }),
    },
    'sla-put-any-state': {
      what: 'PUT does not keep to the order of the states',
      ...toClient(asks.put, (answer, request) => (answer.status === 409 ? answerOf(200, objectIn(request)) : answer)),
    },
    'sla-href-refused': {
      what: 'An href in the body of a PUT or PATCH is refused with 400',
      ...toServer(
        (request) => (asks.put(request) || asks.patch(request)) && 'href' in objectIn(request),
        () => answerOf(400, { code: '24', reason: 'href' }),
      ),
    },
    'sla-href-kept': {
      what: 'An href in the body of a creation is kept',
      checks: ['TMF623-9-href-ignored', 'TMF630-8-href-in-body'],
      mutation: () => {
        const foreign = new Map<unknown, unknown>();
        return {
          answer: (answer, request) => {
            if (!isSla(request) || !isDone(answer)) return answer;
            const body = objectIn(answer);
            const { href } = objectIn(request);
            if (href !== undefined && asks.create(request)) foreign.set(body['id'], href);
            const own = foreign.get(body['id']);
            return typeof own === 'string' ? withJson(answer, { ...body, href: own }) : answer;
          },
        };
      },
    },
    'rule-ids-missing': {
      what: 'Rules without an id get none',
      ...eachResource((resource) => {
        const { rule } = resource;
        if (!Array.isArray(rule)) return resource;
        const plain = rule.map((each) => {
          if (!isJsonObject(each)) return each;
          const { id, ...others } = each;
          return /^r\d+$/.test(String(id)) ? others : each;
        });
        return { ...resource, rule: plain };
      }),
    },
    'rule-ids-equal': {
      what: 'Rules without an id all get the same one',
      ...eachResource(
        (resource) => JSON.parse(JSON.stringify(resource).replace(/"id":"r\d+"/g, '"id":"r1"')) as JsonObject,
      ),
    },
    'rules-lost': {
      what: 'Only the first rule of an agreement is kept',
      ...eachResource((resource) =>
        Array.isArray(resource['rule']) ? { ...resource, rule: resource['rule'].slice(0, 1) } : resource,
      ),
    },
    'party-filter-loose': {
      what: 'Role and address of a party in a filter may be those of two parties',
      checks: ['TMF623-10-*'],
      ...toServer(asks.list, (request) => ({
        ...request,
        target: request.target.replace(/filter=([^&]*)/, (all, path: string) => {
          const loose = decodeURIComponent(path).replace(
            /^(\w+)\[\?\((@[^&]*) && (@[^&]*)\)\]$/,
            '$[?(@.$1[?($2)] && @.$1[?($3)])]',
          );
          return loose === decodeURIComponent(path) ? all : `filter=${encodeURIComponent(loose)}`;
        }),
      })),
    },
    'template-filter-ignored': {
      what: 'A condition on the template is ignored',
      checks: ['TMF623-10-*'],
      ...eachParameter((each) => (each.startsWith('template.') ? undefined : each)),
    },
    'metric-filter-ignored': {
      what: 'A condition on the metric of a rule finds nothing',
      checks: ['TMF623-10-*'],
      ...eachParameter((each) => each.replace('rule.metric', 'rule.measure')),
    },
    'violation-mandatory': {
      what: 'A new violation needs an agreement',
      ...toServer(asks.create, (request) =>
        resourceOf(request) === 'slaViolation' && !('sla' in objectIn(request))
          ? answerOf(400, { code: '23', reason: 'sla is missing' })
          : request,
      ),
    },
    'violation-no-date': {
      what: 'A new violation gets no date',
      ...eachResource(
        ({ date: _date, ...others }) => others,
        (request) => asks.create(request) && resourceOf(request) === 'slaViolation',
      ),
    },
    'violation-tolerance-text': {
      what: 'tolerance of a violation is a text',
      ...eachResource((resource) =>
        isJsonObject(resource['violation']) && 'tolerance' in resource['violation']
          ? merged(resource, nested('violation.tolerance', String(resource['violation']['tolerance'])))
          : resource,
      ),
    },
    'violation-tolerance-strict': {
      what: 'A tolerance that is a numeric text is refused',
      ...toServer(asks.create, (request) =>
        /"tolerance":"[\d.]+"/.test(request.body ?? '') && resourceOf(request) === 'slaViolation'
          ? answerOf(400, { code: '24', reason: 'violation.tolerance' })
          : request,
      ),
    },
    'violation-id-conflict': {
      what: 'A used id for a new violation is answered with 201',
      ...toClient(asks.create, (answer, request) =>
        answer.status === 409 ? answerOf(201, objectIn(request)) : answer,
      ),
    },
    'violation-sla-filter': {
      what: 'A condition on the address of the agreement is ignored',
      ...eachParameter((each) => (each.startsWith('sla.href') ? undefined : each)),
    },
    'violation-rule-filter': {
      what: 'A condition on the address of the rule is ignored',
      ...eachParameter((each) => (each.startsWith('violation.rule') ? undefined : each)),
    },
    'violation-newest-last': {
      what: 'sort=-date gives the oldest violation first',
      ...eachParameter((each) => each.replace('sort=-date', 'sort=date')),
    },
    'sla-id-quoted': {
      what: 'An id in quotes finds nothing',
      ...eachParameter((each) => each.replace(/^id=%22(\d+)%22$/, 'id=none')),
    },
    'sla-without-location': {
      what: 'A new agreement made of a wrapped body, or with a foreign address, has no Location',
      ...whenDone(asks.create, (answer) => withHeader(answer, 'location', undefined)),
    },
  },
);
