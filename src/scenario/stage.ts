import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type Service } from '../compose.ts';
import { readConfig } from '../config.ts';
import type { Clock } from '../kernel/clock.ts';
import type { JsonObject, JsonValue } from '../kernel/json.ts';
import { partitionCount } from '../domain/measurement.ts';
import { gapsPath } from './read-gaps.ts';

/** A service of its own on an empty store in a temporary folder, with a clock that is set by hand. */
export interface Stage {
  service: Service;
  /** Sets the present, UTC ms; it may go back, for the next scenario. */
  setClock(instant: number): void;
  /** Posts JSON; gives the body of the answer. Throws with the answer when it is no success. */
  post(path: string, body: JsonValue): Promise<JsonObject>;
  /** Changes a resource by a merge patch. Throws with the answer when it is no success. */
  patch(path: string, body: JsonValue): Promise<void>;
  /** The elements of a list. */
  list(path: string): Promise<JsonObject[]>;
  /** Removes a resource; one that is not to be removed any more stays, a collector gap as withdrawn. */
  remove(path: string): Promise<void>;
  /** What the service does by itself, until nothing is left to do. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** Maintenance that has begun is not deleted. It touches the subjects of its own scenario only. */
const conflict = 409;
const mostRounds = 60;

/** Events are kept for those who want them: somebody wants all of them here, and nothing is ever delivered. */
const listeners = { SURETY_CALLBACK_ALLOW: '127.0.0.1' };
const callback = 'http://127.0.0.1:9/';
const hubs = ['/assurance/v1/hub', '/tmf-api/slaManagement/v2/hub'];

/** Opens a stage; close it. */
export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'surety-scenario-'));
  const clock = handClock();
  const config = readConfig({ PORT: '0', SURETY_DATA_DIR: folder, SURETY_LOG_LEVEL: 'error', ...listeners });
  const service = await compose(config, { clock, isAutomatic: false });
  const url = await service.start();
  for (const hub of hubs) {
    const headers = { 'Content-Type': 'application/json' };
    await answerOf(url, hub, { method: 'POST', headers, body: JSON.stringify({ callback }) });
  }
  return {
    service,
    setClock: (instant) => {
      clock.present = instant;
    },
    post: async (path, body) => {
      const headers = { 'Content-Type': 'application/json' };
      return (await answerOf(url, path, { method: 'POST', headers, body: JSON.stringify(body) })) as JsonObject;
    },
    patch: async (path, body) => {
      await answerOf(url, path, patchOf(body));
    },
    list: async (path) => (await answerOf(url, path, {})) as JsonObject[],
    remove: async (path) => {
      const response = await fetch(`${url}${path}`, { method: 'DELETE' });
      const text = await response.text();
      if (!response.ok && response.status !== conflict) throw new Error(`DELETE ${path}: ${text}`);
      const isBegun = response.status === conflict && path.startsWith(gapsPath);
      // Others may touch everything.
      if (isBegun) await answerOf(url, path, patchOf({ state: 'withdrawn', reason: 'the scenario is over' }));
    },
    settle: () => settle(service),
    close: async () => {
      await service.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function patchOf(body: JsonValue): RequestInit {
  const headers = { 'Content-Type': 'application/merge-patch+json' };
  return { method: 'PATCH', headers, body: JSON.stringify(body) };
}

async function answerOf(url: string, path: string, init: RequestInit): Promise<JsonValue> {
  const response = await fetch(`${url}${path}`, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${String(response.status)} ${text}`);
  return text === '' ? null : (JSON.parse(text) as JsonValue);
}

/** A clock that stands where it was put; nobody sleeps on a stage. */
function handClock(): Clock & { present: number } {
  const clock = { present: 0, now: () => clock.present, sleep: () => Promise.resolve() };
  return clock;
}

async function settle({ beats }: Service): Promise<void> {
  for (let round = 0; round < mostRounds; round += 1) {
    let done = (await beats.relay()) + (await beats.completeAgreements());
    for (let partition = 0; partition < partitionCount; partition += 1) {
      done += (await beats.evaluate(partition)).evaluated;
    }
    if (done === 0) return;
  }
}
