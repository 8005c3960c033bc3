import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import express from 'express';
import request from 'supertest';
import { apiDocsRouter } from '../../src/http/api-docs.ts';
import { isJsonObject, type JsonObject } from '../../src/kernel/json.ts';

const names = ['tmf657-v4', 'tmf623-v2', 'performance-v5', 'assurance-v1', 'listener'];

function bundleOf(name: string): JsonObject {
  const bundle: unknown = JSON.parse(readFileSync(`api-specs/bundle/${name}.json`, 'utf8'));
  if (!isJsonObject(bundle)) throw new Error(`${name}: not an object`);
  return bundle;
}

const documents = names.map((name) => ({
  name,
  title: name === 'tmf657-v4' ? 'Quality <"&\'>' : name,
  document: bundleOf(name),
}));
const app = express().use(apiDocsRouter(documents));

async function pageText(): Promise<string> {
  return (await request(app).get('/api-docs').expect(200).expect('content-type', /html/)).text;
}

describe('the API browser', () => {
  it('serves a page that links to every document', async () => {
    const page = await pageText();
    for (const name of names) expect(page).to.include(`href="/api-docs/${name}.json"`);
  });

  it('escapes titles in text and in the attribute the script reads', async () => {
    const page = await pageText();
    expect(page).to.not.include('Quality <');
    expect(page).to.include('Quality &lt;&quot;&amp;&#39;&gt;');
    const attribute = /data-documents="([^"]*)"/.exec(page)?.[1] ?? '';
    const text = attribute
      .replaceAll('&quot;', '"')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&#39;', "'");
    const urls: unknown = JSON.parse(text.replaceAll('&amp;', '&'));
    expect(urls).to.deep.include({ name: 'Quality <"&\'>', url: '/api-docs/tmf657-v4.json' });
  });

  it('has no script in the page and forbids any', async () => {
    const page = await pageText();
    expect(page.match(/<script(?! src="\/api-docs\/assets\/[\w.-]+"><\/script>)/g)).to.equal(null);
    expect(page).to.not.match(/ on\w+=/);
    const response = await request(app).get('/api-docs');
    expect(response.headers['content-security-policy']).to.equal(
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'",
    );
  });

  it('serves everything the page refers to from itself', async () => {
    const page = await pageText();
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(addresses).to.have.length.greaterThan(8);
    for (const address of addresses) {
      expect(address).to.match(/^\/api-docs\//);
      const response = await request(app).get(address);
      expect(response.status, address).to.equal(200);
      expect(response.headers['x-content-type-options']).to.equal('nosniff');
    }
  });

  for (const { name, document } of documents) {
    it(`gives ${name} as JSON`, async () => {
      const response = await request(app).get(`/api-docs/${name}.json`).expect(200).expect('content-type', /json/);
      expect(response.body).to.deep.equal(document);
    });
  }

  it('leaves everything else to others', async () => {
    const others = [
      '/api-docs/none.json',
      '/api-docs/assets/index.html',
      '/api-docs/assets/package.json',
      '/api-docs/assets/__proto__',
    ];
    for (const path of [...others, '/api-docs/assets/..%2Fapi-docs.ts']) await request(app).get(path).expect(404);
  });
});
