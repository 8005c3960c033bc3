import { expect } from 'chai';
import request from 'supertest';
import { partitionCount } from '../../src/domain/measurement.ts';
import { callbackSink, type CallbackSink } from '../support/callback-sink.ts';
import { startService, testStart, type TestService } from '../support/service.ts';

const slaPath = '/tmf-api/slaManagement/v2/sla';
const minuteMs = 60_000;

function at(minutes: number): string {
  return new Date(testStart + minutes * minuteMs).toISOString();
}

describe('the dashboard', () => {
  let service: TestService;
  let sink: CallbackSink;

  const post = async (path: string, body: object): Promise<{ id: string }> =>
    (
      await request(service.url)
        .post(path)
        .send(body)
        .expect((response) => expect(response.status).to.be.below(300))
    ).body;

  const work = async (): Promise<void> => {
    while ((await service.beats.relay()) > 0) await service.beats.deliver();
    for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
    while ((await service.beats.relay()) > 0) await service.beats.deliver();
  };

  const page = async (path: string, status = 200): Promise<string> => {
    const response = await request(service.url)
      .get(path)
      .expect(status)
      .expect('Content-Type', /^text\/html/u);
    expect(response.headers['cache-control']).to.equal('no-store');
    expect(response.headers['content-security-policy']).to.contain("default-src 'none'").and.not.contain('unsafe');
    expect(response.text).to.not.contain('undefined').and.not.contain('NaN').and.not.contain('[object');
    return response.text;
  };

  const commitments = async (): Promise<{ id: string; subject: string; status: string; name: string }[]> =>
    (await request(service.url).get('/assurance/v1/commitment?limit=100').expect(200)).body;

  before(async () => {
    sink = await callbackSink();
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1', SURETY_SETTLE_TIME: '1s' });
  });
  after(async () => {
    await service.stop();
    await sink.close();
    expect(service.errors).to.deep.equal([]);
  });

  it('is where / leads', async () => {
    await request(service.url).get('/').expect(302).expect('Location', '/dashboard');
  });

  it('tells a newcomer what to do, with this service’s own address', async () => {
    expect(await page('/dashboard')).to.contain(`curl ${service.url}${slaPath}`);
    expect(await page('/dashboard/slas')).to.contain('No agreements yet');
    expect(await page('/dashboard/commitments')).to.contain('There are none');
  });

  describe('with agreements and measurements', () => {
    const conformanceWindow = { type: 'calendar', duration: 'PT1M', timeZone: 'Europe/Oslo' };
    const latency = {
      ...{ id: 'latency', name: 'Latency', metric: 'latency', operator: '.le', referenceValue: '50', unit: 'ms' },
      ...{ conformanceWindow, measurementInterval: 'PT1M' },
    };
    let goldId: string;
    let objectiveId: string;

    before(async () => {
      await post('/tmf-api/slaManagement/v2/hub', { callback: `${sink.url}?secret=1` });
      const gold = { name: 'Gold <b>access</b>', relatedEntity: [{ id: 'site-7' }], rule: [latency] };
      ({ id: goldId } = await post(slaPath, gold));
      await post(slaPath, {
        name: 'Any',
        rule: [
          { ...latency, metric: 'jitter' },
          { metric: 'mood', operator: 'roughly' },
        ],
      });
      await post(slaPath, { name: 'Not yet in force', approved: false, rule: [latency] });
      const slo = {
        ...{ name: 'Core has room', conformanceComparator: 'above', conformanceTarget: '80 %', conformanceWindow },
        serviceLevelObjectiveParameter: {
          name: 'utilisation',
          relatedEntity: [{ id: 'core-1', role: 'link', '@referredType': 'Resource' }],
        },
      };
      ({ id: objectiveId } = await post('/tmf-api/serviceQualityManagement/v4/serviceLevelObjective', slo));
      await work();
      const of = (indicator: string, subject: string) => (value: number, place: number) => ({
        ...{ indicator, subject, value, at: at(place) },
      });
      await post('/assurance/v1/measurement', [
        ...[20, 30, 80, 90].map((value, place) => of('latency', 'site-7')(value, place - 5)),
        ...[1, 2].map((value, place) => of('jitter', 'router-1')(value, place - 5)),
        ...[1, 2].map((value, place) => of('jitter', 'router-2')(value, place - 5)),
        ...[50, 60, 70].map((value, place) => of('utilisation', 'core-1')(value, place - 5)),
      ]);
      await work();
      service.clock.advance(2 * minuteMs);
      await work();
    });

    it('shows the worst first, with what was attained and the violation, once delivered', async () => {
      const text = await page('/dashboard');
      expect(text).to.contain('Gold &lt;b&gt;access&lt;/b&gt;').and.not.contain('<b>access');
      const order = ['Gold &lt;b', 'Core has room', 'Not yet in force'].map((name) => text.indexOf(`>${name}`));
      expect(order).to.deep.equal([...order].sort((left, right) => left - right));
      expect(text).to.contain('>90\u00a0ms<').and.contain('instead of at most 50\u00a0ms');
      expect(text).to.contain('its state is pending').and.contain('SLAViolationCreateNotification');
      expect(text).to.contain('/listener').and.not.contain('secret');
    });

    it('counts the statuses, and not the form for any subject', async () => {
      const text = await page('/dashboard');
      const counts = [...text.matchAll(/status=(\w+)".*?class="count">(\d+)</gsu)].map(([, name, count]) => [
        name,
        count,
      ]);
      const listed = (await commitments()).filter(
        ({ subject, status }) => subject !== '*' || status === 'notEvaluable',
      );
      for (const [status, count] of counts) {
        const expected = listed.filter((each) => each.status === status).length;
        expect([status, count]).to.deep.equal([status, String(expected)]);
      }
      expect(Object.fromEntries(counts)).to.include({ violated: '1' });
    });

    it('has a page for each agreement, with charts and violations', async () => {
      const text = await page(`/dashboard/slas/${goldId}`);
      expect(text).to.contain('class="plot"').and.contain('class="mark missed"').and.contain('Show as a table');
      expect(text).to.contain('instead of at most 50\u00a0ms').and.contain('violated');
    });

    it('says what an agreement was made from, and when it was completed', async () => {
      const create = async (body: object): Promise<string> => {
        const made = await request(service.url).post('/tmf-api/slaManagement/v2/sla').send(body).expect(201);
        return `/dashboard/slas/${String((made.body as { id: number }).id)}`;
      };
      const path = await create({ name: 'Made', template: { href: 'http://x.example/gold', name: 'Gold & more' } });
      expect(await page(path))
        .to.match(/template<\/dt>\s*<dd>Gold &amp; more</u)
        .and.not.contain('completed');
      expect(await page(await create({ name: 'Other', template: { href: 'gold-1' } }))).to.match(/<dd>gold-1</u);
      const api = path.replace('/dashboard/slas', '/tmf-api/slaManagement/v2/sla');
      const completion = { state: 'completed', completionDate: '2026-02-03T04:05:00Z' };
      await request(service.url).patch(api).send(completion).expect(200);
      expect(await page(path)).to.match(/completed<\/dt>\s*<dd>2026-02-03 04:05 UTC</u);
      for (const each of [api, api.replace(/\d+$/u, (id) => String(Number(id) + 1))]) {
        await request(service.url).delete(each).expect(204);
      }
    });

    it('shows one commitment for each subject that was measured, not the form they were made from', async () => {
      const overview = await page('/dashboard');
      expect(overview).to.contain('router-1').and.contain('router-2');
      expect([...overview.matchAll(/any subject/gu)], 'only of the rule that cannot be read').to.have.length(1);
      const form = (await commitments()).find(({ subject, name }) => subject === '*' && name === 'Any · Latency')!;
      expect(await page(`/dashboard/commitments/${form.id}`))
        .to.contain('any subject')
        .and.contain('2 subjects');
    });

    it('has a page for each commitment that says why its number is what it is', async () => {
      for (const { id } of await commitments()) await page(`/dashboard/commitments/${id}`);
      const violated = (await commitments()).find(({ status }) => status === 'violated')!;
      const text = await page(`/dashboard/commitments/${violated.id}`);
      expect(text).to.contain('Why this number').and.contain('class="timebar"').and.contain(`sla/${goldId}@1`);
    });

    it('explains an earlier period, however it is named', async () => {
      const violated = (await commitments()).find(({ status }) => status === 'violated')!;
      for (const period of [`${at(-5)}/${at(-4)}`, at(-5), at(-4.5)]) {
        const text = await page(`/dashboard/commitments/${violated.id}?period=${encodeURIComponent(period)}`);
        expect(text.slice(text.indexOf('Why this number'))).to.contain('20\u00a0ms');
      }
      for (const period of ['yesterday', '', '2026-02-30T00:00:00Z', `${at(0)}/`, `${at(0)}/${at(1)}/${at(2)}`]) {
        const text = await page(`/dashboard/commitments/${violated.id}?period=${encodeURIComponent(period)}`, 400);
        expect(text).to.contain('period: must be');
      }
    });

    it('shows free-standing objectives', async () => {
      const own = (await commitments()).find(({ subject }) => subject === 'core-1')!;
      expect(await page(`/dashboard/commitments/${own.id}`)).to.contain(objectiveId);
    });

    it('lists by status and page', async () => {
      expect(await page('/dashboard/commitments?status=violated')).to.contain('1 commitment violated');
      expect(await page('/dashboard/commitments?status=violated&status=warning')).to.contain('violated or warning');
      expect(await page('/dashboard/commitments?offset=50')).to.contain('There are none');
      expect(await page('/dashboard/slas?offset=1')).to.contain('3 agreements');
      expect(await page('/dashboard/commitments?status=fine', 400)).to.contain('status: must be one of');
      expect(await page('/dashboard/slas?offset=-1', 400)).to.contain('offset: must be a whole number');
    });

    it('gives the main part alone, for a refresh', async () => {
      const part = await page('/dashboard?fragment=main');
      expect(part.trimStart()).to.match(/^<h1>/u).and.contain('Gold &lt;b');
      expect(await page('/dashboard?fragment=everything')).to.contain('<!doctype html>');
    });

    it('takes violations that clients recorded as they are', async () => {
      const odd = {
        violation: { rule: {}, actualValue: 'bad', comment: '<i>' },
        date: at(0),
        relatedParty: [{ id: '1' }],
      };
      const answer = await request(service.url)
        .post('/tmf-api/slaManagement/v2/slaViolation')
        .send({ ...odd, sla: { id: goldId } });
      expect(answer.status).to.equal(201);
      expect(await page('/dashboard')).to.contain('bad');
      expect(await page(`/dashboard/slas/${goldId}`)).to.contain('&lt;i&gt;');
    });
  });

  it('answers a page for what does not exist', async () => {
    for (const path of [
      '/dashboard/slas/none',
      '/dashboard/commitments/none',
      '/dashboard/none',
      '/dashboard/slas/1/2/3',
    ]) {
      expect(await page(path, 404), path)
        .to.contain('not found')
        .and.contain('To the overview');
    }
    await request(service.url).get('/dashboard/assets/..%2froutes.ts').expect(404);
  });

  it('answers a page for what cannot be read', async () => {
    expect(await page('/dashboard/slas/%E0%A4%A', 400)).to.contain('percent-encoding');
    for (const id of ['%00', '__proto__', '%F0%9F%92%A9', 'a'.repeat(3000), '%3Cscript%3E', '..%2f..%2f']) {
      await page(`/dashboard/slas/${id}`, 404);
      await page(`/dashboard/commitments/${id}`, 404);
    }
  });

  it('can only be read', async () => {
    const response = await request(service.url).post('/dashboard').send({}).expect(405);
    expect(response.headers['allow']).to.equal('GET, HEAD');
    await request(service.url).head('/dashboard').expect(200);
  });

  it('has its own style, script and icon, fresh after an upgrade', async () => {
    for (const [file, type] of [
      ['style.css', /css/u],
      ['refresh.js', /javascript/u],
      ['icon.svg', /svg/u],
    ] as const) {
      const response = await request(service.url)
        .get(`/dashboard/assets/${file}`)
        .expect(200)
        .expect('Content-Type', type);
      expect(response.headers['cache-control']).to.equal('no-cache');
      await request(service.url)
        .get(`/dashboard/assets/${file}`)
        .set('If-Modified-Since', response.headers['last-modified'] ?? '')
        .expect(304);
    }
  });
});

describe('the dashboard of a service whose store fails', () => {
  it('answers a page with 503, and logs why', async () => {
    const service = await startService();
    await service.storage.close();
    const response = await request(service.url)
      .get('/dashboard')
      .expect(503)
      .expect('Content-Type', /^text\/html/u);
    expect(response.text).to.contain('could not be made just now').and.contain(response.headers['x-request-id']);
    expect(response.text).to.not.contain('at ').and.not.contain('.ts:');
    expect(service.errors).to.have.length(1);
    await service.stop();
  });
});
