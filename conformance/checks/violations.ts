import { checksOf } from '../check.ts';
import { NotOffered } from '../endings.ts';
import { expectHolds, expectSame, expectStatus, expectThat, objectOf } from '../expect.ts';
import { asText, isJsonObject, type JsonObject, valueAt } from '../json.ts';

/** What violations have that nothing else has. */
export const violationChecks = checksOf(
  {
    ...{ document: 'TMF623', section: 'R14.5.1, slaViolation' },
    applies: (target, name) => target.api === 'tmf623' && name === 'slaViolation',
  },
  {
    'TMF623-9-empty-violation': {
      title: 'Nothing is mandatory in a new violation, and its date is then',
      run: async ({ collection }) => {
        const answer = expectStatus(await collection.post({}), 201);
        const { date } = objectOf(answer);
        expectThat(!Number.isNaN(Date.parse(asText(date))), 'there is no date', { actual: date, answer });
      },
    },
    'TMF623-2-wrapped-violation': {
      title: 'A body wrapped in {"slaViolation": {...}} is accepted, and never answered',
      run: async ({ collection, unique }) => {
        const description = unique('wrapped');
        const answer = expectStatus(await collection.post({ slaViolation: { sla: { description } } }), 201);
        expectHolds(objectOf(answer), { sla: { description } }, { what: 'the answer', answer });
        expectThat(!('slaViolation' in objectOf(answer)), 'the answer is wrapped', { answer });
      },
    },
    'TMF623-9-violation-id': {
      title: 'A free positive integer as id of a new violation is honoured, a used one is 409, anything else replaced',
      severity: 'should',
      run: async ({ collection, unique }) => {
        // Far from what counters have reached, and another one at every run.
        const id = 1_000_000_000 + (Math.floor(performance.timeOrigin + performance.now()) % 1_000_000_000);
        const answer = expectStatus(await collection.post({ id, sla: { description: unique('id') } }), 201);
        const { id: given } = objectOf(answer);
        if (given !== id) throw new NotOffered('ids of clients are replaced');
        expectStatus(await collection.post({ id }), 409);
        for (const other of ['mine', -1, 0, 1.5]) {
          const replaced = objectOf(expectStatus(await collection.post({ id: other }), 201))['id'];
          expectThat(Number.isSafeInteger(replaced) && replaced !== other, 'it is kept', { actual: replaced });
        }
      },
    },
    'TMF623-9-tolerance': {
      title: 'tolerance and violationAverage of a violation are numbers; numeric texts are taken, others are 400',
      run: async ({ collection }) => {
        const violation = { tolerance: '0.05', violationAverage: 0.1 };
        const answer = expectStatus(await collection.post({ violation }), 201);
        expectHolds(
          objectOf(answer),
          { violation: { tolerance: 0.05, violationAverage: 0.1 } },
          { what: 'the answer', answer },
        );
        expectStatus(await collection.post({ violation: { tolerance: 'some' } }), 400);
      },
    },
    'TMF623-5-parties': {
      title: 'A violation of an agreement of this server that names no parties gets those of the agreement',
      severity: 'may',
      run: async ({ collection, of, unique }) => {
        const relatedParty = [{ role: 'SLAProvider', name: 'Acme', href: 'https://party.example/acme' }];
        const agreement = await of('sla').make(unique('parties'), { relatedParty });
        const answer = await collection.post({
          sla: { href: agreement['href'] ?? null, description: unique('parties') },
        });
        expectHolds(objectOf(expectStatus(answer, 201)), { relatedParty }, { what: 'the answer', answer });
      },
    },
    'TMF623-10-violation-filter': {
      title: 'Violations are found by the href of their agreement, by rule and period, the newest first',
      run: async ({ collection, of, unique }) => {
        const agreement = await of('sla').make(unique('filter'));
        const href = asText(agreement['href']);
        const ids = [];
        for (const [date, name] of [
          ['2026-10-31', 'a'],
          ['2026-11-10', 'a'],
          ['2026-11-20', 'a'],
          ['2026-11-15', 'b'],
        ]) {
          const violation = { rule: { href: `${href}/rules/${String(name)}` } };
          const body = { date: `${String(date)}T00:00:00Z`, sla: { href }, violation };
          ids.push(objectOf(expectStatus(await collection.post(body), 201))['id']);
        }
        const at = (query: string): Promise<JsonObject[]> =>
          collection.find(`sla.href=${encodeURIComponent(href)}&${query}`);
        const period = 'date.gte=2026-11-01T00:00:00Z&date.lt=2026-12-01T00:00:00Z';
        const ofRule = `violation.rule.href=${encodeURIComponent(`${href}/rules/a`)}`;
        const found = await at(`${ofRule}&${period}&sort=-date`);
        expectSame(
          found.map(({ id }) => id),
          [ids[2], ids[1]],
          { what: 'the violations of a rule in a period' },
        );
        expectSame(
          (await at('sort=-date&limit=2')).map(({ id }) => id),
          [ids[2], ids[3]],
          { what: 'the newest two' },
        );
      },
    },
    'TMF623-9-cascade': {
      title: 'An agreement that has violations can be removed, and they stay as they are',
      run: async ({ collection, of, unique }) => {
        const agreements = of('sla');
        const agreement = await agreements.make(unique('cascade'));
        const sla = { href: agreement['href'] ?? null, description: unique('cascade') };
        const made = objectOf(expectStatus(await collection.post({ sla }), 201));
        expectStatus(await agreements.remove(agreement.id), 204);
        expectSame(await collection.read(made['id']), made, { what: 'the violation' });
      },
    },
  },
);

/** The notifications of TMF623. */
export const violationEventChecks = checksOf(
  {
    ...{ document: 'TMF623', section: 'R14.5.1, notifications', needsListener: true },
    applies: (target, name) => target.api === 'tmf623' && name === 'slaViolation',
  },
  {
    'TMF623-7-notified': {
      title:
        'A new violation is notified as SLAViolationCreateNotification with the whole violation, once to each subscriber that wants it',
      run: async (context) => {
        const { hub, collection, resource, unique, documents, target } = context;
        const type = 'SLAViolationCreateNotification';
        const [all, fitting, other] = [
          await hub.subscribe(),
          // The reference code spells it so; types compare without regard to capitals.
          await hub.subscribe('eventType=SlaViolationCreateNotification'),
          await hub.subscribe('eventType=SomethingElse'),
        ];
        const made = objectOf(expectStatus(await collection.post(resource.full(unique('notified'))), 201));
        const isAbout = (id: unknown) => (event: JsonObject) => valueAt(event, 'event.slaViolation.id') === id;
        for (const subscription of [all, fitting]) await subscription.waitFor(isAbout(made['id']), `a ${type}`);
        // Only now, so that a second notification of the first has had the time of another one to arrive.
        const next = await collection.make(unique('notified'));
        for (const subscription of [all, fitting]) {
          await subscription.waitFor(isAbout(next.id), `a ${type} of the second`);
          const [event = {}, ...more] = subscription.events().filter(isAbout(made['id']));
          expectSame(more, [], { what: 'further events of the one violation' });
          expectSame(event['eventType'], type, { what: 'eventType' });
          const { eventId, eventTime } = event;
          expectThat(typeof eventId === 'string' && eventId !== '', 'eventId is no text', { actual: event });
          expectThat(!Number.isNaN(Date.parse(asText(eventTime))), 'eventTime is no date', { actual: event });
          expectSame(valueAt(event, 'event.slaViolation'), await collection.read(made['id']), {
            what: 'the violation in the event',
          });
          expectSame(documents.of(target)?.faultsOf(type, event) ?? [], [], { what: 'the faults by the API document' });
        }
        expectSame(other.events(), [], { what: 'what came to a subscriber of something else' });
      },
    },
    'TMF623-7-plain-subscriber': {
      title: 'A plain subscriber gets the one event the standard names and no others; those are had by naming them',
      severity: 'should',
      run: async ({ hub, collection, of, unique }) => {
        const plain = await hub.subscribe();
        const named = await hub.subscribe('eventType=SLACreateNotification,SLAStatusChangedNotification');
        const agreement = await of('sla').make(unique('plain'), { state: 'pending' });
        await of('sla').patch(agreement.id, { state: 'observed' });
        const first = await collection.make(unique('plain'));
        await collection.patch(first.id, { violation: { comment: 'changed' } });
        const last = await collection.make(unique('plain'));
        await plain.waitFor(
          (event) => valueAt(event, 'event.slaViolation.id') === last.id,
          'an event of the last violation',
        );
        const types = new Set(plain.events().map(({ eventType }) => eventType));
        expectSame([...types], ['SLAViolationCreateNotification'], { what: 'the event types' });
        const isAgreement = (event: JsonObject): boolean => valueAt(event, 'event.sla.id') === agreement.id;
        const isChanged = (event: JsonObject): boolean =>
          isAgreement(event) && event['eventType'] === 'SLAStatusChangedNotification';
        const events = (await named.waitFor(isChanged, 'an SLAStatusChangedNotification')).filter(isAgreement);
        expectSame(
          events.map(({ eventType }) => eventType),
          ['SLACreateNotification', 'SLAStatusChangedNotification'],
          { what: 'the events of an agreement' },
        );
      },
    },
    'TMF623-7-filtered': {
      title: 'A query by an attribute of the violation is heeded',
      run: async ({ hub, collection, unique }) => {
        const wanted = unique('wanted');
        const subscription = await hub.subscribe(
          `eventType=SLAViolationCreateNotification&event.slaViolation.sla.description=${wanted}`,
        );
        const everything = await hub.subscribe();
        const others = [await collection.make(unique('unwanted')), await collection.make(unique('unwanted'))];
        const made = await collection.make(wanted);
        const isIn = (id: unknown) => (event: JsonObject) => valueAt(event, 'event.slaViolation.id') === id;
        for (const { id } of others) await everything.waitFor(isIn(id), 'an event of another violation');
        await subscription.waitFor(isIn(made.id), 'the event of the violation that fits');
        const ids = subscription.events().map((event) => valueAt(event, 'event.slaViolation.id'));
        expectSame(ids, [made.id], { what: 'whom the events are about' });
      },
    },
    'TMF623-7-retry': {
      title: 'A notification answered with 500 is repeated with the same eventId, then no more',
      severity: 'should',
      run: async ({ hub, collection, unique }) => {
        const subscription = await hub.subscribe();
        subscription.answers.push(500);
        const made = await collection.make(unique('retry'));
        const isMine = (event: JsonObject): boolean => valueAt(event, 'event.slaViolation.id') === made.id;
        await subscription.waitUntil(
          (received) => received.filter(({ body }) => isJsonObject(body) && isMine(body)).length >= 2,
          hub.repeatDeadlineMs,
        );
        const [first, second] = subscription.events().filter(isMine);
        expectThat(second !== undefined, `it is not repeated within ${String(hub.repeatDeadlineMs / 1000)} s`, {
          expected: 'the event again',
          actual: 'nothing',
        });
        expectSame(second, first, { what: 'the event of the second attempt' });
      },
    },
  },
);
