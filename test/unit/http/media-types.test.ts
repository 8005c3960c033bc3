import { expect } from 'chai';
import { mediaTypeOf } from '../../../src/http/body-parsing.ts';
import { acceptsJson } from '../../../src/http/media-types.ts';

describe('media types', () => {
  const accepted: [string | undefined, boolean][] = [
    [undefined, true],
    ['*/*', true],
    ['application/json', true],
    ['application/json;charset=utf-8', true],
    ['text/html, application/xhtml+xml, */*;q=0.8', true],
    ['application/*', true],
    ['Application/JSON', true],
    ['application/xml', false],
    ['text/html', false],
    ['application/json;q=0, */*', false],
    ['*/*;q=0', false],
    ['', true],
    [' ', true],
    [',', false],
  ];
  for (const [header, expected] of accepted) {
    it(`${expected ? 'lets' : 'does not let'} JSON pass with Accept ${String(header)}`, () => {
      expect(acceptsJson(header)).to.equal(expected);
      expect(acceptsJson(header), 'asked again').to.equal(expected);
    });
  }

  it('takes a Content-Type apart', () => {
    expect(mediaTypeOf(undefined)).to.equal(undefined);
    expect(mediaTypeOf('application/json')).to.deep.equal({ type: 'application/json' });
    expect(mediaTypeOf('Application/Merge-Patch+JSON ; Charset="UTF-8"')).to.deep.equal({
      type: 'application/merge-patch+json',
      charset: 'utf-8',
    });
  });
});
