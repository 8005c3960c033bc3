import { objectIn, type WireAnswer, withHeader, withJson } from '../wire.ts';
import { type Mutant, mutantsOf, toClient } from './mutant.ts';

const isError = ({ status }: WireAnswer): boolean => status >= 400;

/** Changes the bodies of refusals. */
function refusals(change: (answer: WireAnswer) => WireAnswer) {
  return toClient(
    () => true,
    (answer) => (isError(answer) ? change(answer) : answer),
  );
}

function without(...names: readonly string[]) {
  return refusals((answer) =>
    withJson(answer, Object.fromEntries(Object.entries(objectIn(answer)).filter(([name]) => !names.includes(name)))),
  );
}

const trace =
  'Error: invalid\n    at validate (/srv/app/src/validate.ts:12:3)\n    at /srv/app/node_modules/x/index.js:1:1';

/** Servers whose refusals tell too little, too much, or in another form. */
export const errorMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-2-*', 'TMF630-S-refusals'] },
  {
    'error-no-code': { what: 'Error bodies have no code', ...without('code') },
    'error-no-reason': { what: 'Error bodies have no reason', api: 'v2', ...without('reason') },
    'error-no-message': { what: 'Error bodies have no message', api: 'legacy', ...without('message') },
    'error-code-number': {
      what: 'code is a number where a text is due',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), code: answer.status })),
    },
    'error-code-text': {
      what: 'code is a text where an integer is due',
      api: 'v2',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), code: String(answer.status) })),
    },
    'error-code-text-legacy': {
      what: 'code is a text where an integer is due, in the oldest definition',
      api: 'legacy',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), code: 'ERR_24' })),
    },
    'error-status-number': {
      what: 'status is a number where a text is due',
      api: 'tmf623',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), status: answer.status })),
    },
    'error-other-status': {
      what: 'status of the error body is another one than that of the answer',
      api: 'v2',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), status: 500 })),
    },
    'error-empty': { what: 'Refusals have no body', ...refusals((answer) => ({ ...answer, body: '' })) },
    'error-page': {
      what: 'Refusals are HTML pages',
      api: 'v2',
      ...refusals((answer) => ({
        ...withHeader(answer, 'content-type', 'text/html'),
        body: '<html><h1>Bad Request</h1></html>',
      })),
    },
    'error-plain-text': {
      what: 'Refusals are plain text',
      api: 'tmf623',
      ...refusals((answer) => ({ ...withHeader(answer, 'content-type', 'text/plain'), body: 'Bad Request' })),
    },
    'error-in-list': { what: 'Error bodies are lists', ...refusals((answer) => withJson(answer, [objectIn(answer)])) },
    'error-wrapped': {
      what: 'Error bodies are wrapped',
      api: 'legacy',
      ...refusals((answer) => withJson(answer, { error: objectIn(answer) })),
    },
    'error-with-trace': {
      what: 'Error bodies hold a stack trace',
      ...refusals((answer) => withJson(answer, { ...objectIn(answer), message: trace })),
    },
    'error-type': {
      what: 'Error bodies are called application/problem+json',
      api: 'v2',
      ...refusals((answer) => withHeader(answer, 'content-type', 'application/problem+json')),
    },
    'error-nameless': {
      what: 'The refusal of a missing attribute does not say which one it is',
      api: 'tmf623',
      ...refusals((answer) =>
        answer.status === 400 ? withJson(answer, { ...objectIn(answer), message: 'invalid body' }) : answer,
      ),
    },
    'error-other-names': {
      what: 'The refusal of a missing attribute names it as another dialect does',
      api: 'v2',
      ...refusals((answer) => ({
        ...answer,
        body: answer.body
          .replaceAll('specParameter', 'serviceLevelObjectiveParameter')
          .replaceAll('objective', 'relatedServiceLevelObjective'),
      })),
    },
  },
);
