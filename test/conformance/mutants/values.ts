import { isJsonObject, type JsonObject, nested, without } from '../../../conformance/json.ts';
import { answerOf, asks, objectIn } from '../wire.ts';
import type { WireRequest } from '../wire.ts';
import { eachResource, eachValue, type Mutant, mutantsOf, toServer } from './mutant.ts';

const isDate = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

function missing(...names: readonly string[]) {
  return (resource: JsonObject): JsonObject => names.reduce(without, resource);
}

/** Whether nothing is selected: then whole resources are expected. */
const isWhole = (request: WireRequest): boolean => asks.resource(request) && !request.target.includes('fields=');

const known =
  /^(?:@type|@baseType|@schemaLocation|id|href|name|description|version|date|sla|violation|state|approved|approvalDate|rule|template|relatedParty|objective|relatedServiceLevelObjective|validFor|conformance.*|threshold.*|tolerance.*|graceTimes|spec.*|serviceLevel.*)$/;

/** Servers that lose or bend values. */
export const valueMutants: readonly Mutant[] = mutantsOf(
  { api: 'v4', checks: ['TMF630-8-body', 'TMF630-8-charset', 'TMF630-11-*', 'TMF657-12-*'] },
  {
    'type-lost': { what: '@type and @schemaLocation are lost', ...eachResource(missing('@type', '@schemaLocation')) },
    'type-overwritten': {
      what: '@type is always the class of the collection',
      api: 'v2',
      ...eachResource((resource) =>
        '@type' in resource ? { ...resource, '@type': 'ServiceLevelObjective' } : resource,
      ),
    },
    'extension-lost': {
      what: 'Attributes the schema does not name are lost',
      ...eachResource((resource) => Object.fromEntries(Object.entries(resource).filter(([name]) => known.test(name)))),
    },
    'extension-refused': {
      what: 'Attributes the schema does not name are refused with 400',
      api: 'legacy',
      ...toServer(asks.create, (request) =>
        'extra' in objectIn(request) ? answerOf(400, { code: 400, message: 'extra' }) : request,
      ),
    },
    'empty-text-refused': {
      what: 'An optional text that is empty is refused with 400',
      api: 'tmf623',
      ...toServer(asks.create, (request) =>
        /"(?:description|comment)":""/.test(request.body ?? '')
          ? answerOf(400, { code: '24', reason: 'empty' })
          : request,
      ),
    },
    'offset-refused': {
      what: 'A date with an offset is refused with 400',
      ...toServer(asks.create, (request) =>
        /[+]\d\d:\d\d"/.test(request.body ?? '') ? answerOf(400, { code: '24', reason: 'date' }) : request,
      ),
    },
    'extension-as-text': {
      what: 'Objects the schema does not name come back as texts',
      api: 'tmf623',
      ...eachResource((resource) =>
        isJsonObject(resource['extra']) ? { ...resource, extra: JSON.stringify(resource['extra']) } : resource,
      ),
    },
    'empty-text-lost': {
      what: 'The empty text is taken for missing and left out',
      api: 'v2',
      ...eachValue((value) => (value === '' ? undefined : value)),
    },
    'zero-lost': { what: '0 is taken for missing', ...eachValue((value) => (value === 0 ? undefined : value)) },
    'false-lost': {
      what: 'false is taken for missing',
      api: 'tmf623',
      ...eachValue((value) => (value === false ? undefined : value)),
    },
    'empty-list-lost': {
      what: 'Empty lists are left out',
      api: 'legacy',
      ...eachValue((value) => (Array.isArray(value) && value.length === 0 ? undefined : value)),
    },
    'empty-list-null': {
      what: 'Empty objects come back as null',
      ...eachValue((value) => (isJsonObject(value) && Object.keys(value).length === 0 ? null : value)),
    },
    'absent-is-null': {
      what: 'Attributes that were never set come back as null',
      api: 'v2',
      checks: ['TMF630-8-*', 'TMF657-12-*', 'TMF630-9-null-removes', 'TMF630-S-*'],
      ...eachResource(
        (resource) => ({ ...nested('name', null), ...nested('description', null), ...resource }),
        isWhole,
      ),
    },
    'numeric-text-as-number': {
      what: 'Texts that look like numbers come back as numbers',
      ...eachValue((value) => (typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : value)),
    },
    'number-as-text': {
      what: 'Numbers come back as texts',
      api: 'tmf623',
      ...eachValue((value) => (typeof value === 'number' ? String(value) : value)),
    },
    'truth-as-text': {
      what: 'true and false come back as texts',
      ...eachValue((value) => (typeof value === 'boolean' ? String(value) : value)),
    },
    'dates-rewritten': {
      what: 'Dates come back in UTC, whatever was sent',
      ...eachValue((value) => (isDate(value) ? new Date(value).toISOString() : value)),
    },
    'dates-cut': {
      what: 'Dates come back without their parts of a second',
      api: 'v2',
      ...eachValue((value) => (isDate(value) ? value.replace(/\.\d+/, '') : value)),
    },
    'dates-as-numbers': {
      what: 'Dates come back as milliseconds',
      api: 'legacy',
      ...eachValue((value) => (isDate(value) ? Date.parse(value) : value)),
    },
    'lists-flattened': {
      what: 'Lists in lists are flattened',
      ...eachValue((value) => (Array.isArray(value) ? value.flat() : value)),
    },
    'single-element-unwrapped': {
      what: 'A list with one element comes back as that element',
      api: 'v2',
      ...eachValue((value) => {
        const [first, ...more] = Array.isArray(value) ? value : [];
        return first !== undefined && more.length === 0 ? first : value;
      }),
    },
    'lists-sorted': {
      what: 'Lists in resources come back sorted',
      api: 'tmf623',
      ...eachValue((value) =>
        Array.isArray(value) ? value.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : value,
      ),
    },
    'lists-without-doubles': {
      what: 'Equal elements of a list come back once',
      ...eachValue((value) =>
        Array.isArray(value) ? [...new Map(value.map((each) => [JSON.stringify(each), each])).values()] : value,
      ),
    },
    'texts-in-latin-1': {
      what: 'Texts come back in the wrong character set',
      api: 'v2',
      ...eachValue((value) => (typeof value === 'string' ? Buffer.from(value).toString('latin1') : value)),
    },
    'texts-escaped': {
      what: 'Texts come back escaped for HTML',
      api: 'tmf623',
      ...eachValue((value) =>
        typeof value === 'string' ? value.replaceAll('"', '&quot;').replaceAll('>', '&gt;') : value,
      ),
    },
    'texts-trimmed': {
      what: 'Texts come back without the blanks at their ends',
      api: 'legacy',
      ...eachValue((value) => (typeof value === 'string' ? value.trim() : value)),
    },
    'texts-cut': {
      what: 'Long texts come back cut at 255 characters',
      ...eachValue((value) => (typeof value === 'string' ? value.slice(0, 255) : value)),
    },
    'comparators-normalised': {
      what: 'Comparators come back in another spelling',
      api: 'v2',
      ...eachResource((resource) =>
        resource['conformanceComparator'] === '<=' ? { ...resource, conformanceComparator: 'lte' } : resource,
      ),
    },
    'name-invented': {
      what: 'An objective without a name gets one',
      ...eachResource((resource) => ('name' in resource ? resource : { ...resource, name: 'unnamed' }), isWhole),
    },
    'references-resolved': {
      what: 'References to nothing are left out',
      checks: ['TMF657-4-references', 'TMF630-8-body'],
      ...eachResource((resource) => {
        const references = resource['relatedServiceLevelObjective'];
        if (!Array.isArray(references)) return resource;
        const isLocal = (each: unknown): boolean => isJsonObject(each) && String(each['href']).includes('127.0.0.1');
        return { ...resource, relatedServiceLevelObjective: references.filter(isLocal) };
      }),
    },
  },
);
