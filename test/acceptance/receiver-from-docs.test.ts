import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import request from 'supertest';
import { callbackSink } from '../support/callback-sink.ts';
import { startService, testStart, type TestService } from '../support/service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const hubPath = '/tmf-api/serviceQualityManagement/v4/hub';
const secretOf = (byte: number): string => `whsec_${Buffer.alloc(32, byte).toString('base64')}`;
const [older, newer, foreign] = [secretOf(1), secretOf(2), secretOf(3)];

/** The listener of the docs page, running as a program of its own. */
interface Receiver {
  url: string;
  /** What it has printed. */
  lines: string[];
  stop(): Promise<void>;
}

async function codeOf(name: string): Promise<string> {
  const page = await readFile(join(root, 'docs/receiving-callbacks.md'), 'utf8');
  const [, code] = new RegExp('```js ' + name + '\\n([\\s\\S]*?)```').exec(page) ?? [];
  if (code === undefined) throw new Error(`no code ${name} in the page`);
  return code;
}

async function startReceiver(folder: string, secrets: readonly string[]): Promise<Receiver> {
  const program = join(folder, 'receiver.mjs');
  await writeFile(program, await codeOf('receiver'));
  const env = { ...process.env, PORT: '0', WEBHOOK_SECRETS: secrets.join(' ') };
  const child: ChildProcess = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout === null) throw new Error('no output');
  const output = createInterface({ input: child.stdout });
  const lines: string[] = [];
  const [first] = (await once(output, 'line')) as [string];
  output.on('line', (line) => lines.push(line));
  const stop = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill();
    await ended;
  };
  return { url: `http://127.0.0.1:${first.replace(/\D/gu, '')}/listen`, lines, stop };
}

describe('a receiver written only from the docs page', function () {
  this.timeout(60_000);
  let folder: string;
  let service: TestService;
  /** What a test started, ended even when it fails: a process left behind keeps the suite from ending. */
  let ending: (() => Promise<void>)[];

  const objective = async (name: string): Promise<void> => {
    await request(service.url)
      .post('/tmf-api/serviceQualityManagement/v4/serviceLevelObjective')
      .send({
        ...{ name, conformanceComparator: 'above', conformanceTarget: '80 %' },
        serviceLevelObjectiveParameter: { name: 'utilisation' },
      })
      .expect(201);
    await service.beats.relay();
    await service.beats.deliver();
  };
  const stateOf = async (subscriptionId: string): Promise<unknown[]> => {
    const { body } = await request(service.url)
      .get(`/assurance/v1/delivery?subscriptionId=${subscriptionId}&sort=createdAt`)
      .expect(200);
    return (body as { attempts: { status: number }[] }[]).map(({ attempts }) => attempts.map(({ status }) => status));
  };
  const rotate = (id: string, body: object): Promise<unknown> =>
    request(service.url).post(`/assurance/v1/subscription/${id}/secret`).send(body).expect(200);
  const subscribe = async (callback: string, secret: string): Promise<string> => {
    const { body } = await request(service.url).post(hubPath).send({ callback, secret }).expect(201);
    return (body as { id: string }).id;
  };

  const receiverWith = async (secrets: readonly string[]): Promise<Receiver> => {
    const receiver = await startReceiver(folder, secrets);
    ending.push(() => receiver.stop());
    return receiver;
  };
  const openSink = async (): ReturnType<typeof callbackSink> => {
    const sink = await callbackSink();
    ending.push(() => sink.close());
    return sink;
  };

  beforeEach(async () => {
    ending = [];
    folder = await mkdtemp(join(tmpdir(), 'surety-receiver-'));
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
    service = await startService({ SURETY_CALLBACK_ALLOW: '127.0.0.1' });
    // The package compares with the present, so the service's clock shows it.
    service.clock.advance(Date.now() - testStart);
  });
  afterEach(async () => {
    await Promise.all(ending.map((end) => end()));
    await service.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('verifies our signatures through a rotation, whichever of the two secrets it knows', async () => {
    const old = await receiverWith([older]);
    const fresh = await receiverWith([newer]);
    const ids = [await subscribe(old.url, older), await subscribe(fresh.url, older)];
    await objective('before');
    service.clock.advance(1);
    for (const id of ids) await rotate(id, { secret: newer, overlap: 'PT1H' });
    await objective('during');
    service.clock.advance(1000);
    for (const id of ids) await rotate(id, { secret: newer, overlap: 'PT0S' });
    expect(await stateOf(ids[0]!)).to.deep.equal([[204], [204]]);
    // The one that knows the new secret alone has refused what only the old one signed.
    expect(await stateOf(ids[1]!)).to.deep.equal([[401], [204]]);
    expect([old.lines.length, fresh.lines.length]).to.deep.equal([2, 1]);
  });

  it('refuses a callback that was tampered with, is too old, or is signed with another secret', async () => {
    const receiver = await receiverWith([older]);
    const sink = await openSink();
    await subscribe(sink.url, older);
    await subscribe(`${sink.url}/foreign`, foreign);
    await objective('a');
    await sink.waitFor(2);
    const [genuine, other] = ['/listener', '/listener/foreign'].map((path) =>
      sink.received.find((each) => each.path === path),
    );
    const repeat = async (changes: Record<string, string>, body = JSON.stringify(genuine?.body)): Promise<number> => {
      const { headers = {} } = genuine ?? {};
      const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;
      const signed = Object.fromEntries(names.map((name) => [name, String(headers[name])]));
      return (await fetch(receiver.url, { method: 'POST', headers: { ...signed, ...changes }, body })).status;
    };
    expect(await repeat({})).to.equal(204);
    expect(await repeat({}, JSON.stringify({ ...genuine?.body, eventType: 'Forged' }))).to.equal(401);
    expect(await repeat({ 'webhook-id': 'other' })).to.equal(401);
    expect(await repeat({ 'webhook-timestamp': '1000000000' })).to.equal(401);
    expect(await repeat({ 'webhook-signature': String(other?.headers['webhook-signature']) })).to.equal(401);
    expect(await repeat({ 'webhook-signature': '' })).to.equal(401);
    expect(receiver.lines).to.have.length(1);
  });

  it('verifies by hand what the package verifies, and nothing else', async () => {
    const file = join(folder, 'by-hand.mjs');
    await writeFile(file, await codeOf('by-hand'));
    const { isGenuine } = (await import(pathToFileURL(file).href)) as {
      isGenuine: (secret: string, headers: object, body: string, nowMs: number) => boolean;
    };
    const sink = await openSink();
    await subscribe(sink.url, older);
    await objective('a');
    const [{ headers, body }] = (await sink.waitFor(1)) as [(typeof sink.received)[number]];
    const text = JSON.stringify(body);
    const now = service.clock.now();
    expect(isGenuine(older, headers, text, now)).to.equal(true);
    expect(isGenuine(newer, headers, text, now)).to.equal(false);
    expect(isGenuine(older, headers, `${text} `, now)).to.equal(false);
    expect(isGenuine(older, headers, text, now + 301_000)).to.equal(false);
  });
});
