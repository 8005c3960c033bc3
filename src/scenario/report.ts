import type { Outcome } from './scenario.ts';

/** What became of a scenario as lines: `ok` and its name, or its name and a table of what differs. */
export function outcomeText({ scenario, differences }: Outcome): string {
  if (differences.length === 0) return `  ok  ${scenario.name}\n`;
  const rows = differences.map(({ place, at, what, expected, got }) => [place, at, what, expected, got]);
  const table = tableText([['', 'at', 'what', 'expected', 'got'], ...rows]);
  return `  NOT AS EXPECTED  ${scenario.name}\n${table}\n`;
}

function tableText(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `      ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n');
}
