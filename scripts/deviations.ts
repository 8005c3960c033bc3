import type { Difference } from './shape-differences.ts';

/** A row of `api-specs/deviations.md`: a departure from the official definition, and why. */
export interface Deviation {
  document: string;
  /** Place of the difference; `*` stands for any text. */
  where: string;
  what: string;
  reason: string;
}

const columns = 4;

/**
 * The rows of the table: `| documents | where | what | reason |`, backticks optional, documents separated by commas (one row
 * for each comes back). Throws on a row without a reason.
 */
export function parseDeviations(markdown: string): Deviation[] {
  return markdown
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s:|-]+\|$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([documents]) => documents !== 'documents')
    .flatMap(deviationsOf);
}

function deviationsOf(cells: readonly string[]): Deviation[] {
  const [documents = '', where = '', what = '', reason = ''] = cells.map((cell) => cell.replace(/^`(.*)`$/, '$1'));
  if (cells.length !== columns || [documents, where, what, reason].includes('')) {
    throw new Error(`deviations: "${cells.join(' | ')}" needs documents, where, what and reason`);
  }
  return documents.split(',').map((document) => ({ document: document.trim(), where, what, reason }));
}

/**
 * What is wrong with a document: differences that no row explains, and rows that explain no difference any more. Each
 * is one readable line; none when all is as written down.
 */
export function shapeFaults(
  document: string,
  found: readonly Difference[],
  deviations: readonly Deviation[],
): string[] {
  const rows = deviations.filter((row) => row.document === document);
  const unexplained = found.filter((difference) => !rows.some((row) => explains(row, difference)));
  const stale = rows.filter((row) => !found.some((difference) => explains(row, difference)));
  return [
    ...unexplained.map(({ where, what }) => `${document}: ${where}: ${what} (not in api-specs/deviations.md)`),
    ...stale.map(
      ({ where, what }) => `${document}: ${where}: ${what} is in api-specs/deviations.md and is no difference`,
    ),
  ];
}

function explains(row: Deviation, difference: Difference): boolean {
  return row.what === difference.what && patternOf(row.where).test(difference.where);
}

function patternOf(where: string): RegExp {
  const parts = where.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}
