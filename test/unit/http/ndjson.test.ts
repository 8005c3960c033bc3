import { expect } from 'chai';
import { type NdjsonLine, ndjsonLines } from '../../../src/http/ndjson.ts';

async function linesOf(chunks: readonly (string | Buffer)[], maximumLineBytes = 100): Promise<NdjsonLine[]> {
  async function* stream(): AsyncGenerator<Buffer> {
    for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk));
  }
  const lines: NdjsonLine[] = [];
  for await (const some of ndjsonLines(stream(), maximumLineBytes)) lines.push(...some);
  return lines;
}

describe('NDJSON lines', () => {
  it('puts lines together that arrive in pieces', async () => {
    expect(await linesOf(['{"a":', '1}\n{"a"', ':2}\n'])).to.deep.equal([{ value: { a: 1 } }, { value: { a: 2 } }]);
  });

  it('needs no newline after the last line and skips blank ones', async () => {
    expect(await linesOf(['\n1\r\n  \n2'])).to.deep.equal([{ value: 1 }, { value: 2 }]);
  });

  it('keeps a character whole whose bytes arrive apart', async () => {
    const bytes = Buffer.from('"é"\n');
    expect(await linesOf([bytes.subarray(0, 2), bytes.subarray(2)])).to.deep.equal([{ value: 'é' }]);
  });

  it('reports a line that is not JSON or not UTF-8 and goes on', async () => {
    const lines = await linesOf(['{"a":\n', Buffer.from([0x22, 0xff, 0x22, 0x0a]), '3\n']);
    expect(lines).to.deep.equal([{ fault: 'line is not JSON' }, { fault: 'line is not UTF-8' }, { value: 3 }]);
  });

  it('drops a line that is too long without holding it, and goes on', async () => {
    const lines = await linesOf(['"', ...Array.from({ length: 50 }, () => 'x'.repeat(10)), '"\n4\n']);
    expect(lines).to.deep.equal([{ fault: 'line is longer than 100 bytes' }, { value: 4 }]);
  });

  it('asks for the next chunk only when the lines of this one are dealt with', async () => {
    let asked = 0;
    async function* stream(): AsyncGenerator<Buffer> {
      for (; asked < 3;) {
        asked += 1;
        yield await Promise.resolve(Buffer.from('1\n'));
      }
    }
    const lines = ndjsonLines(stream(), 100);
    await lines.next();
    expect(asked).to.equal(1);
    await lines.next();
    expect(asked).to.equal(2);
    await lines.return(undefined);
  });
});
