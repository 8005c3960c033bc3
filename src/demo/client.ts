import axios from 'axios';
import { isJsonObject, textAt, type JsonObject } from '../kernel/json.ts';

/** Calls of the service's own HTTP APIs, as any other system would make them. */
export interface Client {
  /** POSTs JSON below the service's address. Throws, with the service's own words, when it is refused. */
  post(path: string, body: JsonObject | JsonObject[]): Promise<void>;
}

/** A client for the service at an address. */
export function createClient(baseUrl: string): Client {
  return {
    post: async (path, body) => {
      const { status, data } = await axios.post<unknown>(`${baseUrl}${path}`, body, {
        headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
        ...{ proxy: false, timeout: 20_000, validateStatus: () => true },
      });
      const rejected = isJsonObject(data) ? Number(data['rejected'] ?? 0) : 0;
      if (status < 300 && rejected === 0) return;
      const message = isJsonObject(data) ? (textAt(data, 'message') ?? JSON.stringify(data)) : '';
      throw new Error(`POST ${path} answered ${String(status)}: ${message.slice(0, 500)}`);
    },
  };
}
