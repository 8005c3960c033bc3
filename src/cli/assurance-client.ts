import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';
import { isJsonObject, textAt, type JsonObject } from '../kernel/json.ts';
import { CommandError } from './io.ts';

/** What the service answered. */
export interface ServiceAnswer {
  status: number;
  body: JsonObject;
  etag?: string;
}

/** Asks the service at `{baseUrl}/assurance/v1`. */
export type AskService = (
  method: 'GET' | 'POST' | 'PATCH',
  path: string,
  request?: { body: JsonObject; ifMatch?: string | undefined },
) => Promise<ServiceAnswer>;

const timeoutMs = 60_000;

/** A client of the assurance API. Throws a CommandError when there is no answer, or none of Surety. */
export function createAsk(baseUrl: string): AskService {
  const base = `${baseUrl.replace(/\/+$/, '')}/assurance/v1`;
  return async (method, path, request) => {
    const url = `${base}${path}`;
    const { status, data, headers } = await requested({ ...fixed, method, url, ...sent(method, request) });
    if (!isJsonObject(data)) throw new CommandError(`${url}: HTTP ${status}, not an answer of Surety`);
    const etag: unknown = headers['etag'];
    return { status, body: data, ...(typeof etag === 'string' ? { etag } : {}) };
  };
}

const fixed = { timeout: timeoutMs, maxRedirects: 0, proxy: false, validateStatus: () => true } as const;

function sent(method: string, request: Parameters<AskService>[2]): AxiosRequestConfig {
  if (request === undefined) return { headers: { Accept: 'application/json' } };
  const type = method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
  const condition = request.ifMatch === undefined ? {} : { 'If-Match': request.ifMatch };
  return { data: request.body, headers: { Accept: 'application/json', 'Content-Type': type, ...condition } };
}

async function requested(config: AxiosRequestConfig): Promise<AxiosResponse<unknown>> {
  try {
    return await axios.request<unknown>(config);
  } catch (error) {
    if (!axios.isAxiosError(error)) throw error;
    throw new CommandError(`${config.url ?? ''}: ${error.message || (error.code ?? 'no connection')}`, {
      cause: error,
    });
  }
}

/** What a refusal says: `holiday[3].recurrence: ...`. */
export function refusalOf({ status, body }: ServiceAnswer): string {
  return textAt(body, 'message') ?? textAt(body, 'reason') ?? `HTTP ${String(status)}`;
}
