import { type CheckResult, type Failure, type Report, totalsOf } from './report.ts';
import { placeOf } from './console.ts';

/**
 * The report as JUnit XML: a suite for each API and resource, a case for each check. Warnings are cases with output, not
 * failures: a build is to fail exactly when the run does.
 */
export function junitOf(report: Report): string {
  const places = [...new Set(report.results.map(placeOf))];
  const suites = places.map((place) => suite(place, report));
  const { failed, error } = report.totals;
  const total = attributes({
    name: 'conformance',
    tests: report.results.length,
    failures: failed,
    errors: error,
    time: seconds(report.durationMs),
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', `<testsuites ${total}>`, ...suites, '</testsuites>', ''].join('\n');
}

function suite(place: string, report: Report): string {
  const results = report.results.filter((result) => placeOf(result) === place);
  const { failed, error, skipped, notOffered } = totalsOf(results);
  const time = seconds(results.reduce((sum, { durationMs }) => sum + durationMs, 0));
  const head = attributes({
    ...{ name: place, tests: results.length, failures: failed, errors: error, skipped: skipped + notOffered },
    ...{ time, timestamp: report.startedAt },
  });
  return [`  <testsuite ${head}>`, ...results.map(testCase), '  </testsuite>'].join('\n');
}

function testCase(result: CheckResult): string {
  const { id, title, durationMs } = result;
  const head = attributes({
    name: `${id} ${title}`,
    classname: placeOf(result).replaceAll(' ', '.'),
    time: seconds(durationMs),
  });
  const inner = outcomeElement(result);
  return inner === '' ? `    <testcase ${head}/>` : `    <testcase ${head}>\n      ${inner}\n    </testcase>`;
}

function outcomeElement(result: CheckResult): string {
  const { outcome, reason = '' } = result;
  if (outcome === 'passed') return '';
  if (outcome === 'skipped' || outcome === 'notOffered') return `<skipped ${attributes({ message: reason })}/>`;
  return troubleElement(result);
}

function troubleElement({ outcome, rule, failure = { message: '', exchanges: [] } }: CheckResult): string {
  const { message } = failure;
  const text = escaped(failureText(failure));
  if (outcome === 'warning') return `<system-out>${escaped(`warning: ${message}\n`)}${text}</system-out>`;
  const name = outcome === 'failed' ? 'failure' : 'error';
  return `<${name} ${attributes({ message, type: `${rule.document} ${rule.section}` })}>${text}</${name}>`;
}

function failureText({ expected, actual, judged }: Failure): string {
  const parts: [string, string | undefined][] = [
    ['expected', expected],
    ['actual', actual],
    ['request', judged?.request],
    ['response', judged?.response],
    ['repeat', judged?.curl],
  ];
  return parts.flatMap(([name, text]) => (text === undefined ? [] : [`${name}:\n${text}`])).join('\n\n');
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${escaped(String(value))}"`)
    .join(' ');
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' },
  ...{ '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' },
};

// XML 1.0 knows no other control characters, not even escaped, nor halves of surrogate pairs.
const unwritable =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function escaped(text: string): string {
  return text.replace(unwritable, '\ufffd').replace(/[&<>"'\n\r\t]/g, (character) => entities[character] ?? character);
}
