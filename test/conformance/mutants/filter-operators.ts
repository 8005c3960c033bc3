import { type JsonObject, valueAt } from '../../../conformance/json.ts';
import { answerOf, asks, parametersOf } from '../wire.ts';
import type { Backstage, WireAnswer, WireRequest } from '../wire.ts';
import {
  attributeOf,
  chosenHere,
  decoded,
  eachParameter,
  isCondition,
  type Mutant,
  mutantsOf,
  operatorOf,
  toClient,
  toServer,
} from './mutant.ts';

const e = encodeURIComponent;

/** What stands behind the operator, as sent. */
function valueOf(condition: string): string {
  const rest = condition.slice(attributeOf(condition).length);
  return rest.replace(/^(?:\.\w+=|%3D%3D|%3D~|%3[CE](?:%3D)?|[=!<>*]?=~?|[<>]=?)/i, '');
}

/** The values of an attribute, through lists. */
function textsAt(resource: JsonObject, path: string): string[] {
  const found = path.split('.').reduce<unknown[]>(
    (all, step) => {
      const next = all.flatMap((each) => (Array.isArray(each) ? (each as unknown[]) : [each]));
      return next.map((each) => valueAt(each as JsonObject, step));
    },
    [resource],
  );
  return found.filter((each): each is string => typeof each === 'string');
}

type Compare = (actual: string, wanted: string, operator: string) => boolean;

/** Conditions whose operator is one of these are decided here, by another rule. */
function decidedHere(fits: RegExp, compare: Compare, among: RegExp = /^(?!name)/) {
  const isMine = (each: string): boolean =>
    isCondition(each) && fits.test(operatorOf(each)) && among.test(attributeOf(each)) && !/[,;]/.test(decoded(each));
  return toServer(asks.list, (request: WireRequest, backstage: Backstage): WireRequest | Promise<WireAnswer> => {
    const mine = parametersOf(request).filter(isMine);
    if (mine.length === 0) return request;
    const keep = (resource: JsonObject): boolean =>
      mine.every((each) =>
        textsAt(resource, attributeOf(each)).some((text) => compare(text, decoded(valueOf(each)), operatorOf(each))),
      );
    return chosenHere(request, backstage, { drop: isMine, keep });
  });
}

const asCompared: Compare = (actual, wanted, operator) => {
  if (/gte|ge|>=/.test(operator)) return actual >= wanted;
  if (/gt|>/.test(operator)) return actual > wanted;
  if (/lte|le|<=/.test(operator)) return actual <= wanted;
  return actual < wanted;
};

const ranges = /^(?:\.[gl](?:te?|e)=|[<>]=?)$/;

const equalities = /^(?:=|==|\.eq=|\.exact=)$/;

/** Servers that mistake operators and values. */
export const operatorMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-3-*'] },
  {
    'equality-any-case': {
      what: 'Equality does not tell capitals from small letters',
      ...decidedHere(equalities, (actual, wanted) => actual.toLowerCase() === wanted.toLowerCase()),
    },
    'equality-as-part': {
      what: 'Equality finds a part of the value, too',
      api: 'v2',
      ...decidedHere(equalities, (actual, wanted) => actual.includes(wanted)),
    },
    'equality-as-start': {
      what: 'Equality finds the beginning of the value, too',
      api: 'tmf623',
      ...decidedHere(equalities, (actual, wanted) => actual.startsWith(wanted)),
    },
    'gt-inclusive': { what: '.gt finds what is equal, too', ...eachParameter((each) => each.replace('.gt=', '.gte=')) },
    'lt-inclusive': {
      what: '< finds what is equal, too',
      api: 'v2',
      ...eachParameter((each) => each.replace(/^([\w.]+)<(?!=)/, '$1<=')),
    },
    'gte-exclusive': {
      what: '>= leaves out what is equal',
      api: 'tmf623',
      ...eachParameter((each) => each.replace(/^([\w.]+)>=/, '$1>')),
    },
    'ranges-swapped': {
      what: 'Greater and less are swapped',
      ...eachParameter((each) =>
        each.replace(/\.(gt|lt)(e?=)/, (_all, name: string, rest: string) => `.${name === 'gt' ? 'lt' : 'gt'}${rest}`),
      ),
    },
    'ranges-ignored': {
      what: 'Ranges are ignored',
      api: 'legacy',
      ...eachParameter((each) => (isCondition(each) && ranges.test(operatorOf(each)) ? undefined : each)),
    },
    'encoded-operators-unknown': {
      what: 'Operators in percent encoding are not known',
      ...eachParameter((each) => each.replace(/^([\w.]+)(%3[CDE].*)$/i, '$1%5F$2')),
    },
    'plain-operators-unknown': {
      what: 'Operators written as signs are refused with 400',
      api: 'v2',
      ...toServer(asks.list, (request) =>
        /[?&][\w.]+[<>]/.test(request.target) ? answerOf(400, { code: 400, reason: 'query' }) : request,
      ),
    },
    'exact-unknown': {
      what: '.exact is taken for the name of an attribute',
      ...eachParameter((each) => each.replace('.exact=', '.exactly.eq=')),
    },
    'double-equals-in-value': {
      what: 'Of == the second sign is taken into the value',
      api: 'tmf623',
      ...eachParameter((each) =>
        each.replace(/^([\w.]+)==(.*)$/, (_all, name: string, value: string) => `${name}="=${value}"`),
      ),
    },
    'comparator-as-operator': {
      what: 'A value that is > is taken for an operator',
      api: 'v2',
      ...eachParameter((each) => each.replace(/^([\w.]+)=(?:>|%3E)$/i, '$1.gt=')),
    },
    'gte-value-as-operator': {
      what: 'A value that is >= is taken for an operator',
      ...eachParameter((each) => each.replace(/^([\w.]+)=(?:>|%3E)(?:=|%3D)$/i, '$1.gte=')),
    },
    'quotes-kept': {
      what: 'Double quotes around a value are taken for a part of it',
      api: 'v2',
      ...eachParameter((each) => each.replace(/^([\w.]+)=(?:"|%22)([^"]*?)(?:"|%22)$/, '$1=%27%22$2%22%27')),
    },
    'single-quotes-kept': {
      what: 'Single quotes around a value are taken for a part of it',
      api: 'tmf623',
      ...eachParameter((each) => each.replace(/^([\w.]+)=(?:'|%27)([^']*?)(?:'|%27)$/, '$1=%22%27$2%27%22')),
    },
    'quoted-separators': {
      what: 'Commas and semicolons part values in quotes, too',
      ...eachParameter((each) =>
        isCondition(each) && /^=['"].*[,;]/.test(decoded(each.slice(attributeOf(each).length)))
          ? `${attributeOf(each)}=${e(decoded(valueOf(each)).slice(1, -1))}`
          : each,
      ),
    },
    'dates-as-texts': {
      what: 'Dates are compared as texts',
      ...decidedHere(ranges, asCompared, /DateTime$|^date$/),
    },
    'instants-differ': {
      what: 'Two spellings of one instant are not equal',
      api: 'v2',
      ...decidedHere(/^=$/, (actual, wanted) => actual === wanted, /DateTime$/),
    },
    'numbers-as-texts': {
      what: 'Texts that are numbers are compared letter by letter',
      ...decidedHere(ranges, asCompared, /Target$|^description$/),
    },
    'numbers-by-spelling': {
      what: 'A number is found only in the spelling it has',
      api: 'tmf623',
      ...eachParameter((each) => each.replace(/^(violation\.\w+)=(\d+)\.0$/, '$1=no')),
    },
    'plus-is-plus': { what: 'A + in a value is no blank', ...eachParameter((each) => each.replaceAll('+', '%2B')) },
    'decoded-twice': {
      what: 'Values are decoded twice',
      api: 'legacy',
      ...eachParameter((each) => each.replaceAll('%25', '%')),
    },
    'not-decoded': {
      what: 'Values are not decoded',
      api: 'v2',
      ...eachParameter((each) =>
        isCondition(each) ? each.replace(/=(.*)$/s, (_all, value: string) => `=${value.replaceAll('%', '%25')}`) : each,
      ),
    },
    'names-not-decoded': {
      what: 'Names of attributes are not decoded',
      ...eachParameter((each) => (/^%\w\w[a-z]/.test(each) ? 'noSuchAttribute=1' : each)),
    },
    'empty-value-ignored': {
      what: 'A condition with nothing behind the = is ignored',
      ...eachParameter((each) => (/^[\w.]+=$/.test(each) ? undefined : each)),
    },
    'empty-value-is-absent': {
      what: 'A condition with nothing behind the = finds what lacks the attribute',
      api: 'v2',
      ...eachParameter((each) => each.replace(/^([\w.]+)=$/, '$1=null')),
    },
    'regex-as-text': {
      what: 'A regular expression is looked for as it is written',
      ...decidedHere(/regex|\*=|=~/, (actual, wanted) => actual.includes(wanted)),
    },
    'regex-anchored': {
      what: 'A regular expression has to match the whole value',
      api: 'v2',
      ...eachParameter((each) =>
        each.replace(/\.regex=(.*)$/, (_all, pattern: string) => `.regex=${e(`^(?:${decoded(pattern)})$`)}`),
      ),
    },
    'regex-any-case': {
      what: 'A regular expression does not tell capitals from small letters',
      api: 'tmf623',
      ...decidedHere(/regex/, (actual, wanted) => {
        try {
          return new RegExp(wanted, 'i').test(actual);
        } catch {
          return false;
        }
      }),
    },
    'regex-malformed-empty': {
      what: 'A regular expression that cannot be read finds nothing',
      ...toClient(
        (request) => asks.list(request) && /regex|=~/.test(request.target),
        (answer) => (answer.status === 400 ? answerOf(200, []) : answer),
      ),
    },
    'type-filter-ignored': {
      what: 'A condition on @type is ignored',
      checks: ['TMF630-11-type-kept'],
      ...eachParameter((each) => (/^(?:@|%40)type=/i.test(each) ? undefined : each)),
    },
  },
);
