import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Router, type RequestHandler, type Response } from 'express';
import type { JsonObject } from '../kernel/json.ts';
import { apiDocsPage } from './api-docs/page.ts';

/** A document to show: `name` is its place in addresses (`tmf657-v4`), `title` what people read. */
export interface DocumentedApi {
  name: string;
  title: string;
  document: JsonObject;
}

/** No inline script; the browser's own styles are set by script, which style-src has to allow. */
const contentSecurityPolicy = "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'";

const browserFolder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
const ownFolder = join(dirname(fileURLToPath(import.meta.url)), 'api-docs');

/** The files the page needs and where they are; nothing else of the folders is served. */
const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': browserFolder,
  'swagger-ui-bundle.js': browserFolder,
  'swagger-ui-standalone-preset.js': browserFolder,
  'favicon-32x32.png': browserFolder,
  'browse.js': ownFolder,
  'browse.css': ownFolder,
};

/**
 * The API browser: `/api-docs` is a page that lists the documents and lets people try them, `/api-docs/<name>.json` a
 * document as JSON. Works without the internet and, for reading the list, without JavaScript. Anything else below
 * `/api-docs` is left to the next handler.
 */
export function apiDocsRouter(specs: readonly DocumentedApi[]): Router {
  const router = Router();
  const page = apiDocsPage(specs.map(({ name, title }) => ({ title, address: `/api-docs/${name}.json` })));
  router.get('/api-docs', (_request, response) => {
    guarded(response).type('html').send(page);
  });
  router.get('/api-docs/assets/:file', sendAsset);
  for (const { name, document } of specs) {
    const text = JSON.stringify(document);
    router.get(`/api-docs/${name}.json`, (_request, response) => {
      guarded(response).type('json').send(text);
    });
  }
  return router;
}

const sendAsset: RequestHandler = (request, response, next) => {
  const file = String(request.params['file']);
  const root = Object.hasOwn(assets, file) ? assets[file] : undefined;
  if (root === undefined) {
    next();
    return;
  }
  guarded(response).sendFile(file, { root, maxAge: '1h' }, (error: Error | undefined) => {
    // A reader who hangs up in the middle is no fault.
    if (error !== undefined && !response.headersSent) next(error);
  });
};

function guarded(response: Response): Response {
  return response.set({
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-cache',
  });
}
