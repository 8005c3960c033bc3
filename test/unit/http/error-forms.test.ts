import { expect } from 'chai';
import { errorBody, errorFormFinder } from '../../../src/http/error-forms.ts';

const facts = { code: '23', reason: 'Invalid request', message: 'name: required', status: 400 };

describe('an error body', () => {
  it('has texts only, in its present form', () => {
    expect(errorBody(facts, 'text')).to.deep.equal({
      code: '23',
      reason: 'Invalid request',
      message: 'name: required',
      status: '400',
      '@type': 'Error',
    });
  });

  it('has the status as a number, in version 2 of TMF657', () => {
    expect(errorBody(facts, 'integer')).to.deep.equal({
      code: 400,
      reason: 'Invalid request',
      message: 'name: required',
      status: 400,
      '@type': 'Error',
    });
  });

  it('has the reason as message and the message as description, before that', () => {
    expect(errorBody(facts, 'described')).to.deep.equal({
      code: 400,
      message: 'Invalid request',
      description: 'name: required',
    });
  });

  it('is cut where nobody would read on', () => {
    for (const [form, member] of [
      ['text', 'message'],
      ['integer', 'message'],
      ['described', 'description'],
    ] as const) {
      const body = errorBody({ ...facts, message: 'x'.repeat(3_000) }, form);
      expect(body[member], form).to.equal(`${'x'.repeat(2_000)} …`);
    }
  });
});

describe('the form of an error', () => {
  const formOf = errorFormFinder([
    { mounts: ['/api/quality'], errorForm: 'described' },
    { mounts: ['/api/quality/v2', '/quality/v2'], errorForm: 'integer' },
    { mounts: ['/api/quality/v4'], errorForm: 'text' },
  ]);

  for (const [url, form] of [
    ['/api/quality/v4/thing/1?a=/api/quality/v2/', 'text'],
    ['/api/quality/v2/thing', 'integer'],
    ['/quality/v2/nothing/at/all', 'integer'],
    ['//quality//v2//thing/', 'integer'],
    ['/quality/v2', 'integer'],
    ['/api/quality/thing', 'described'],
    ['/api/quality/v22/thing', 'described'],
    ['/api/quality', 'described'],
    ['/api/qualityAndMore', 'text'],
    ['/elsewhere', 'text'],
    ['/', 'text'],
  ] as const) {
    it(`is ${form} at ${url}`, () => {
      expect(formOf(url)).to.equal(form);
    });
  }
});
