import { expect } from 'chai';
import fc from 'fast-check';
import { isShortened, keyText, keyTextLength } from '../../../src/storage/embedded/key-text.ts';
import { compareTexts } from '../../../src/tmf630/ordered-value.ts';

const units = fc.oneof(
  fc.constantFrom(
    '\u0000',
    '\u0001',
    '\u0004',
    '\u0005',
    '\u0006',
    '\u001b',
    'a',
    'b',
    'é',
    '\uffee',
    '😀',
    '\u{10ffff}',
  ),
  fc.constantFrom('\ud800', '\udfff', 'a'.repeat(70)),
);
const texts = fc.array(units, { maxLength: 12 }).map((parts) => parts.join(''));

describe('key text', () => {
  it('keeps different texts different, whatever is in them', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        expect(keyText(left) === keyText(right)).to.equal(left === right);
      }),
    );
  });

  it('stays short', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(keyText(text.repeat(50)).length).to.be.at.most(keyTextLength);
      }),
    );
    expect(Buffer.byteLength(keyText('\uffee'.repeat(5_000)))).to.be.at.most(390);
  });

  it('keeps code-point order for well-formed texts that are not shortened', () => {
    fc.assert(
      fc.property(texts, texts, (left, right) => {
        fc.pre([left, right].every((text) => !/\p{Surrogate}/u.test(text) && !isShortened(text)));
        const expected = Math.sign(compareTexts(left, right));
        expect(Math.sign(compareTexts(keyText(left), keyText(right)))).to.equal(expected);
        expect(Buffer.compare(Buffer.from(keyText(left)), Buffer.from(keyText(right)))).to.equal(expected);
      }),
    );
  });
});
