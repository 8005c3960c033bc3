import { expect } from 'chai';
import { narrowed, parseSubscriptionQuery, subscriptionQueryFaults, wants } from '../../../src/events/subscription.ts';
import type { JsonObject } from '../../../src/kernel/json.ts';
import { changeEvent, rendered, subscription } from './support.ts';

const violation: JsonObject = {
  id: 31,
  sla: { id: '12' },
  violation: { actualValue: '99.2' },
  relatedParty: [{ role: 'EndUser', name: 'Ann' }, { role: 'SLAProvider' }],
};
const event = changeEvent({ payload: violation });

function matches(query: string): boolean {
  return parseSubscriptionQuery(query).matches(rendered(event));
}

describe('the query of a subscription', () => {
  const cases: [string, boolean][] = [
    ['', true],
    ['?', true],
    ['eventType=SLAViolationCreateNotification', true],
    ['?eventType=SLAViolationCreateNotification', true],
    ['eventType=SlaViolationCreateNotification', true],
    ['eventType=slaviolationcreatenotification', true],
    ['eventType=%22SLAViolationCreateNotification%22', true],
    ['eventType=ServiceLevelObjectiveCreateEvent', false],
    ['eventType=ServiceLevelObjectiveCreateEvent,SLAViolationCreateNotification', true],
    ['eventType=A&eventType=SLAViolationCreateNotification', true],
    ['eventType = SLAViolationCreateNotification & event.slaViolation.sla.id = 12', true],
    ['eventType!=SLAViolationCreateNotification', false],
    ['event.slaViolation.sla.id=12', true],
    ['event.slaViolation.sla.id=13', false],
    ['event.slaViolation.id.gt=30&event.slaViolation.id<32', true],
    ['event.slaViolation.violation.actualValue.lt=99.9', true],
    ['event.slaViolation.relatedParty.role=EndUser', true],
    ['event.slaViolation.relatedParty.name=ann', false],
    ['slaViolation.sla.id=12', false],
    ['fields=eventId', true],
    ["eventType=SLAViolationCreateNotification&filter=event.slaViolation.relatedParty[?(@.role=='EndUser')]", true],
    ["eventType=SLAViolationCreateNotification&filter=event.slaViolation.relatedParty[?(@.role=='Other')]", false],
    ["? filter = $.event.slaViolation.relatedParty[?(@.role=='EndUser' && @.name=='Ann')] & fields = eventId", true],
    ["filter=event.slaViolation.relatedParty[?(@.role=='SLAProvider' && @.name=='Ann')]", false],
    ['filter=event.slaViolation[?(@.id==31)]&filter=event.other', true],
    ["filter=$[?(@.eventType=='SLAViolationCreateNotification')]", true],
    ['eventType.regex=^SLAViolation', true],
    ['eventType.regex=^slaviolation', true],
    ['eventType.regex=^ServiceLevel', false],
    ['event.slaViolation.relatedParty.name.regex=^A.n$', true],
    ['event.slaViolation.relatedParty.name*=^a', false],
    ['event.slaViolation.sla.id=13 ; event.slaViolation.sla.id = 12', true],
  ];
  for (const [query, expected] of cases) {
    it(`"${query}" ${expected ? 'lets the event through' : 'keeps the event back'}`, () => {
      expect(matches(query)).to.equal(expected);
    });
  }

  it('treats an absent one as all events', () => {
    expect(parseSubscriptionQuery(undefined).matches(rendered(event))).to.equal(true);
  });

  it('is refused where it cannot be read, naming what is wrong', () => {
    const faults: [string, RegExp][] = [
      ['sort=name', /^sort: /],
      ['offset=1', /^offset: /],
      ['limit=1', /^limit: /],
      ['depth=2', /^depth: /],
      ['expand=a', /^expand: /],
      ['limit.gt=1', /^limit: /],
      ['eventType', /^eventType: is not followed/],
      ['=a', /names no attribute/],
      ['a..b=1', /is not an attribute path/],
      ['a=%GG', /broken percent code/],
      ['fields>a', /^fields: takes only/],
      ['fields=a..b', /^fields: /],
      ['filter=[?(', /^filter: .* at character 4$/],
      ['filter=$..a', /^filter: ".." is not available/],
      ['filter.eq=a', /^filter: takes only/],
      ['fields=a[', /^fields: .* at character 3$/],
      ['DEPTH=2', /^DEPTH: /],
      ['a.regex=(', /^a.regex: is not a pattern/],
      [`a.regex=${'x'.repeat(257)}`, /^a.regex: the pattern is longer/],
      [`a=${'x'.repeat(5000)}`, /longer than/],
    ];
    for (const [query, reason] of faults) {
      const [fault, ...others] = subscriptionQueryFaults(query);
      expect(fault?.path, query).to.equal('query');
      expect(fault?.reason, query).to.match(reason);
      expect(others).to.deep.equal([]);
    }
    expect(subscriptionQueryFaults('eventType=A&fields=eventId')).to.deep.equal([]);
    expect(subscriptionQueryFaults(undefined)).to.deep.equal([]);
  });
});

describe('a subscription', () => {
  const extension = changeEvent({
    eventType: 'CommitmentStateChangeEvent',
    resourceName: 'commitment',
    payload: { id: 'c' },
  });
  const objective = changeEvent({
    eventType: 'ServiceLevelObjectiveCreateEvent',
    resourceName: 'serviceLevelObjective',
  });

  it('gets the standard events of its own API unasked, and no others', () => {
    const plain = subscription();
    const never = (): JsonObject => {
      throw new Error('need not be rendered');
    };
    expect(wants(plain, event, never)).to.equal(true);
    expect(wants(plain, extension, never)).to.equal(false);
    expect(wants(plain, objective, never)).to.equal(false);
  });

  it('gets any event whose type it names, of whatever API', () => {
    const asking = subscription({ query: 'eventType=commitmentStateChangeEvent,ServiceLevelObjectiveCreateEvent' });
    expect(wants(asking, extension, () => rendered(extension))).to.equal(true);
    expect(wants(asking, objective, () => rendered(objective))).to.equal(true);
    expect(wants(asking, event, () => rendered(event))).to.equal(false);
  });

  it('does not get extension events that its query merely lets through', () => {
    const broad = subscription({ query: 'eventId=e-1' });
    expect(wants(broad, event, () => rendered(event))).to.equal(true);
    expect(wants(broad, extension, () => rendered(extension))).to.equal(false);
    const negative = subscription({ query: 'eventType!=SLAViolationCreateNotification' });
    expect(wants(negative, extension, () => rendered(extension))).to.equal(false);
  });

  it('gets any event whose type its JSONPath asks for', () => {
    const asking = subscription({ query: "filter=$[?(@.eventType=='CommitmentStateChangeEvent')]" });
    expect(wants(asking, extension, () => rendered(extension))).to.equal(true);
    expect(wants(asking, objective, () => rendered(objective))).to.equal(false);
  });

  it('has every condition of its query hold for named types too', () => {
    const asking = subscription({ query: 'eventType=CommitmentStateChangeEvent&event.commitment.id=other' });
    expect(wants(asking, extension, () => rendered(extension))).to.equal(false);
  });
});

describe('the fields of a subscription', () => {
  const sent = (query: string): JsonObject => narrowed(rendered(event), parseSubscriptionQuery(query).fields);

  it('narrow what is sent but never take away what identifies the event', () => {
    expect(sent('fields=event.slaViolation.id')).to.deep.equal({
      eventId: 'e-1',
      eventTime: 'then',
      eventType: 'SLAViolationCreateNotification',
      event: { slaViolation: { id: 31 } },
    });
    expect(sent('fields=none')).to.have.all.keys('eventId', 'eventTime', 'eventType');
    expect(sent('fields=event.slaViolation.relatedParty.role,domain')).to.deep.include({
      domain: 'd',
      event: { slaViolation: { relatedParty: [{ role: 'EndUser' }, { role: 'SLAProvider' }] } },
    });
  });

  it('pick what a JSONPath finds', () => {
    const query = "fields=event.slaViolation.id,event.slaViolation.relatedParty[?(@.role=='EndUser')].name";
    expect(sent(query).event).to.deep.equal({ slaViolation: { id: 31, relatedParty: [{ name: 'Ann' }] } });
  });

  it('send everything when there are none', () => {
    expect(sent('')).to.deep.equal(rendered(event));
    expect(sent('fields=')).to.deep.equal(rendered(event));
  });
});
