import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import request from 'supertest';
import { findChromium } from '../../scripts/chromium.ts';
import { partitionCount } from '../../src/domain/measurement.ts';
import { startService, testStart, type TestService } from '../support/service.ts';

const slaPath = '/tmf-api/slaManagement/v2/sla';
const minuteMs = 60_000;
const evil = `<script>document.title='broken'</script><img src=x onerror="document.title='broken'">`;

/** A page with everything that went wrong in it. */
interface Watched {
  page: Page;
  faults: string[];
}

describe('the dashboard in Chromium', function () {
  this.timeout(60_000);
  let service: TestService;
  let browser: Browser;
  let folder: string;
  let commitmentId: string;
  let subscriptionId: string;

  const watched = async (options: BrowserContextOptions = {}): Promise<Watched> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('request', (sent) => {
      if (!sent.url().startsWith(service.url)) faults.push(`asked for ${sent.url()}`);
    });
    return { page, faults };
  };

  const measured = async (values: readonly number[], from: number): Promise<void> => {
    const body = values.map((value, place) => ({
      ...{ indicator: 'latency', subject: evil, value, unit: 'ms' },
      at: new Date(testStart + (from + place) * minuteMs).toISOString(),
    }));
    await request(service.url).post('/assurance/v1/measurement').send(body).expect(200);
    await work();
    // The last minute is judged when nothing more has come for the settle time.
    service.clock.advance(2000);
    await work();
  };

  const work = async (): Promise<void> => {
    await service.beats.relay();
    for (let partition = 0; partition < partitionCount; partition += 1) await service.beats.evaluate(partition);
    await service.beats.relay();
  };

  before(async () => {
    const executablePath = findChromium(process.env);
    if (executablePath === undefined) throw new Error('no Chromium on PATH or in SURETY_TEST_CHROMIUM');
    folder = await mkdtemp(join(tmpdir(), 'surety-pages-'));
    process.stdout.write(`    screenshots in ${folder}\n`);
    service = await startService({ SURETY_SETTLE_TIME: '1s', SURETY_CALLBACK_ALLOW: '127.0.0.1' });
    // The sandbox needs rights that containers and root do not have; only our own pages are opened.
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser.close();
    await service.stop();
  });

  it('shows a newcomer the first steps', async () => {
    const { page, faults } = await watched();
    await page.goto(`${service.url}/`);
    expect(page.url()).to.equal(`${service.url}/dashboard`);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).to.equal('No promise to watch yet');
    await page.screenshot({ path: join(folder, 'empty.png'), fullPage: true });
    expect(faults).to.deep.equal([]);
  });

  describe('with an agreement', () => {
    before(async () => {
      const rule = {
        ...{ name: evil, metric: 'latency', operator: '.le', referenceValue: '50', unit: 'ms', thresholdTarget: '45' },
        conformanceWindow: { type: 'calendar', duration: 'PT1M', timeZone: 'Europe/Oslo' },
        measurementInterval: 'PT1M',
      };
      const sla = { name: evil, relatedEntity: [{ id: evil }], relatedParty: [{ id: '1', name: evil }], rule: [rule] };
      await request(service.url).post(slaPath).send(sla).expect(201);
      await hoursAndListeners();
      await work();
      await measured([20, 30, 47, 80, 20, 90], -30);
      const { body } = await request(service.url).get('/assurance/v1/commitment').expect(200);
      commitmentId = body[0].id;
    });

    const hoursAndListeners = async (): Promise<void> => {
      const post = async (path: string, body: object) =>
        (await request(service.url).post(path).send(body).expect(201)).body;
      const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
      await post('/assurance/v1/calendar', {
        ...{ id: 'desk', name: evil, description: evil, timeZone: 'Europe/Oslo' },
        weeklyHours: [{ day: days, startTime: '08:00', endTime: '16:00' }],
        holiday: [{ name: evil, date: '2020-12-25', recurrence: 'FREQ=YEARLY' }],
        exception: [{ name: 'Eve', date: '2026-12-24', hours: [{ startTime: '08:00', endTime: '12:00' }] }],
      });
      await post('/assurance/v1/maintenanceWindow', {
        ...{ id: 'night', name: evil, scope: { entity: [{ id: evil }], tag: [evil] } },
        startDateTime: '2026-12-08T01:00:00Z',
        recurrence: { rrule: 'FREQ=MONTHLY;BYDAY=2TU', timeZone: 'Europe/Oslo', duration: 'PT2H' },
      });
      subscriptionId = (await post('/assurance/v1/hub', { callback: 'http://127.0.0.1:9/' })).id;
    };

    const paths = (): string[] => [
      '/dashboard',
      '/dashboard/slas',
      '/dashboard/slas/1',
      '/dashboard/commitments',
      `/dashboard/commitments/${commitmentId}`,
      '/dashboard/calendars',
      '/dashboard/calendars/desk',
      '/dashboard/maintenance',
      '/dashboard/maintenance/night',
      '/dashboard/subscriptions',
      `/dashboard/subscriptions/${subscriptionId}`,
    ];

    for (const [name, options] of Object.entries<BrowserContextOptions>({
      desktop: {},
      'desktop-dark': { colorScheme: 'dark' },
      phone: { viewport: { width: 360, height: 740 } },
      'without-javascript': { javaScriptEnabled: false },
    })) {
      it(`shows every page without a fault or a violated policy, no wider than the screen: ${name}`, async () => {
        const { page, faults } = await watched(options);
        const width = options.viewport?.width ?? 1440;
        for (const [place, path] of paths().entries()) {
          await page.goto(`${service.url}${path}`);
          expect(await page.title())
            .to.contain('Surety')
            .and.not.equal('broken');
          await page.screenshot({ path: join(folder, `${name}-${String(place)}.png`), fullPage: true });
          const right = await page.locator('main').evaluate((main) => main.ownerDocument.documentElement.scrollWidth);
          expect(right, path).to.be.at.most(width);
          expect(await page.locator('img[onerror]').count()).to.equal(0);
        }
        expect(faults).to.deep.equal([]);
      });
    }

    it('leads by its links from the overview to the reason of a number, without JavaScript', async () => {
      const { page, faults } = await watched({ javaScriptEnabled: false });
      await page.goto(`${service.url}/dashboard`);
      await page.locator('.owner h3 a').click();
      await page.locator('.card h3 a').click();
      expect(await page.locator('#why').textContent()).to.equal('Why this number');
      await page.locator('table.periods a').last().click();
      expect(page.url()).to.contain('period=');
      expect(await page.locator('.why .formula').textContent()).to.contain('20');
      await page.locator('#samples summary').click();
      expect(await page.locator('#samples td').first().isVisible()).to.equal(true);
      expect(faults).to.deep.equal([]);
    });

    it('draws what is in the table: a mark for each period inside the picture, missed ones crossed', async () => {
      const { page } = await watched();
      await page.goto(`${service.url}/dashboard/commitments/${commitmentId}`);
      const plot = (await page.locator('.plot').first().boundingBox())!;
      const marks = page.locator('.plot').first().locator('.mark');
      expect(await marks.count()).to.equal(6);
      expect(await page.locator('.plot').first().locator('.mark.missed').count()).to.equal(2);
      for (const mark of await marks.all()) {
        const shape = (await mark.locator('> *').first().boundingBox())!;
        expect(shape.x).to.be.within(plot.x - 5, plot.x + plot.width);
        expect(shape.y).to.be.within(plot.y - 5, plot.y + plot.height);
      }
    });

    it('keeps itself fresh without losing what the reader has opened, until paused', async () => {
      const { page, faults } = await watched();
      await page.clock.install();
      await page.goto(`${service.url}/dashboard/commitments/${commitmentId}`);
      await page.locator('#promise summary').click();
      await measured([33], -20);
      await page.clock.runFor(5500);
      await page.locator('table.periods').getByText('33\u00a0ms').first().waitFor();
      expect(await page.locator('#promise').getAttribute('open')).to.not.equal(null);
      await page.getByRole('button', { name: 'pause updates' }).click();
      await page.getByRole('button', { name: 'resume updates' }).waitFor();
      expect(faults).to.deep.equal([]);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`has text that stands out from its ground: ${colorScheme}`, async () => {
        const { page } = await watched({ colorScheme });
        for (const path of paths()) {
          await page.goto(`${service.url}${path}`);
          const contrasts: { text: string; ratio: number }[] = await page.evaluate(contrastsOfTexts);
          expect(contrasts.length).to.be.above(10);
          expect(contrasts.filter(({ ratio }) => ratio < 4.5)).to.deep.equal([]);
        }
      });
    }
  });
});

/** Runs in the page: contrast of every text with the nearest ground behind it (WCAG 2, relative luminance). */
const contrastsOfTexts = `(() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (element) => {
    for (let each = element; each; each = each.parentElement) {
      const colour = rgba(getComputedStyle(each).backgroundColor);
      if (colour[3] === 255) return colour;
    }
    return [255, 255, 255, 255];
  };
  const texts = [...document.querySelectorAll('body *')].filter((element) =>
    element.closest('svg') === null && [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
  return texts.filter((element) => element.checkVisibility()).map((element) => {
    const [front, back] = [luminance(rgba(getComputedStyle(element).color)), luminance(ground(element))];
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    return { text: element.textContent.trim().slice(0, 40), ratio: Math.round(ratio * 100) / 100 };
  });
})()`;
