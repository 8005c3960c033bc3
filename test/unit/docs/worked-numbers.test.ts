import { join } from 'node:path';
import { expect } from 'chai';
import { testTitles } from '../../support/test-titles.ts';
import { root, textOf } from './compliance-pages.ts';

interface Row {
  number: string;
  file: string;
  title: string;
  /** A text of the file: one title may stand for several cases. */
  case: string | undefined;
}

const lines = textOf('docs/worked-numbers.md')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (?:about|---) /.test(line));

function rowOf(line: string): Row {
  const [, number = '', file = '', title = '', found] =
    /^\| [^|]+ \| ([^|]+) \| `(test\/[^ ]+\.test\.ts) › ([^`]+)`(?: \(`([^`]+)`\))? \|$/.exec(line) ?? [];
  return { number, file, title, case: found };
}

describe('the page of worked numbers', () => {
  const rows = lines.map(rowOf);

  it('has rows that can be read, each number once', () => {
    expect(lines.filter((line) => rowOf(line).file === '')).to.deep.equal([]);
    expect(rows.length).to.be.at.least(40);
    expect(new Set(rows.map(({ number, title }) => `${number} ${title}`)).size).to.equal(rows.length);
  });

  for (const { number, file, title, case: wanted } of rows) {
    it(`names the test that holds: ${number}`, () => {
      const titles = testTitles(join(root, file)).filter((chain) => chain.at(-1) === title);
      expect(titles, `${file} › ${title}`).to.have.length(1);
      if (wanted !== undefined) expect(textOf(file)).to.include(`'${wanted}'`);
    });
  }
});
