import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCommand } from '../../../src/cli/commands.ts';
import type { WireMeasurement } from '../../../src/cli/mapped-row.ts';

type Answer = (response: ServerResponse, batch: WireMeasurement[]) => void;

const acceptAll: Answer = (response, batch) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify({ accepted: batch.length, duplicate: 0, rejected: 0 }));
};

const refuseWith =
  (status: number, body: object = {}): Answer =>
  (response) => {
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(body));
  };

/** A service that writes down what it gets; `answers` are given in turn, then everything is accepted. */
async function receiver(
  ...answers: Answer[]
): Promise<{ url: string; batches: WireMeasurement[][]; paths: string[]; server: Server }> {
  const batches: WireMeasurement[][] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (part: string) => (text += part));
    request.on('end', () => {
      paths.push(`${request.method ?? ''} ${request.url ?? ''}`);
      batches.push(JSON.parse(text) as WireMeasurement[]);
      (answers.shift() ?? acceptAll)(response, batches.at(-1) ?? []);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, batches, paths, server };
}

/** Runs a command with a clock that never waits; `waits` are the pauses it asked for. */
async function surety(args: string[], stop = new AbortController()) {
  const io = { out: '', err: '', waits: [] as number[] };
  const code = await runCommand(args, {
    out: (text) => (io.out += text),
    err: (text) => (io.err += text),
    isTerminal: false,
    clock: { now: () => 0, sleep: async (ms) => void io.waits.push(ms) },
    stop: stop.signal,
  });
  return { code, ...io };
}

function countOf(out: string, name: string): number {
  return Number(new RegExp(`^${name}\\s+([\\d,]+)`, 'm').exec(out)?.[1]?.replaceAll(',', ''));
}

describe('surety import', () => {
  let folder: string;
  let servers: Server[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'surety-import-'));
    servers = [];
  });

  afterEach(() => {
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    rmSync(folder, { recursive: true });
  });

  const service = async (...answers: Answer[]) => {
    const made = await receiver(...answers);
    servers.push(made.server);
    return made;
  };

  const fileOf = (lines: string[]): string => {
    const path = join(folder, 'trace.csv');
    writeFileSync(path, lines.join('\n'));
    return path;
  };

  const importArgs = (path: string, url: string, ...more: string[]): string[] => [
    ...['import', path, '--url', url, '--time-column', 'Timestamp', '--time-format', 'yyyy.MM.dd_HH.mm.ss'],
    ...[
      '--time-zone',
      'Europe/Dublin',
      '--subject',
      'trace',
      '--indicator',
      'DL_bitrate=kbit/s',
      '--indicator',
      'PINGAVG=ms',
    ],
    ...['--missing', '-', ...more],
  ];

  const trace = [
    '\uFEFFTimestamp,DL_bitrate,PINGAVG',
    '2020.06.27_18.39.27,12,-',
    '2020.06.27_18.39.28,0,66.5',
    '2020.06.27_18.39.28,7,67.0',
    '"2020.06.27_18.39.29",abc,68',
    '',
  ];

  it('sends what the columns say and sums it up', async () => {
    const { url, batches, paths } = await service();
    const { code, out } = await surety(importArgs(fileOf(trace), `${url}/`));
    expect(paths).to.deep.equal(['POST /assurance/v1/measurement']);
    expect(batches.flat()).to.have.deep.members([
      { indicator: 'DL_bitrate', subject: 'trace', at: '2020-06-27T17:39:27.000Z', value: 12, unit: 'kbit/s' },
      { indicator: 'DL_bitrate', subject: 'trace', at: '2020-06-27T17:39:28.000Z', value: 7, unit: 'kbit/s' },
      { indicator: 'PINGAVG', subject: 'trace', at: '2020-06-27T17:39:28.000Z', value: 67, unit: 'ms' },
      { indicator: 'PINGAVG', subject: 'trace', at: '2020-06-27T17:39:29.000Z', value: 68, unit: 'ms' },
    ]);
    expect(
      ['rows', 'accepted', 'duplicate', 'collapsed', 'missing', 'rejected'].map((name) => countOf(out, name)),
    ).to.deep.equal([4, 4, 0, 2, 1, 1]);
    expect(out).to.include('line 5, DL_bitrate: "abc" is not a number');
    expect(code).to.equal(1);
  });

  it('sends batches of the size asked for, in the order of the file', async () => {
    const { url, batches } = await service();
    const rows = Array.from(
      { length: 57 },
      (_, second) => `2020.06.27_18.39.${String(second).padStart(2, '0')},${second},-`,
    );
    const { code } = await surety(importArgs(fileOf([trace[0] ?? '', ...rows]), url, '--batch', '10'));
    expect(batches.map(({ length }) => length)).to.deep.equal([10, 10, 10, 10, 10, 7]);
    expect(batches.flat().map((each) => ('value' in each ? each.value : undefined))).to.deep.equal(
      rows.map((_, second) => second),
    );
    expect(code).to.equal(0);
  });

  it('tries again when the service is busy or away, and sends the same batch', async () => {
    const dropped: Answer = (response) => response.destroy();
    const { url, batches } = await service(refuseWith(503), dropped);
    const { code, waits, err } = await surety(importArgs(fileOf(trace.slice(0, 2)), url));
    expect(batches).to.have.length(3);
    expect(batches[0]).to.deep.equal(batches[2]);
    expect(waits).to.deep.equal([250, 500]);
    expect(err).to.include('HTTP 503; trying again');
    expect(code).to.equal(0);
  });

  it('waits as long as the service asks, within bounds', async () => {
    const later: Answer = (response) => {
      response.writeHead(503, { 'Retry-After': '4' });
      response.end();
    };
    const { url } = await service(later);
    expect((await surety(importArgs(fileOf(trace.slice(0, 2)), url))).waits).to.deep.equal([4000]);
  });

  it('gives up in the end, with exit code 2', async () => {
    const { url, server } = await service();
    server.close();
    const { code, waits, err } = await surety(importArgs(fileOf(trace), url));
    expect(code).to.equal(2);
    expect(waits).to.have.length(9);
    expect(err).to.match(/ECONNREFUSED.*gave up after 10 attempts/);
  });

  it('ends at an answer that repeating does not change, and shows its message', async () => {
    const { url, batches } = await service(refuseWith(413, { code: '68', message: 'body: too large' }));
    const { code, err } = await surety(importArgs(fileOf(trace), url));
    expect(code).to.equal(2);
    expect(batches).to.have.length(1);
    expect(err).to.include('HTTP 413: body: too large');
  });

  it('says which line the service refused', async () => {
    const result = { index: 1, outcome: 'rejected', path: 'at', reason: 'lies in the future' };
    const { url } = await service(
      refuseWith(200, { accepted: 2, duplicate: 1, rejected: 1, results: [{ index: 0, outcome: 'accepted' }, result] }),
    );
    const { code, out } = await surety(importArgs(fileOf(trace.slice(0, 4)), url));
    expect(countOf(out, 'rejected')).to.equal(1);
    expect(out).to.match(/line 4, DL_bitrate: at: lies in the future/);
    expect(code).to.equal(1);
  });

  it('finishes the batch under way when it is to stop, and says where it stopped', async () => {
    const stop = new AbortController();
    const stopping: Answer = (response, batch) => {
      stop.abort();
      acceptAll(response, batch);
    };
    const { url, batches } = await service(stopping);
    const rows = Array.from(
      { length: 5000 },
      (_, index) =>
        `2020.06.27_18.${String(Math.floor(index / 60) % 60).padStart(2, '0')}.${String(index % 60).padStart(2, '0')},${index},-`,
    );
    const { code, err, out } = await surety(importArgs(fileOf([trace[0] ?? '', ...rows]), url, '--batch', '10'), stop);
    expect(code).to.equal(2);
    const line = Number(/Stopped after line (\d+);/.exec(err)?.[1]);
    expect(line).to.be.lessThan(5000);
    expect(batches.flat()).to.have.length(line - 1);
    expect(countOf(out, 'accepted')).to.equal(line - 1);
    expect(err).to.include('Repeating the import is safe');
  });

  it('names what is wrong with the file', async () => {
    const { url } = await service();
    const empty = await surety(importArgs(fileOf(['']), url));
    expect(empty).to.include({ code: 2 });
    expect(empty.err).to.match(/trace\.csv: is empty/);
    expect((await surety(importArgs(join(folder, 'none.csv'), url))).err).to.match(/none\.csv: ENOENT/);
    expect((await surety(importArgs(fileOf(['Timestamp,DL_bitrate']), url))).err).to.match(/no column "PINGAVG"/);
    expect((await surety(importArgs(fileOf(['Timestamp,DL_bitrate,PINGAVG', '"open']), url))).err).to.match(
      /trace\.csv: Quote Not Closed/,
    );
  });

  it('explains itself', async () => {
    expect((await surety(['import', '--help'])).out).to.include('--time-format FORMAT');
    expect(await surety(['help'])).to.include({ code: 0 });
    expect((await surety([])).out).to.include('surety import FILE');
    const unknown = await surety(['export']);
    expect(unknown.code).to.equal(2);
    expect(unknown.err).to.include('"export" is no command');
  });
});
