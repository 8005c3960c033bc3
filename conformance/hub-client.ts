import { CheckFailure, Unprepared } from './endings.ts';
import { shortened } from './expect.ts';
import type { Answer } from './http-client.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import type { Inbox, Listener, Notification } from './listener.ts';
import type { Session } from './session.ts';
import type { Target } from './targets.ts';

/** A subscription that was made, and what it gets. */
export interface Subscription extends Inbox {
  id: string;
  url: string;
  /** Bodies of what has come so far. */
  events: () => JsonObject[];
  /** The first `count` events; fails with `what` when they have not come in time. */
  wait: (count: number, what: string) => Promise<JsonObject[]>;
  /** The first event that fits, and all that came until then; fails with `what` when none has come in time. */
  waitFor: (fits: (event: JsonObject) => boolean, what: string) => Promise<JsonObject[]>;
}

/** The hub of a target. */
export interface HubClient {
  url: string;
  /** An address of the run's own listener that nobody else has. */
  inbox: () => Inbox;
  register: (body: JsonObject) => Promise<Answer>;
  /**
   * Subscribes to what `query` says; rejects with Unprepared when the server does not do it, and fails when it refuses the
   * query.
   */
  subscribe: (query?: string) => Promise<Subscription>;
  /** How long a delivery that was not taken may be away: longer than a new one. */
  repeatDeadlineMs: number;
}

/** What a hub client works with. */
export interface HubParts {
  session: Session;
  target: Target;
  listener: Listener | undefined;
  deadlineMs: number;
}

/** The hub of a target, over a session. */
export function createHubClient({ session, target, listener, deadlineMs }: HubParts): HubClient {
  const url = `${target.baseUrl}/hub`;
  const register = (json: JsonObject): Promise<Answer> => session.send('POST', url, { json });
  const inbox = (): Inbox => {
    if (listener === undefined) throw new Unprepared('there is no listener');
    return listener.open();
  };
  return {
    ...{ url, register, inbox },
    repeatDeadlineMs: deadlineMs * 1.5,
    subscribe: async (query) => {
      const own = inbox();
      const answer = await register({ callback: own.callback, ...(query === undefined ? {} : { query }) });
      const id = isJsonObject(answer.json) ? answer.json['id'] : undefined;
      if (answer.status >= 300 || (typeof id !== 'string' && typeof id !== 'number')) throw refused(answer, query);
      return subscriptionOf(own, `${url}/${encodeURIComponent(String(id))}`, deadlineMs);
    },
  };
}

function refused(answer: Answer, query: string | undefined): Unprepared | CheckFailure {
  const { status, text } = answer;
  if (status === 400 && query !== undefined) {
    const evidence = { expected: 'status 201', actual: 'status 400', answer };
    return new CheckFailure(`a subscription with the query ${shortened(query)} was refused`, evidence);
  }
  return new Unprepared(`a subscription it needs was not made: status ${String(status)}, ${shortened(text)}`);
}

function subscriptionOf(inbox: Inbox, url: string, deadlineMs: number): Subscription {
  const events = (): JsonObject[] => inbox.received.map(bodyOf);
  const late = (what: string): CheckFailure =>
    new CheckFailure(`${what}: nothing of it came within ${String(deadlineMs / 1000)} s`, {
      expected: what,
      actual: inbox.received.length === 0 ? 'no notification' : events(),
    });
  return {
    ...{ callback: inbox.callback, received: inbox.received, answers: inbox.answers, events },
    id: url.slice(url.lastIndexOf('/') + 1),
    url,
    waitUntil: (isEnough, ms) => inbox.waitUntil(isEnough, ms),
    wait: async (count, what) => {
      if (await inbox.waitUntil((received) => received.length >= count, deadlineMs)) return events();
      throw late(what);
    },
    waitFor: async (fits, what) => {
      const isThere = (received: readonly Notification[]): boolean => received.map(bodyOf).some(fits);
      if (!(await inbox.waitUntil(isThere, deadlineMs))) throw late(what);
      const all = events();
      return all.slice(0, all.findIndex(fits) + 1);
    },
  };
}

function bodyOf({ body }: Notification): JsonObject {
  return isJsonObject(body) ? body : {};
}
