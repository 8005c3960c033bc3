import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, type TestService } from '../support/service.ts';

const minute = 60_000;
const site = { entity: [{ id: 'site-7' }] };
const until = (start: string, minutes: number): string => new Date(Date.parse(start) + minutes * minute).toISOString();
const down = (start: string, minutes: number): object => ({
  ...{ indicator: 'availability', subject: 'site-7', state: 'down', startDateTime: start },
  endDateTime: until(start, minutes),
});
const work = (id: string, start: string, minutes: number, more: object = {}): object => ({
  ...{ id, name: id, kind: 'planned', scope: site, startDateTime: start, endDateTime: until(start, minutes) },
  ...{ noticeGivenAt: '2026-07-01T00:00:00Z', reason: 'entered after the fact', ...more },
});
const latency = (at: string, value: number): object => ({ indicator: 'latency', subject: 'site-7', at, value });

const desk = {
  ...{ id: 'desk', name: 'Desk', timeZone: 'Europe/Dublin' },
  weeklyHours: [
    { day: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], startTime: '08:00', endTime: '18:00' },
  ],
  holiday: [{ date: '2026-10-26', name: 'October holiday' }],
};
const mornings = {
  ...{ id: 'mornings', name: 'Mornings', timeZone: 'Europe/Dublin' },
  weeklyHours: [
    {
      day: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'],
      startTime: '00:00',
      endTime: '12:00',
    },
  ],
};

/** What was announced: of the subject, its service, party, tag; again and again; too late; as an emergency; elsewhere. */
const windows = [
  work('w-entity', '2026-08-04T08:00:00Z', 60),
  work('w-service', '2026-08-11T09:00:00Z', 45, { scope: { service: [{ id: 'site-7' }] } }),
  work('w-party', '2026-09-02T08:00:00Z', 90, { scope: { party: [{ id: 'cust-1' }] } }),
  work('w-tag', '2026-09-03T07:30:00Z', 60, { scope: { tag: ['gold'] } }),
  work('w-late', '2026-09-10T09:00:00Z', 60, { noticeGivenAt: '2026-09-09T00:00:00Z' }),
  work('w-emergency', '2026-09-11T09:00:00Z', 60, { kind: 'emergency' }),
  work('w-elsewhere', '2026-09-14T09:00:00Z', 60, { scope: { entity: [{ id: 'site-8' }] } }),
  work('w-cancelled', '2026-09-15T09:00:00Z', 60),
  {
    ...work('w-monthly', '2026-08-06T10:00:00Z', 0),
    endDateTime: undefined,
    recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=1TH', timeZone: 'Europe/Dublin', duration: 'PT2H' },
  },
];

const outages = [
  down('2026-08-04T08:30:00Z', 60),
  down('2026-08-11T09:15:00Z', 20),
  down('2026-08-15T10:00:00Z', 300),
  down('2026-08-31T22:30:00Z', 660),
  down('2026-09-02T08:30:00Z', 60),
  down('2026-09-03T07:45:00Z', 30),
  down('2026-09-10T09:10:00Z', 15),
  down('2026-09-14T09:10:00Z', 25),
  down('2026-09-15T09:10:00Z', 25),
  down('2026-10-01T10:30:00Z', 20),
  down('2026-10-26T09:00:00Z', 400),
  down('2026-10-27T17:30:00Z', 60),
  down('2026-11-20T10:00:00Z', 1),
];

const month = { type: 'calendar', duration: 'P1M', timeZone: 'Europe/Dublin' };
const range = { startDateTime: '2026-07-31T23:00:00Z', endDateTime: '2026-11-01T00:00:00Z' };
const excluding = {
  ...{ treatment: 'exclude', minNotice: 'P5D', maxPerPeriod: 'PT2H' },
  allowedHours: [{ id: 'mornings' }],
};
const rule = {
  ...{ id: 'up', metric: 'availability', operator: '.ge', referenceValue: '99.5', unit: '%' },
  conformanceWindow: month,
};
const sla = {
  ...{ timeZone: 'Europe/Dublin', calendar: [{ id: 'desk' }] },
  ...{ relatedParty: [{ id: 'cust-1', name: 'Customer One' }], tag: 'gold' },
  creditSchedule: { basis: { value: 1000, unit: 'EUR' }, linear: { percent: 1, step: 0.1 }, capPercent: 30 },
};

/** Promises, each judged before it is signed and afterwards. */
const promises: { title: string; rule: object; sla: object }[] = [
  { title: 'service hours and maintenance of an agreement', rule: { ...rule, maintenance: excluding }, sla },
  { title: 'maintenance that counts as up', rule: { ...rule, maintenance: { treatment: 'countAsUp' } }, sla },
  { title: 'service hours alone', rule, sla },
  {
    title: 'maintenance without service hours, the agreement naming the place',
    rule: { ...rule, maintenance: { treatment: 'exclude' }, relatedEntity: [{ id: 'site-7' }, { id: 'site-8' }] },
    sla: { tag: 'gold' },
  },
  {
    title: 'slices by the hour',
    rule: {
      ...{ id: 'fast', metric: 'latency', operator: '.le', referenceValue: '50', unit: 'ms', calendar: { id: 'desk' } },
      ...{ conformanceWindow: { ...month, duration: 'P1D' }, verdictMode: 'instant', slice: 'PT1H' },
      ...{ missingData: 'ignore', maintenance: { treatment: 'exclude' } },
    },
    sla: {},
  },
  {
    title: 'a series that fell silent, and silence is bad',
    rule: {
      ...{ id: 'seen', metric: 'latency', operator: '.ge', referenceValue: '10', unit: '%', missingData: 'bad' },
      ...{ transformationAlgorithmOfKQI: 'availability?downWhen=gte:30', measurementInterval: 'PT3H' },
      conformanceWindow: { ...month, duration: 'P1D' },
    },
    sla: {},
  },
  {
    title: 'a week that begins by an anchor, without data being bad',
    rule: {
      ...{ ...rule, missingData: 'bad', maintenance: { treatment: 'exclude' } },
      conformanceWindow: { ...month, duration: 'P1W', anchor: '2026-08-02T23:00:00Z' },
    },
    sla: { calendar: { id: 'desk' } },
  },
  {
    title: 'repairs that run in service hours',
    rule: {
      ...{ id: 'fix', metric: 'repair', operator: '.le', referenceValue: '4', unit: 'h', conformanceWindow: month },
      transformationAlgorithmOfKQI: 'urn:slm:mttr:v1',
    },
    sla: { calendar: { id: 'desk' } },
  },
];

const repairs = [
  { case: 'T1', startDateTime: '2026-08-28T15:00:00Z', completedDateTime: '2026-09-01T10:00:00Z' },
  { case: 'T2', startDateTime: '2026-09-10T10:00:00Z', completedDateTime: '2026-09-10T13:00:00Z' },
  { case: 'T3', startDateTime: '2026-10-23T16:00:00Z', completedDateTime: '2026-10-27T09:00:00Z' },
].map((each) => ({ indicator: 'repair', subject: 'site-7', ...each }));

interface Told {
  startDateTime: string;
  endDateTime: string;
  result: string;
  attained?: string;
  attainedWithoutExclusion?: string;
  countedMs?: number;
  versions?: string[];
}
interface Answer {
  period: Told[];
  violation: { date: string; credit?: { value: string } }[];
  message: string;
}
interface AssessmentDocument {
  subject: string;
  period: { startDateTime: string; endDateTime: string };
  result: string;
  figures: Record<string, unknown>;
  versions: string[];
}
interface ViolationDocument {
  date: string;
  recommendedCredit?: { amount: { value: string } };
}

describe('a proposed promise under calendars and maintenance', function () {
  this.timeout(60_000);
  let service: TestService;
  const post = async (path: string, body: object, status: number): Promise<Answer> =>
    (await request(service.url).post(path).send(body).expect(status)).body as Answer;
  const ask = async (question: object, status = 201): Promise<Answer> =>
    post('/assurance/v1/backtest', { subject: ['site-7'], range, ...question }, status);
  const list = async <Kind>(path: string): Promise<Kind[]> =>
    (await request(service.url).get(path).expect(200)).body as Kind[];
  const assessments = async (): Promise<Told[]> =>
    (await list<AssessmentDocument>('/assurance/v1/assessment?subject=site-7&limit=1000')).map(asTold);
  const beat = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await service.beats.relay();
      for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
      service.clock.advance(3_600_000);
    }
  };

  beforeEach(async () => {
    service = await startService();
    for (const calendar of [desk, mornings]) await post('/assurance/v1/calendar', calendar, 201);
    for (const window of windows) await post('/assurance/v1/maintenanceWindow', window, 201);
    const cancelled = { state: 'cancelled', reason: 'it did not take place' };
    await request(service.url).patch('/assurance/v1/maintenanceWindow/w-cancelled').send(cancelled).expect(200);
    const days = Array.from({ length: 30 }, (_, at) => until('2026-08-03T00:00:00Z', at * 24 * 60));
    const values = days.flatMap((day) =>
      [7.5, 8.5, 9.25, 13, 20].map((hour) => latency(until(day, hour * 60), (Date.parse(day) / 3_600_000 + hour) % 61)),
    );
    await post('/assurance/v1/measurement', [...outages, ...values, ...repairs], 200);
    // A change counts from now: history was kept by the first revision.
    const longer = { weeklyHours: [{ ...desk.weeklyHours[0], endTime: '20:00' }] };
    await request(service.url).patch('/assurance/v1/calendar/desk').send(longer).expect(200);
  });
  afterEach(async () => {
    expect(service.errors).to.deep.equal([]);
    await service.stop();
  });

  for (const promise of promises) {
    it(`comes to what it comes to once it is in force: ${promise.title}`, async () => {
      const foretold = await ask({ rule: promise.rule, sla: promise.sla });
      const validFor = { startDateTime: range.startDateTime };
      await post(
        '/tmf-api/slaManagement/v2/sla',
        {
          ...{ name: 'Gold', state: 'observed', relatedEntity: [{ id: 'site-7' }], ...promise.sla },
          rule: [{ ...promise.rule, validFor }],
        },
        201,
      );
      await beat();
      const real = await assessments();
      const judged = foretold.period.filter(({ result }) => result !== 'noData');
      expect(judged).to.have.length.above(1);
      for (const period of judged.map(compared)) {
        const own = real.find(({ startDateTime }) => startDateTime === period.startDateTime);
        expect(own, `${period.startDateTime} in force`).to.deep.include(period);
      }
      const [commitment] = await list<{ id: string }>('/assurance/v1/commitment');
      for (const { startDateTime, attained } of real) {
        const path = `/assurance/v1/commitment/${String(commitment?.id)}/explain?period=${encodeURIComponent(startDateTime)}`;
        const { body } = await request(service.url).get(path).expect(200);
        expect([startDateTime, (body as Told).attained]).to.deep.equal([startDateTime, attained]);
      }
      const ends = Date.parse(String(judged.at(-1)?.endDateTime));
      const told = real.filter(
        ({ startDateTime, endDateTime, result }) =>
          result !== 'noData' && startDateTime >= String(judged[0]?.startDateTime) && Date.parse(endDateTime) <= ends,
      );
      expect(judged).to.have.length(told.length);

      const violations = (await list<ViolationDocument>('/tmf-api/slaManagement/v2/slaViolation?limit=1000')).filter(
        ({ date }) => Date.parse(date) < ends,
      );
      expect(foretold.violation.map(({ date }) => date).sort()).to.deep.equal(
        violations.map(({ date }) => date).sort(),
      );
      const credits = violations.flatMap(({ recommendedCredit }) => recommendedCredit?.amount.value ?? []);
      expect(foretold.violation.flatMap(({ credit }) => credit?.value ?? []).sort()).to.deep.equal(credits.sort());
    });
  }

  it('is told with and without what is excluded, and by which versions', async () => {
    const { period } = await ask({ rule: { ...rule, maintenance: excluding }, sla });
    const [august, september] = period;
    // August: 21 working days of ten hours, less 60 min of the 4th and 60 of the 6th (allowed until noon): that is the cap, and
    // the work of the 11th counts. Down in hours: 60 min on the 4th, of which 30 in the window, and 20 on the 11th.
    expect(august).to.deep.include({ countedMs: 12_480 * minute, excludedMs: 120 * minute });
    expect(Number(august?.attained).toFixed(5)).to.equal((100 * (1 - 50 / 12_480)).toFixed(5));
    expect(Number(august?.attainedWithoutExclusion).toFixed(5)).to.equal((100 * (1 - 80 / 12_600)).toFixed(5));
    expect(august?.versions).to.deep.equal([
      'calendar/desk@1',
      'calendar/mornings@1',
      'maintenanceWindow/w-entity@1',
      'maintenanceWindow/w-monthly@1',
      'maintenanceWindow/w-service@1',
    ]);
    expect(september?.versions).to.include('maintenanceWindow/w-party@1').and.include('maintenanceWindow/w-tag@1');
  });

  it('stands by an objective of TMF657 that names its calendar', async () => {
    const objective = {
      ...{ name: 'Up', conformanceTarget: '99.5 %', conformanceComparator: 'below', conformanceWindow: month },
      ...{ calendar: { id: 'desk' }, maintenance: { treatment: 'exclude' } },
      serviceLevelObjectiveParameter: {
        name: 'availability',
        relatedEntity: [{ id: 'site-7', role: 'measured', '@referredType': 'Site' }],
      },
      validFor: { startDateTime: range.startDateTime },
    };
    const { period } = await ask({ objective });
    await post('/tmf-api/serviceQualityManagement/v4/serviceLevelObjective', objective, 201);
    await beat();
    const real = await assessments();
    for (const each of period.map(compared)) {
      expect(real.find(({ startDateTime }) => startDateTime === each.startDateTime)).to.deep.include(each);
    }
  });

  it('is refused with the path of a calendar that is not there', async () => {
    const nowhere = { id: 'nowhere' };
    const cases: [object, string][] = [
      [{ rule: { ...rule, calendar: nowhere } }, 'rule.calendar'],
      [{ rule: { ...rule, calendar: [{ id: 'desk' }, nowhere] } }, 'rule.calendar[1]'],
      [{ rule, sla: { calendar: [nowhere] } }, 'sla.calendar[0]'],
      [{ rule: { ...rule, maintenance: { allowedHours: nowhere } } }, 'rule.maintenance.allowedHours'],
      [{ rule, sla: { maintenance: { allowedHours: [nowhere] } } }, 'sla.maintenance.allowedHours[0]'],
      [{ rule, sla: { calendar: {} } }, 'sla.calendar'],
      [{ rule, sla: { maintenance: { treatment: 'forget' } } }, 'sla.maintenance.treatment'],
      [{ rule, sla: { maintenance: { minNotice: 'P1M' } } }, 'sla.maintenance.minNotice'],
      [{ objective: { ...objectiveOf(rule), calendar: nowhere } }, 'objective.calendar'],
    ];
    for (const [question, path] of cases) {
      const { message } = await ask(question, 400);
      expect(message, path).to.include(`${path}:`);
    }
    // What counts is what is said first: the agreement's own calendar is not asked for.
    await ask({ rule: { ...rule, calendar: { id: 'desk' } }, sla: { calendar: nowhere } });
  });
});

function objectiveOf({ metric, conformanceWindow }: typeof rule): object {
  return {
    ...{ conformanceTarget: '99.5 %', conformanceComparator: 'below', conformanceWindow },
    serviceLevelObjectiveParameter: { name: metric },
  };
}

/** What both a back-test and an assessment tell of a period. */
function compared(period: Told): Partial<Told> {
  const {
    coverage: _coverage,
    standing: _standing,
    ...rest
  } = period as Told & { coverage?: number; standing?: string };
  return rest;
}

/** An assessment as a back-test tells of a period. */
function asTold({ subject, period, result, figures, versions }: AssessmentDocument): Told {
  const { attained, attainedWithoutExclusion, excludedMs, countedMs, formula } = figures;
  const told = { attained, attainedWithoutExclusion, excludedMs, countedMs, formula };
  const from = versions.filter((version) => /^(?:calendar|maintenanceWindow)\//u.test(version));
  return {
    ...{ subject, ...period, result },
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    ...(from.length === 0 ? {} : { versions: from }),
  };
}
