import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { allChecks } from '../../../conformance/checks/all-checks.ts';
import { testTitles } from '../../support/test-titles.ts';
import { type ComplianceRow, type Evidence, pages, root, rowsOf, textOf, verdicts } from './compliance-pages.ts';

/** Acceptance lists: each of their rows is held by a test over HTTP. Source: TMF630, TMF657, TMF623. */
const acceptance = [
  ...idsOf('630-15', 20), // from the empty list to unknown paths
  ...idsOf('657-13', 9), // what is refused on creation and change
  ...idsOf('623-12', 19), // operations, notifications, queries
];

const entry = textOf('docs/tmf630-compliance.md');
const byPage = pages.map((page) => ({ ...page, rows: rowsOf(textOf(page.path)) }));
const rows = byPage.flatMap((page) => page.rows);
const checkIds = new Set(allChecks.map(({ id }) => id));

describe('the compliance tables', () => {
  it('have rows with stable ids, each once, below the section they name', () => {
    for (const { prefix, rows: own } of byPage) {
      expect(own.map(({ id }) => id)).to.deep.equal([...new Set(own.map(({ id }) => id))]);
      for (const { id, section } of own) expect(id).to.match(new RegExp(`^${prefix}-${section}\\.\\d+$`));
    }
  });

  it('say of every rule what it asks for, where it comes from and how it stands', () => {
    for (const { id, rule, source, verdict, unread } of rows) {
      expect(rule, id).not.to.equal('');
      expect(source, id).not.to.equal('');
      expect(verdicts, id).to.include(verdict);
      expect(unread, id).to.equal('');
    }
  });

  it('have evidence for what is met, and a reason for what is not', () => {
    const bare = rows.filter(({ verdict, evidence, remark }) =>
      verdict === 'met' ? evidence.length === 0 : remark === '',
    );
    expect(bare.map(({ id }) => id)).to.deep.equal([]);
  });

  it('name tests that are there, and cases these have', () => {
    expect(rows.flatMap((row) => row.evidence.flatMap((each) => faultOf(row, each)))).to.deep.equal([]);
  });

  it('name every check of the conformance runner, and no other', () => {
    const named = rows.flatMap(({ evidence }) => evidence.flatMap((each) => ('check' in each ? [each.check] : [])));
    expect([...new Set(named)].filter((id) => !checkIds.has(id))).to.deep.equal([]);
    expect([...checkIds].filter((id) => !named.includes(id))).to.deep.equal([]);
  });

  it('hold every row of the acceptance lists by a test over HTTP', () => {
    const held = rows.filter(({ verdict, evidence }) => verdict === 'met' && evidence.some(isOverHttp));
    const ids = held.map(({ id }) => id);
    expect(acceptance.filter((id) => !ids.includes(id))).to.deep.equal([]);
  });

  it('are counted on the entry page', () => {
    for (const { path, rows: own } of byPage) expect(figuresAt(path.replace('docs/', ''))).to.equal(figuresOf(own));
    expect(figuresAt('| together')).to.equal(figuresOf(rows));
  });

  it('have what departs and what is not offered at a glance there', () => {
    const glance = entry.slice(entry.indexOf('\nDepartures:'));
    const [departures = '', missing = ''] = glance.split('\nNot offered:');
    const withVerdict = (wanted: string): string[] =>
      rows.filter(({ verdict }) => verdict === wanted).map(({ id }) => id);
    const namedIn = (text: string): string[] => text.match(/\b\d{3}-\d+\.\d+\b/g) ?? [];
    expect(namedIn(departures)).to.have.members(withVerdict('departs'));
    expect(namedIn(missing)).to.have.members(withVerdict('not offered'));
  });
});

describe('the check of the compliance tables', () => {
  const row = (cells: string): ComplianceRow => {
    const [only] = rowsOf(`## 3. Three\n| id | rule |\n| --- | --- |\n| 630-3.1 | r | s | met | ${cells} | |`);
    return only ?? expect.fail('no row is read');
  };
  const file = 'test/unit/docs/compliance.test.ts';
  const faults = (cells: string): string[] => row(cells).evidence.flatMap((each) => faultOf(row(cells), each));

  it('reads tests, cases and checks', () => {
    const title = 'are counted on the entry page';
    expect(row(`\`${file} › ${title}\` (\`a\\|b\`, \`c\`)<br>\`conformance A-1\``)).to.deep.include({
      section: '3',
      evidence: [{ file, titles: [title], cases: ['a|b', 'c'] }, { check: 'A-1' }],
      unread: '',
    });
    expect(row('see the tests').unread).to.equal('see the tests');
    expect(() => row('a | b')).to.throw('7 cells');
  });

  it('notices a test that is gone, one that could be two, and a case that is gone', () => {
    expect(faults(`\`${file} › reads tests, cases and checks\``)).to.deep.equal([]);
    expect(faults(`\`${file} › the compliance tables › are counted on the entry page\` (\`together\`)`)).to.have.length(
      0,
    );
    expect(faults(`\`${file} › ${['is', 'gone'].join(' ')}\``)).to.have.length(1);
    expect(faults('`test/unit/docs/gone.test.ts › anything`')).to.have.length(1);
    expect(faults('`test/api/suite/writing.ts › answers with the fields that were asked for`')).to.have.length(1);
    expect(faults(`\`${file} › reads tests, cases and checks\` (\`${['no', 'case'].join('-')}\`)`)).to.have.length(1);
  });
});

function idsOf(section: string, count: number): string[] {
  return Array.from({ length: count }, (_, at) => `${section}.${String(at + 1)}`);
}

const known = new Map<string, string[][]>();

/** What is wrong with the evidence of a row, in a list of one; nothing in an empty one. */
function faultOf({ id }: ComplianceRow, evidence: Evidence): string[] {
  if ('check' in evidence) return [];
  const { file, titles, cases } = evidence;
  if (!/^test\/.*\.ts$/.test(file) || !existsSync(join(root, file))) return [`${id}: ${file}: no such file`];
  const chains = known.get(file) ?? testTitles(join(root, file));
  known.set(file, chains);
  const found = chains.filter((chain) => chain.slice(-titles.length).join(' › ') === titles.join(' › '));
  if (titles.length === 0 || found.length !== 1) {
    return [`${id}: ${file} › ${titles.join(' › ')}: ${String(found.length)} tests`];
  }
  const text = textOf(file);
  return cases.filter((each) => !text.includes(each)).map((each) => `${id}: ${file}: no case ${each}`);
}

function isOverHttp(evidence: Evidence): boolean {
  return 'file' in evidence && evidence.file.startsWith('test/api/');
}

function figuresOf(own: readonly ComplianceRow[]): string {
  const counts = verdicts.map((wanted) => own.filter(({ verdict }) => verdict === wanted).length);
  return [...counts, own.length].join(' ');
}

/** The figures in the row of the entry page that holds a text. */
function figuresAt(text: string): string {
  const line = entry.split('\n').find((each) => each.startsWith('|') && each.includes(text)) ?? '';
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim())
    .join(' ');
}
