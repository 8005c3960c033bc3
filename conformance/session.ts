import type { Answer, HttpClient, NoAnswer, Request } from './http-client.ts';
import { NoAnswer as NoAnswerError } from './http-client.ts';
import type { JsonValue } from './json.ts';
import type { Trash } from './trash.ts';

/** A request that was made, with its answer when there was one. */
export type Exchange = Answer | NoAnswer;

/** What goes with a request beside its method and URL. */
export interface Sending {
  headers?: Readonly<Record<string, string>>;
  /** Sent as JSON under `type`. */
  json?: JsonValue | undefined;
  /** Sent as it is under `type`. */
  text?: string;
  /** Content type of the body; `application/json` unless said otherwise. */
  type?: string;
}

/** The requests of one check: each goes out with the user's headers and is kept for the report. */
export interface Session {
  /** Rejects with NoAnswer. */
  send: (method: string, url: string, sending?: Sending) => Promise<Answer>;
  readonly exchanges: readonly Exchange[];
  /** Keeps exchanges made elsewhere, to be told with those of this session. */
  include: (exchanges: readonly Exchange[]) => void;
}

/** What sessions work with. */
export interface SessionDeps {
  client: HttpClient;
  /** Sent with every request. */
  headers: Readonly<Record<string, string>>;
  trash: Trash;
}

/** A session; what it creates is remembered in its trash. */
export function createSession({ client, headers, trash }: SessionDeps): Session {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    include: (more) => exchanges.push(...more),
    send: async (method, url, sending = {}) => {
      const request = requestOf(method, url, { ...sending, headers: { ...headers, ...sending.headers } });
      try {
        const answer = await client.send(request);
        exchanges.push(answer);
        trash.see(answer);
        return answer;
      } catch (error) {
        if (error instanceof NoAnswerError) exchanges.push(error);
        throw error;
      }
    },
  };
}

function requestOf(method: string, url: string, { headers = {}, json, text, type }: Sending): Request {
  const body = json === undefined ? text : JSON.stringify(json);
  const typed = body === undefined && type === undefined ? {} : { 'Content-Type': type ?? 'application/json' };
  const all = { Accept: 'application/json', ...typed, ...headers };
  // An empty value stands for leaving the header out, Accept above all.
  const told = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  return { method, url, headers: told, body };
}
