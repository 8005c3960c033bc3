import { expect } from 'chai';
import { mapPerformanceMeasurement } from '../../../src/usecases/performance-measurement.ts';

const measurement = {
  '@type': 'PerformanceMeasurementAtomic',
  validFor: { startDateTime: '2026-11-22T10:00:00Z', endDateTime: '2026-11-22T10:15:00Z' },
  tag: { serviceId: 'svc-1' },
  performanceIndicatorValue: [
    { performanceIndicatorSpecification: { id: 'rtt-1', name: 'rtt', indicatorUnit: 'ms' }, observedValue: '42.5' },
  ],
};

describe('a performanceMeasurement', () => {
  it('is one measurement for each of its values, at the end of its interval', () => {
    const second = { performanceIndicatorSpecification: { id: 'loss' }, observedValue: '0', tag: { service: 'svc-2' } };
    const body = { ...measurement, performanceIndicatorValue: [...measurement.performanceIndicatorValue, second] };
    expect(mapPerformanceMeasurement(body).measurements).to.deep.equal([
      { indicator: 'rtt', unit: 'ms', subject: 'svc-1', at: '2026-11-22T10:15:00Z', value: 42.5 },
      { indicator: 'loss', subject: 'svc-2', at: '2026-11-22T10:15:00Z', value: 0 },
    ]);
  });

  it('takes the start when there is no end, and the first related entity when nothing is tagged', () => {
    const { tag: _tag, ...untagged } = measurement;
    const body = { ...untagged, validFor: { startDateTime: '2026-11-22T10:00:00Z' }, relatedEntity: [{ id: 'svc-9' }] };
    expect(mapPerformanceMeasurement(body).measurements?.[0]).to.include({
      at: '2026-11-22T10:00:00Z',
      subject: 'svc-9',
    });
  });

  it('names everything that is missing', () => {
    const { faults } = mapPerformanceMeasurement({ performanceIndicatorValue: [{ observedValue: 'available' }] });
    expect(faults).to.deep.equal([
      { path: 'validFor.endDateTime', reason: 'required' },
      { path: 'performanceIndicatorValue[0].performanceIndicatorSpecification.name', reason: 'required' },
      { path: 'performanceIndicatorValue[0].tag.serviceId', reason: 'required' },
      { path: 'performanceIndicatorValue[0].observedValue', reason: 'must be a decimal number' },
    ]);
  });
});
