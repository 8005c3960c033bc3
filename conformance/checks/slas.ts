import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import type { Made } from '../collection.ts';
import type { CheckContext } from '../context.ts';
import { expectHolds, expectSame, expectStatus, expectThat, headerOf, objectOf, unlessOffered } from '../expect.ts';
import { asText, type JsonObject, valueAt } from '../json.ts';

const rule = (id: string): JsonObject => ({
  ...{ id, metric: 'https://metrics.example/availability', unit: '%', referenceValue: '99.5', operator: '.ge' },
  tolerance: '0.05',
});

/** Moves an agreement to a state and expects the status. */
async function moved(context: CheckContext, made: Made, [state, status]: readonly [string, number]): Promise<void> {
  expectStatus(await context.collection.patch(made.id, { state }), status);
}

async function withState(context: CheckContext, body: JsonObject): Promise<Made> {
  const made = await context.collection.make(context.unique('state'), body);
  if (made['state'] === undefined) throw new NotOffered('agreements have no state here');
  return made;
}

/** What agreements have that nothing else has. */
export const slaChecks = checksOf(
  { document: 'TMF623', section: 'R14.5.1, sla', applies: (target, name) => target.api === 'tmf623' && name === 'sla' },
  {
    'TMF623-2-wrapped': {
      title: 'A body wrapped in {"sla": {...}} is accepted on POST and PUT, and never answered',
      run: async ({ collection, unique }) => {
        const label = unique('wrapped');
        const answer = expectStatus(await collection.post({ sla: { name: label } }), 201);
        const made = objectOf(answer);
        expectHolds(made, { name: label }, { what: 'the answer', answer });
        expectThat(!('sla' in made), 'the answer is wrapped', { actual: made, answer });
        const replaced = expectStatus(await collection.put(made['id'], { sla: { name: `${label}-2` } }), 200, 201);
        expectHolds(
          objectOf(replaced),
          { name: `${label}-2`, id: made['id'] ?? null },
          { what: 'the answer', answer: replaced },
        );
        expectStatus(await collection.post({ sla: {} }), 400);
        expectSame((await collection.find(`name=${label}-2`)).length, 1, { what: 'the number of those found' });
      },
    },
    'TMF623-9-own-id': {
      title: 'An id in the body of a new agreement is replaced by one of the server',
      run: async ({ collection, unique }) => {
        for (const id of [123_456_789, '123456789', 'mine']) {
          const answer = expectStatus(await collection.post({ name: unique('own-id'), id }), 201);
          const { id: given } = objectOf(answer);
          expectThat(Number.isSafeInteger(given) && asText(given) !== String(id), 'it is kept', {
            actual: given,
            answer,
          });
        }
      },
    },
    'TMF623-9-id-as-text': {
      title: 'In filters an id is the same as a number and as a text',
      severity: 'should',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('id-text'));
        for (const query of [`id=${String(made.id)}`, `id=%22${String(made.id)}%22`]) {
          expectSame(await collection.find(query), [made], { what: `what ?${query} finds` });
        }
      },
    },
    'TMF623-3-rules': {
      title: 'Rules come back as sent, and those without an id get one that no other has',
      run: async ({ collection, unique }) => {
        const { id: _id, ...nameless } = rule('x');
        const rules = [rule('availability'), nameless, nameless];
        const made = await collection.create(unique('rules'), { rule: rules });
        const found = await collection.read(made.id);
        expectHolds(found['rule'], rules, { what: 'the rules' });
        const ids = [0, 1, 2].map((at) => valueAt(found, `rule.${String(at)}.id`));
        const isRight = ids.every((id) => typeof id === 'string' && id !== '') && new Set(ids).size === 3;
        expectThat(isRight, 'the ids of the rules are not right', { expected: 'three different texts', actual: ids });
      },
    },
    'TMF623-9-rule-address': {
      title: 'A rule can be read at {sla}/rules/{rule}; an unknown one is 404',
      severity: 'may',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('rule-address'), { rule: [rule('availability'), rule('latency')] });
        const answer = unlessOffered(
          await collection.send('GET', `/${String(made.id)}/rules/latency`),
          'rules by address',
          [404],
        );
        expectHolds(objectOf(expectStatus(answer, 200)), rule('latency'), { what: 'the rule', answer });
        expectStatus(await collection.send('GET', `/${String(made.id)}/rules/none`), 404);
        expectStatus(await collection.send('GET', '/987654321/rules/latency'), 404);
      },
    },
    'TMF623-3-duplicate-rules': {
      title: 'Two rules with the same id in one agreement are refused with 400',
      severity: 'may',
      run: async ({ collection, unique }) => {
        expectStatus(await collection.post({ name: unique('duplicate'), rule: [rule('a'), rule('a')] }), 400);
      },
    },
    'TMF623-3-variants': {
      title: 'validityPeriod and rules of the PDF are understood as validFor and rule; both spellings at once are 400',
      severity: 'may',
      run: async ({ collection, unique }) => {
        const [startTime, endTime] = ['2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z'];
        const name = unique('variants');
        const answer = await collection.post({ name, validityPeriod: { startTime, endTime }, rules: [rule('a')] });
        const expected = { validFor: { startDateTime: startTime, endDateTime: endTime }, rule: [rule('a')] };
        expectHolds(objectOf(expectStatus(answer, 201)), expected, { what: 'the answer', answer });
        expectStatus(await collection.post({ name, rules: [], rule: [] }), 400);
      },
    },
    'TMF623-6-first-state': {
      title: 'An agreement begins as observed, or as pending when it is not approved',
      severity: 'should',
      run: async (context) => {
        expectSame((await withState(context, {}))['state'], 'observed', { what: 'the state of a plain one' });
        expectSame((await withState(context, { approved: true }))['state'], 'observed', {
          what: 'the state of an approved one',
        });
        expectSame((await withState(context, { approved: false }))['state'], 'pending', {
          what: 'the state of one not approved',
        });
      },
    },
    'TMF623-6-transitions': {
      title: 'States follow their order; a step that there is not is 409 and changes nothing',
      severity: 'should',
      run: async (context) => {
        const { collection } = context;
        const pending = await withState(context, { state: 'pending' });
        await moved(context, pending, ['completed', 409]);
        expectSame((await collection.read(pending.id))['state'], 'pending', { what: 'the state' });
        await moved(context, pending, ['observed', 200]);
        await moved(context, pending, ['pending', 409]);
        await moved(context, pending, ['observed', 200]);
        await moved(context, pending, ['completed', 200]);
        for (const state of ['observed', 'pending', 'terminated']) await moved(context, pending, [state, 409]);
        expectSame((await collection.read(pending.id))['state'], 'completed', { what: 'the state' });
        const rejected = await withState(context, { state: 'pending' });
        await moved(context, rejected, ['rejected', 200]);
        await moved(context, rejected, ['observed', 409]);
      },
    },
    'TMF623-6-unknown-state': {
      title: 'A state that there is not is refused with 400, on creation and on change',
      severity: 'should',
      run: async (context) => {
        const made = await withState(context, {});
        await moved(context, made, ['dreaming', 400]);
        expectStatus(await context.collection.post({ name: context.unique('state'), state: 'dreaming' }), 400);
      },
    },
    'TMF623-6-put-state': {
      title: 'PUT keeps to the order of the states as well',
      severity: 'should',
      run: async (context) => {
        const { collection } = context;
        const made = await withState(context, { state: 'pending' });
        expectStatus(await collection.put(made.id, { name: 'x', state: 'completed' }), 409);
        expectSame(await collection.read(made.id), made, { what: 'the agreement' });
        expectStatus(await collection.put(made.id, { name: 'x', state: 'terminated' }), 200, 201);
      },
    },
    'TMF623-6-approval': {
      title: 'approved: true sets approvalDate where there is none',
      severity: 'may',
      run: async ({ collection, unique }) => {
        const made = await collection.make(unique('approval'), { approved: false });
        expectSame(made['approvalDate'], undefined, { what: 'approvalDate before' });
        expectStatus(await collection.patch(made.id, { approved: true }), 200);
        const { approvalDate } = await collection.read(made.id);
        expectThat(!Number.isNaN(Date.parse(asText(approvalDate))), 'there is no approvalDate', {
          actual: approvalDate,
        });
      },
    },
    'TMF623-9-href-ignored': {
      title: 'A foreign href in POST, PUT and PATCH is ignored, never refused',
      run: async ({ collection, unique }) => {
        const href = 'https://elsewhere.example/sla/1';
        const answer = expectStatus(await collection.post({ name: unique('href'), href }), 201);
        const { id } = objectOf(answer);
        expectStatus(await collection.patch(id, { href }), 200);
        expectStatus(await collection.put(id, { name: 'x', href }), 200, 201);
        expectSame((await collection.read(id))['href'], headerOf(answer, 'Location'), { what: 'href' });
      },
    },
    'TMF623-10-party-filter': {
      title: 'Agreements are found by the role and name of one and the same party',
      severity: 'should',
      run: async ({ collection, unique }) => {
        const name = unique('party');
        const party = (role: string, who: string): JsonObject => ({ role, name: who, href: `http://${who}.example` });
        const right = await collection.make(name, {
          relatedParty: [party('SLAProvider', 'acme'), party('EndUser', 'ann')],
        });
        await collection.make(name, { relatedParty: [party('SLAProvider', 'other'), party('EndUser', 'acme')] });
        const path = "relatedParty[?(@.role=='SLAProvider' && @.href=='http://acme.example')]";
        const answer = await collection.list(`name=${name}&filter=${encodeURIComponent(path)}`);
        unlessOffered(answer, 'filter with a JSONPath', [501]);
        expectSame(
          (answer.json as JsonObject[]).map(({ id }) => id),
          [right.id],
          { what: 'what is found', answer },
        );
        const plain = await collection.find(`name=${name}&relatedParty.role=SLAProvider&relatedParty.name=acme`);
        expectSame(plain.length, 2, { what: 'what two plain conditions find' });
      },
    },
    'TMF623-10-template-filter': {
      title: 'Agreements are found by their template and by the metric of a rule',
      run: async ({ collection, unique }) => {
        const name = unique('template');
        const template = { href: 'https://templates.example/gold', name: 'Gold' };
        const made = await collection.make(name, { template, rule: [rule('a')] });
        await collection.make(name);
        for (const query of [
          'template.href=https://templates.example/gold',
          'rule.metric=https://metrics.example/availability',
        ]) {
          expectSame(
            (await collection.find(`name=${name}&${query}`)).map(({ id }) => id),
            [made.id],
            { what: `what ?${query} finds` },
          );
        }
      },
    },
  },
);
