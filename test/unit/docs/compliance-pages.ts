import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder everything that a page names lies below. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The pages with tables, and the figures on the entry page that count them, by the link that stands there. */
export const pages = [
  { path: 'docs/compliance/tmf630.md', prefix: '630' },
  { path: 'docs/compliance/tmf657.md', prefix: '657' },
  { path: 'docs/compliance/tmf623.md', prefix: '623' },
] as const;

/** What a row may say. */
export const verdicts = ['met', 'departs', 'not offered'] as const;

/** A row names a test, perhaps with cases that its file holds, or a check of the conformance runner. */
export type Evidence = { file: string; titles: readonly string[]; cases: readonly string[] } | { check: string };

/** One rule. */
export interface ComplianceRow {
  id: string;
  /** Number of the heading it stands under. */
  section: string;
  rule: string;
  source: string;
  verdict: string;
  evidence: readonly Evidence[];
  /** What of the evidence is not understood. */
  unread: string;
  remark: string;
}

/** The text of a file of the repository. */
export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

/** The rows of a page. Throws for one that has another number of cells. */
export function rowsOf(text: string): ComplianceRow[] {
  const rows: ComplianceRow[] = [];
  let section = '';
  for (const line of text.split('\n')) {
    section = /^## (\d+)\./.exec(line)?.[1] ?? section;
    if (/^\| \d/.test(line)) rows.push(rowOf(line, section));
  }
  return rows;
}

function rowOf(line: string, section: string): ComplianceRow {
  const cells = line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
  const [id = '', rule = '', source = '', verdict = '', cell = '', remark = ''] = cells;
  if (cells.length !== 6) throw new Error(`${id}: ${String(cells.length)} cells`);
  return { id, section, rule, source, verdict, ...evidenceOf(cell), remark };
}

const named = /`([^`]+)`(?: \((`[^`]+`(?:, `[^`]+`)*)\))?/g;

function evidenceOf(cell: string): Pick<ComplianceRow, 'evidence' | 'unread'> {
  const evidence = [...cell.matchAll(named)].map(([, name = '', cases = '']): Evidence => {
    const check = /^conformance (\S+)$/.exec(name)?.[1];
    if (check !== undefined) return { check };
    const [file = '', ...titles] = name.split(' › ');
    return { file, titles, cases: [...cases.matchAll(/`([^`]+)`/g)].map(([, text = '']) => text) };
  });
  return { evidence, unread: cell.replaceAll(named, '').replaceAll('<br>', '').replace(/^–$/, '') };
}
