import type { Chance } from './chance.ts';
import { type LaunchedProcess, launchProcess, type ServiceProcess } from './service-process.ts';

/** A kill -9: when it was asked for and when the process was gone, real time in ms. */
export interface Kill {
  at: number;
  goneAt: number;
}

/** Processes of one service on one store, each started again when it has been killed. */
export interface Fleet {
  kills: Kill[];
  /** The address of one that listens; waits for it. */
  url(chance: Chance): Promise<string>;
  /** Kills one that chance picks, now and then one that does not listen yet, and starts it again. */
  killOne(): Promise<void>;
  /** Resolves when all of them listen. */
  complete(): Promise<void>;
}

interface Member {
  launched: LaunchedProcess;
  service?: ServiceProcess;
}

const pollMs = 10;

/**
 * Starts `size` processes and waits until they listen. Who started them ends them, with `endProcesses`. Between two kills there are
 * `killMs` at most: several processes that start at once take longer than one, and have to get to work in between.
 */
export async function startFleet(
  settings: Readonly<Record<string, string>>,
  { size, chance, killMs }: { size: number; chance: Chance; killMs: number },
): Promise<Fleet> {
  const launch = (): Member => {
    const member: Member = { launched: launchProcess(settings) };
    member.launched.listening.then(
      (service) => (member.service = service),
      () => undefined,
    );
    return member;
  };
  const members = Array.from({ length: size }, launch);
  const kills: Kill[] = [];
  const listening = (): Member[] => members.filter(({ service }) => service !== undefined);
  const complete = async (): Promise<void> => {
    await Promise.all(members.map(({ launched }) => launched.listening));
  };
  await complete();
  return {
    kills,
    complete,
    url: async (own) => {
      for (;;) {
        const ready = listening();
        const { service } = ready[own.between(0, Math.max(0, ready.length - 1))] ?? {};
        if (service !== undefined) return service.url;
        await pause(pollMs);
      }
    },
    killOne: async () => {
      const isEarly = chance.between(1, 6) === 1;
      while (!isEarly && listening().length === 0) await pause(pollMs);
      // Under load for a while; one that is starting has got as far as chance will have it.
      await pause(chance.between(isEarly ? 100 : 300, killMs));
      const victims = isEarly ? members : listening();
      const victim = victims[chance.between(0, victims.length - 1)];
      if (victim === undefined) return;
      delete victim.service;
      const at = Date.now();
      await victim.launched.kill();
      kills.push({ at, goneAt: Date.now() });
      members[members.indexOf(victim)] = launch();
    },
  };
}

/** Waits in real time, which is what killed processes live in. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
