import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { compose, type Service } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';

/** The commands of a section of README.md as they stand there, without comments. */
function commandsOf(section: string): string[] {
  const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
  const start = readme.indexOf(`## ${section}\n`);
  const text = readme.slice(start, readme.indexOf('\n## ', start + 1));
  return [...text.matchAll(/```sh\n(.*?)```/gsu)].map(([, command = '']) => command.trim());
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Runs a command in a shell; resolves to what it wrote, rejects when it fails. */
async function shell(command: string): Promise<string> {
  const child = spawn('sh', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  expect(exitCode, command).to.equal(0);
  return Buffer.concat(chunks).toString();
}

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) process.stdout.write('first violation: not tested, there is no curl on this machine\n');

if (hasCurl) {
  describe('the five calls of README.md', function () {
    this.timeout(60_000);
    const [startText = '', listenText = '', ...calls] = commandsOf('Try it with curl');
    let folder: string;
    let service: Service;
    let listener: ChildProcess;
    let heard = '';
    let address: (text: string) => string;

    before(async () => {
      folder = await mkdtemp(join(tmpdir(), 'surety-readme-'));
      const port = await freePort();
      const [setting = ''] = /SURETY_CALLBACK_ALLOW=\S+/u.exec(startText) ?? [];
      const [key = '', value = ''] = setting.split('=');
      service = await compose(
        readConfig({ PORT: '0', SURETY_DATA_DIR: folder, SURETY_LOG_LEVEL: 'error', [key]: value }),
      );
      const url = await service.start();
      address = (text) =>
        text
          .replaceAll('http://127.0.0.1:8080', url)
          .replaceAll('http://127.0.0.1:9000', `http://127.0.0.1:${String(port)}`)
          .replaceAll('listen(9000,', `listen(${String(port)},`);
      listener = spawn('sh', ['-c', `exec ${address(listenText)}`], { stdio: ['ignore', 'pipe', 'inherit'] });
      listener.stdout?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
    });
    after(async () => {
      listener.kill();
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    });

    it('are five', () => {
      expect(calls).to.have.length(5);
      for (const call of calls) expect(call).to.match(/^curl /u);
    });

    it('promise, subscribe and measure', async () => {
      expect(await shell(address(calls[0]!))).to.match(/^HTTP\/1\.1 201 .*Gold access for site 7/su);
      expect(await shell(address(calls[1]!))).to.match(/^HTTP\/1\.1 201 /u);
      expect(JSON.parse(await shell(address(calls[2]!)))).to.include({ accepted: 3, rejected: 0 });
    });

    it('make the listener print the notification', async () => {
      while (!heard.includes('SLAViolationCreateNotification')) {
        await new Promise((resolve) => listener.stdout?.once('data', resolve));
      }
      const { event } = JSON.parse(heard.trim().split('\n')[0]!);
      expect(event.slaViolation.violation).to.include({ referenceValue: '50', actualValue: '80' });
      expect(event.slaViolation.violation.rule).to.include({ id: 'latency' });
    });

    it('show how the promise stands, and the violation', async () => {
      const [commitment] = JSON.parse(await shell(address(calls[3]!)));
      expect(commitment).to.include({ subject: 'site-7', status: 'violated' });
      const violations = JSON.parse(await shell(address(calls[4]!)));
      expect(violations).to.have.length(1);
      expect(violations[0].sla).to.include({ id: '1' });
      expect(violations[0].violation).to.include({ referenceValue: '50', operator: '.le' });
    });
  });
}
