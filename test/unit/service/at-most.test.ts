import { setImmediate as turn } from 'node:timers/promises';
import { expect } from 'chai';
import { atMost } from '../../../src/service/at-most.ts';

describe('at most so many at once', () => {
  let begun: number[];
  let ends: Map<number, { resolve: (value: string) => void; reject: (error: Error) => void }>;
  const run = (number: number): Promise<string> =>
    new Promise((resolve, reject) => {
      begun.push(number);
      ends.set(number, { resolve, reject });
    });
  beforeEach(() => {
    begun = [];
    ends = new Map();
  });

  it('begins the next one, in the order of the calls, when one has ended', async () => {
    const limited = atMost(2, run);
    const answers = [1, 2, 3, 4].map((number) => limited(number));
    await turn();
    expect(begun).to.deep.equal([1, 2]);
    ends.get(2)?.resolve('two');
    expect(await answers[1]).to.equal('two');
    await turn();
    expect(begun).to.deep.equal([1, 2, 3]);
    ends.get(1)?.resolve('one');
    ends.get(3)?.resolve('three');
    await turn();
    ends.get(4)?.resolve('four');
    expect(await Promise.all(answers)).to.deep.equal(['one', 'two', 'three', 'four']);
  });

  it('goes on after a failure, which only its caller sees', async () => {
    const limited = atMost(1, run);
    const failing = limited(1).catch((error: unknown) => String(error));
    const waiting = limited(2);
    await turn();
    ends.get(1)?.reject(new Error('no'));
    expect(await failing).to.equal('Error: no');
    await turn();
    ends.get(2)?.resolve('two');
    expect(await waiting).to.equal('two');
  });
});
