import { expect } from 'chai';
import { renderEvent } from '../../../src/events/event.ts';
import type { EventContext } from '../../../src/events/event.ts';
import type { Dialect } from '../../../src/tmf630/dialect/dialect.ts';
import { changeEvent } from './support.ts';

const dialect: Dialect = {
  name: 'v4',
  ownNames: (_, body) => body,
  fromWire: (_, body) => body,
  valueFromWire: (_name, _path, value) => value,
  toWire: (_, document) => document,
  ownPath: (_, path) => path,
  wirePath: (_, path) => path,
  etagPrefix: '',
  ownForm: (_name, document) => document,
  path: (_, path) => path,
  fieldsKeepIdentity: true,
  eventType: (canonical) => canonical.replace(/CreateEvent$/, 'CreationNotification'),
};
const context: EventContext = {
  renderResource: (name, document) => ({ ...document, href: `https://host/${name}/${JSON.stringify(document['id'])}` }),
  domainOf: (name) => (name.startsWith('serviceLevel') ? 'ServiceQualityManagement' : 'SLAManagement'),
  hasTimeOcurred: (name) => name.startsWith('serviceLevel'),
};

describe('the body of an event', () => {
  it('holds the whole resource in wire form, with the TMF657 envelope', () => {
    const event = changeEvent({
      eventType: 'ServiceLevelObjectiveAttributeValueChangeEvent',
      resourceName: 'serviceLevelObjective',
      resourceId: 'slo-7',
      fieldPath: ['name', 'conformanceTarget'],
      correlationId: 'c-1',
      payload: { id: 'slo-7', name: 'Monthly availability' },
    });
    expect(renderEvent(event, dialect, context)).to.deep.equal({
      eventId: event.eventId,
      eventTime: '2026-11-22T09:15:04.101Z',
      eventType: 'ServiceLevelObjectiveAttributeValueChangeEvent',
      timeOcurred: '2026-11-22T09:15:04.101Z',
      domain: 'ServiceQualityManagement',
      title: 'Service level objective attribute value change',
      fieldPath: 'name,conformanceTarget',
      correlationId: 'c-1',
      event: {
        serviceLevelObjective: {
          id: 'slo-7',
          name: 'Monthly availability',
          href: 'https://host/serviceLevelObjective/"slo-7"',
        },
      },
    });
  });

  it('leaves out what the event does not have, and timeOcurred where the API does not know it', () => {
    const body = renderEvent(changeEvent(), dialect, context);
    expect(body).to.have.all.keys('eventId', 'eventTime', 'eventType', 'domain', 'title', 'event');
    expect(body).to.deep.include({
      eventType: 'SLAViolationCreateNotification',
      domain: 'SLAManagement',
      title: 'SLA violation create',
    });
  });

  it('uses the dialect for the name of the type', () => {
    const event = changeEvent({ eventType: 'ServiceLevelObjectiveCreateEvent' });
    expect(renderEvent(event, dialect, context)['eventType']).to.equal('ServiceLevelObjectiveCreationNotification');
  });

  it('is the same each time', () => {
    const event = changeEvent();
    expect(JSON.stringify(renderEvent(event, dialect, context))).to.equal(
      JSON.stringify(renderEvent(event, dialect, context)),
    );
  });
});
