import { expect } from 'chai';
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../src/kernel/json.ts';
import { isJsonObject } from '../../src/kernel/json.ts';
import { startService, type TestService } from '../support/service.ts';
import { drawn, howToRepeat } from './chance.ts';
import { send, totalOf } from './requests.ts';
import { bodiesFor } from './spec-bodies.ts';
import { brokenBodies } from './spec-faults.ts';
import type { Target } from './spec-schemas.ts';
import { targetOf } from './spec-schemas.ts';

const v4 = 'tmf657-v4';
const v2 = 'tmf657-v2';
const legacy = 'tmf657-legacy';
const objective = 'serviceLevelObjective';
const specification = 'serviceLevelSpecification';

/** Where bodies are posted, and in which APIs what was made is seen too. */
const places: readonly { api: string; segment: string; alsoIn: readonly string[] }[] = [
  { api: v4, segment: objective, alsoIn: [v2, legacy] },
  { api: v2, segment: objective, alsoIn: [v4, legacy] },
  { api: legacy, segment: objective, alsoIn: [v4, v2] },
  { api: v4, segment: specification, alsoIn: [v2, legacy] },
  { api: v2, segment: specification, alsoIn: [v4, legacy] },
  { api: legacy, segment: specification, alsoIn: [v4, v2] },
  { api: 'tmf623-v2', segment: 'sla', alsoIn: [] },
  { api: 'tmf623-v2', segment: 'slaViolation', alsoIn: [] },
  { api: v4, segment: 'hub', alsoIn: [] },
  { api: 'tmf623-v2', segment: 'hub', alsoIn: [] },
  { api: 'assurance-v1', segment: 'hub', alsoIn: [] },
];

/** The attributes that have another name in each version of TMF657. Source: TMF657. */
const names: Readonly<Record<string, readonly string[]>> = {
  [v4]: [
    ...['serviceLevelObjectiveParameter', 'serviceLevelObjectiveConsequence', 'relatedServiceLevelObjective'],
    'serviceLevelObjectiveParameter.parameterType',
  ],
  [v2]: ['specParameter', 'specConsequence', 'objective', 'serviceLevelObjectiveParameter.type'],
  [legacy]: [
    ...['serviceLevelSpecParameter', 'serviceLevelSpecConsquence', 'relatedServiceLevelObjective'],
    'serviceLevelObjectiveParameter.type',
  ],
};

/** The body as another version of TMF657 names it. */
function inWordsOf(body: JsonValue, from: string, to: string): JsonValue {
  const [own = [], other = []] = [names[from], names[to]];
  if (!isJsonObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]): [string, JsonValue] => {
      const at = own.indexOf(name);
      if (at === 0 && isJsonObject(value)) {
        const typeNames = [own, other].map((each) => each[3]?.split('.')[1] ?? '');
        return [other[0] ?? name, renamed(value, typeNames[0] ?? '', typeNames[1] ?? '')];
      }
      return [other[at] ?? name, value];
    }),
  );
}

function renamed(object: Record<string, JsonValue>, from: string, to: string): JsonValue {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name === from ? to : name, value]));
}

const typeNames = ['@type', '@baseType', '@schemaLocation'];
// A map, as further attributes are called `toString` and the like.
const hiddenFromLegacy = new Map<string, readonly string[]>([
  ['', typeNames],
  ['serviceLevelSpecParameter', typeNames],
  ['serviceLevelSpecParameter.relatedEntity', [...typeNames, 'role', '@referredType']],
  ['serviceLevelSpecConsquence', typeNames],
  ['relatedServiceLevelObjective', [...typeNames, '@referredType']],
]);

/** Without what the oldest version keeps but does not show. */
function asShownIn(api: string, body: JsonValue, path = ''): JsonValue {
  if (api !== legacy) return body;
  if (Array.isArray(body)) return body.map((element) => asShownIn(api, element, path));
  if (!isJsonObject(body)) return body;
  const hidden = hiddenFromLegacy.get(path) ?? [];
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !hidden.includes(name))
      .map(([name, value]) => [name, asShownIn(api, value, path === '' ? name : `${path}.${name}`)]),
  );
}

/** Numbers that came as texts go out as numbers. */
const numeric = new Set(['violation.tolerance', 'violation.violationAverage']);

/** Everything that was sent is there; the service may have added members. */
function expectServed(sent: JsonValue, served: JsonValue | undefined, path: string): void {
  if (Array.isArray(sent)) {
    expect(served, path).to.be.an('array').with.length(sent.length);
    for (const [at, element] of sent.entries()) {
      expectServed(element, (served as JsonValue[])[at], `${path}[${String(at)}]`);
    }
  } else if (isJsonObject(sent)) {
    expect(isJsonObject(served), `${path} is an object`).to.equal(true);
    for (const [name, value] of Object.entries(sent)) {
      const below = path === '' ? name : `${path}.${name}`;
      expect(Object.hasOwn(served as object, name), `${below} is there`).to.equal(true);
      expectServed(value, (served as Record<string, JsonValue>)[name], below);
    }
  } else if (numeric.has(path)) expect(served, path).to.equal(Number(sent));
  else expect(served, path).to.equal(Object.is(sent, -0) ? 0 : sent);
}

let nextId = 0;

// The same seed draws the same ids in every version, and shrinking draws them again.
function withFreshId(body: JsonObject): JsonObject {
  nextId += 1;
  return typeof body.id === 'string' ? { ...body, id: `${body.id}.${String(nextId)}` } : body;
}

describe(`bodies made from the API documents (${howToRepeat})`, function () {
  this.timeout(600_000);
  let service: TestService;
  before(async () => {
    service = await startService();
  });
  after(async () => {
    await service.stop();
  });
  afterEach(() => {
    expect(service.errors, 'errors in the log').to.deep.equal([]);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  for (const { api, segment, alsoIn } of places) {
    const target: Target = targetOf(api, segment);

    it(`${api} ${segment}: what is valid is taken, and given back as it was sent`, async () => {
      const property = fc.asyncProperty(bodiesFor(target), async (valid) => {
        const body = withFreshId(valid);
        const made = await send('POST', `${service.url}${target.path}`, JSON.stringify(body));
        expect(made.status, made.text).to.equal(201);
        expectServed(asShownIn(api, body), made.body, '');
        const one = encodeURIComponent(String(made.body['id']));
        const read = await send('GET', `${service.url}${target.path}/${one}`);
        expect(read.status, read.text).to.equal(200);
        expect(read.body).to.deep.equal(made.body);
        for (const other of alsoIn) {
          const seen = await send('GET', `${service.url}${targetOf(other, segment).path}/${one}`);
          expect(seen.status, `${other}: ${seen.text}`).to.equal(200);
          expectServed(asShownIn(other, inWordsOf(body, api, other)), seen.body, '');
        }
        // A subscriber may be drawn again.
        const removed = await send('DELETE', `${service.url}${target.path}/${one}`);
        expect(removed.status, removed.text).to.equal(204);
      });
      await fc.assert(property, drawn(20));
    });

    it(`${api} ${segment}: what is broken in one place is refused by the name of the place, and not stored`, async () => {
      const collection = `${service.url}${target.path}`;
      const property = fc.asyncProperty(bodiesFor(target), fc.nat(), async (body, choice) => {
        const all = brokenBodies(target, body);
        const before = await totalOf(collection);
        for (let step = 0; step < 4; step += 1) {
          const broken = all[(choice + step * 7919) % all.length];
          if (!broken) continue;
          const answer = await send('POST', collection, broken.text);
          const told = `${broken.fault} at ${broken.path}: ${answer.text}`;
          expect(answer.status, told).to.equal(400);
          expect(answer.text, told).to.contain(JSON.stringify(broken.path).slice(1, -1));
        }
        expect(await totalOf(collection)).to.equal(before);
      });
      await fc.assert(property, drawn(20));
    });
  }
});
