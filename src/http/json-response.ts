import type { Response } from 'express';

/**
 * Stands in for Express's `response.json`: sends the body as UTF-8 JSON with `Cache-Control: no-cache` and its length.
 * Express's own goes through content negotiation, freshness and charset rules that never apply here.
 */
export function sendJson<R extends Response>(this: R, body?: unknown): R {
  const text = JSON.stringify(body);
  if (!this.hasHeader('Cache-Control')) this.setHeader('Cache-Control', 'no-cache');
  this.setHeader('Content-Type', 'application/json; charset=utf-8');
  this.setHeader('Content-Length', Buffer.byteLength(text));
  this.end(text);
  return this;
}
