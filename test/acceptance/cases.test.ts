import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { figuresOf } from '../../src/domain/aggregate.ts';
import type { CaseSample } from '../../src/domain/measurement.ts';
import { parseObjective } from '../../src/domain/objective.ts';
import type { Interval } from '../../src/kernel/instant.ts';
import { startService, type TestService } from '../support/service.ts';
import { syntheticIncidents, syntheticOrders } from './case-data.ts';
import { type MonthFigure, onTimeByMonth, restoreByMonth, rowsOf } from './case-figures.ts';
import { getAll, postJson, settleToTheEnd } from './trace-service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Recorded orders and incidents lie beside the repository and are no part of it. */
const recorded = fileURLToPath(new URL('../../../shared/data', import.meta.url));
const pausedState = 'Awaiting User Info';

interface CaseFiles {
  name: string;
  orders: string;
  incidents: string;
  states: string;
}

const folder = { path: '' };
const sources: { name: string; base: () => string }[] = [{ name: 'synthetic', base: () => folder.path }];
const names = ['orders.csv', 'incidents.csv', 'incident-states.csv'];
if (names.every((name) => existsSync(join(recorded, name)))) sources.push({ name: 'recorded', base: () => recorded });
else process.stdout.write(`recorded orders and incidents: not tested, ${recorded} lacks them; synthetic ones are\n`);

before(async () => {
  folder.path = await mkdtemp(join(tmpdir(), 'surety-cases-'));
  const { incidents, states } = syntheticIncidents();
  await writeFile(join(folder.path, 'orders.csv'), syntheticOrders());
  await writeFile(join(folder.path, 'incidents.csv'), incidents);
  await writeFile(join(folder.path, 'incident-states.csv'), states);
});
after(() => rm(folder.path, { recursive: true, force: true }));

const ordersMapping = {
  timeColumn: 'orderedAt',
  subject: 'shop',
  case: {
    column: 'orderId',
    indicator: 'delivery',
    promised: 'promisedAt',
    completed: 'deliveredAt',
    status: 'status',
    cancelledByCustomer: ['canceled'],
  },
};

const incidentsMapping = (base: string, indicator: string, pausedStates: string[]) => ({
  timeColumn: 'openedAt',
  subjectColumn: 'priority',
  case: {
    ...{ column: 'number', indicator, completed: 'resolvedAt' },
    states: {
      file: join(base, 'incident-states.csv'),
      ...{ caseColumn: 'number', timeColumn: 'at', stateColumn: 'state', pausedStates },
    },
  },
});

async function importCases(
  service: TestService,
  file: string,
  mapping: object,
): Promise<{ code: number; out: string }> {
  const path = join(folder.path, 'mapping.json');
  await writeFile(path, JSON.stringify(mapping));
  const args = ['bin/surety.js', 'import', file, '--url', service.url, '--mapping', path];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code: code ?? -1, out: Buffer.concat(chunks).toString() };
}

/** Makes an agreement of one rule, by calendar months in UTC; gives its id. */
async function promise(service: TestService, subject: string, rule: object): Promise<string> {
  const sla = await postJson(`${service.url}/tmf-api/slaManagement/v2/sla`, {
    ...{
      name: `${subject} promise`,
      relatedEntity: [{ id: subject }],
      validFor: { startDateTime: '2016-01-01T00:00:00Z' },
    },
    rule: [{ id: 'r', ...rule, conformanceWindow: { type: 'calendar', duration: 'P1M', timeZone: 'UTC' } }],
  });
  return String(sla['id']);
}

/** The months with cases as the assessments tell them. */
async function monthsOf(service: TestService, slaId: string): Promise<(MonthFigure & { result: unknown })[]> {
  const all = await getAll(`${service.url}/assurance/v1/assessment?sla.id=${slaId}`);
  const told = all.map(({ period, attained, figures, result }) => ({
    month: (period as { startDateTime: string }).startDateTime.slice(0, 7),
    value: Number(attained),
    cases: (figures as { samples: number }).samples,
    result,
  }));
  return told.filter(({ cases }) => cases > 0).sort((left, right) => (left.month < right.month ? -1 : 1));
}

function faults(told: readonly MonthFigure[], expected: readonly MonthFigure[]): string[] {
  expect(told.map(({ month, cases }) => `${month} ${String(cases)}`)).to.deep.equal(
    expected.map(({ month, cases }) => `${month} ${String(cases)}`),
  );
  return told.flatMap(({ month, value }, index) => {
    const wanted = expected[index]?.value ?? NaN;
    const isClose = Math.abs(value - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
    return isClose ? [] : [`${month}: ${String(value)} instead of ${String(wanted)}`];
  });
}

for (const { name, base } of sources) {
  describe(`orders and incidents, ${name}`, function () {
    this.timeout(300_000);
    let service: TestService;
    let files: CaseFiles;
    const slas = new Map<string, string>();
    let outcomes: { code: number; out: string }[];
    let priorities: string[];

    before(async () => {
      const text = (file: string): string => readFileSync(join(base(), file), 'utf8');
      files = {
        name,
        orders: text('orders.csv'),
        incidents: text('incidents.csv'),
        states: text('incident-states.csv'),
      };
      priorities = [...new Set(rowsOf(files.incidents).map(({ priority = '' }) => priority))].sort();
      service = await startService();
      const onTime = { metric: 'delivery', operator: '.ge', referenceValue: '92', unit: '%' };
      slas.set('orders', await promise(service, 'shop', { ...onTime, transformationAlgorithmOfKQI: 'percentOnTime' }));
      for (const metric of ['restore', 'restoreWorked'])
        for (const priority of priorities) {
          const rule = { metric, operator: '.le', referenceValue: 'PT72H', transformationAlgorithmOfKQI: 'mttr' };
          slas.set(`${metric} ${priority}`, await promise(service, priority, rule));
        }
      const incidents = join(base(), 'incidents.csv');
      outcomes = [
        await importCases(service, join(base(), 'orders.csv'), ordersMapping),
        await importCases(service, incidents, incidentsMapping(base(), 'restore', [])),
        await importCases(service, incidents, incidentsMapping(base(), 'restoreWorked', [pausedState])),
      ];
      await settleToTheEnd(service);
    });
    after(async () => {
      expect(service.errors).to.deep.equal([]);
      await service.stop();
    });

    it('are taken in whole', () => {
      for (const { code, out } of outcomes) {
        expect(code, out).to.equal(0);
        expect(out).to.match(/^rejected +0$/mu);
      }
    });

    it('percent on time, by month: cancelled orders left out, never delivered and open past due late', async () => {
      const expected = onTimeByMonth(rowsOf(files.orders));
      const told = await monthsOf(service, slas.get('orders') ?? '');
      expect(faults(told, expected)).to.deep.equal([]);
      expect(told.map(({ result }) => result)).to.deep.equal(
        expected.map(({ value }) => (value >= 92 ? 'met' : 'notMet')),
      );
      expect(new Set(told.map(({ result }) => result)).size).to.equal(2);
    });

    it('a violation for each month in which too few were on time', async () => {
      const missed = onTimeByMonth(rowsOf(files.orders)).filter(({ value }) => value < 92);
      const id = slas.get('orders') ?? '';
      const shown = await getAll(`${service.url}/tmf-api/slaManagement/v2/slaViolation?sla.id=${id}`);
      const months = shown.map(({ period }) => (period as { startDateTime: string }).startDateTime.slice(0, 7));
      expect(months.sort()).to.deep.equal(missed.map(({ month }) => month));
    });

    for (const [metric, state] of [
      ['restore', undefined],
      ['restoreWorked', pausedState],
    ] as const) {
      const how = state === undefined ? 'no state taken as pause' : `"${state}" taken as pause`;
      it(`mean time to restore by priority, round the clock, ${how}`, async () => {
        const input = { incidents: rowsOf(files.incidents), states: rowsOf(files.states) };
        for (const priority of priorities) {
          const expected = restoreByMonth({ ...input, priority, pausedState: state, hours: 'always' });
          const told = await monthsOf(service, slas.get(`${metric} ${priority}`) ?? '');
          expect(faults(told, expected), priority).to.deep.equal([]);
        }
      });

      it(`mean time to restore by priority, in business hours, ${how}`, async () => {
        const input = { incidents: rowsOf(files.incidents), states: rowsOf(files.states) };
        for (const priority of priorities) {
          const expected = restoreByMonth({ ...input, priority, pausedState: state, hours: 'business' });
          const told = await inBusinessHours(service, metric, priority, expected);
          expect(faults(told, expected), priority).to.deep.equal([]);
        }
      });
    }

    it('change nothing when they are imported again', async () => {
      const { out } = await importCases(service, join(base(), 'orders.csv'), ordersMapping);
      expect(out).to.match(/^accepted +0 /mu);
    });
  });
}

/** The figures of the stored cases with service hours from 08:00 to 16:00 on weekdays, UTC. */
async function inBusinessHours(
  { storage }: TestService,
  indicator: string,
  subject: string,
  expected: readonly MonthFigure[],
): Promise<MonthFigure[]> {
  const buckets = await storage.buckets.range({ indicator, subject }, Date.UTC(2016, 0, 1), Date.UTC(2018, 0, 1));
  const cases = buckets.flatMap(({ samples }) => samples).filter((each): each is CaseSample => each.kind === 'case');
  const { objective } = parseObjective({
    serviceLevelObjectiveParameter: { name: indicator, transformationAlgorithmOfKQI: 'mttr' },
    ...{ conformanceComparator: '<=', conformanceTarget: '4 h' },
  });
  const service: Interval[] = [];
  for (let day = Date.UTC(2016, 0, 1); day < Date.UTC(2018, 0, 1); day += 86_400_000) {
    const weekday = new Date(day).getUTCDay();
    if (weekday >= 1 && weekday <= 5) service.push({ start: day + 8 * 3_600_000, end: day + 16 * 3_600_000 });
  }
  return expected.map(({ month }) => {
    const start = Date.parse(`${month}-01T00:00:00Z`);
    const end = Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1);
    const figures = figuresOf(objective!, cases, { start, end, samplesBefore: end, service });
    return { month, value: Number(figures.attained), cases: figures.samples };
  });
}
