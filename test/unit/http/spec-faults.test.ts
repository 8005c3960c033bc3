import { expect } from 'chai';
import { faultsOf } from '../../../src/http/spec-faults.ts';

function refusal(...errors: { path: string; message: string; errorCode: string }[]): Error {
  return Object.assign(new Error('refused'), { status: 400, errors });
}

describe('faults of the API document', () => {
  it('names attributes in the words of the body, indexes in brackets', () => {
    const body = { rule: [{ metric: 'm' }], '0': { 'a/b': 1 } };
    const error = refusal(
      {
        path: '/body/rule/0/operator',
        message: "must have required property 'operator'",
        errorCode: 'required.openapi.validation',
      },
      { path: '/body/0/a~1b', message: 'must be string', errorCode: 'type.openapi.validation' },
    );
    expect(faultsOf(error, body)).to.deep.equal([
      { path: 'rule[0].operator', reason: 'required' },
      { path: '0.a/b', reason: 'must be string' },
    ]);
  });

  it('explains a date that does not exist', () => {
    const error = refusal({
      path: '/body/date',
      message: 'must match format "date-time"',
      errorCode: 'format.openapi.validation',
    });
    expect(faultsOf(error, { date: '2026-02-30T00:00:00Z' })?.[0]?.reason).to.contain('a day that exists');
  });

  it('keeps to the faults inside when a body may have several shapes', () => {
    const error = refusal(
      { path: '/body/name', message: 'must be string', errorCode: 'type.openapi.validation' },
      { path: '/body', message: 'must be array', errorCode: 'type.openapi.validation' },
      { path: '/body', message: 'must match a schema in anyOf', errorCode: 'anyOf.openapi.validation' },
    );
    expect(faultsOf(error, { name: 1 })).to.deep.equal([{ path: 'name', reason: 'must be string' }]);
  });

  it('leaves other errors alone', () => {
    expect(faultsOf(new Error('no'), {})).to.equal(undefined);
    expect(faultsOf('no', {})).to.equal(undefined);
  });
});
