import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { ConfigError, configKeys, readConfig } from '../../../src/config.ts';

function faultsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('gives the defaults for an empty environment', () => {
    expect(readConfig({})).to.deep.equal({
      port: 8080,
      host: '127.0.0.1',
      mongodbUri: undefined,
      dataDir: './data',
      callbackAllow: [],
      publicUrl: undefined,
      logLevel: 'info',
      callbackTimeoutMs: 10_000,
      callbackLeaseMs: 30_000,
      callbackRetryForMs: 259_200_000,
      callbacksPerEndpoint: 32,
      suspendAfterMs: 86_400_000,
      probeIntervalMs: 600_000,
      evaluationIntervalMs: 1000,
      settleTimeMs: 60_000,
      allowedLatenessMs: 3_600_000,
      ownGapAfterMs: 300_000,
      retentionMs: 2_592_000_000,
      stopTimeoutMs: 10_000,
      maximumLimit: 1000,
      pageStatus: '206',
      validateResponses: false,
    });
  });

  it('is frozen, its lists included', () => {
    const config = readConfig({ SURETY_CALLBACK_ALLOW: '10.0.0.0/8' });
    expect(config).to.be.frozen;
    expect(config.callbackAllow).to.be.frozen;
  });

  it('takes an empty text for unset, as compose files hand on unset variables', () => {
    expect(readConfig({ PORT: '', MONGODB_URI: '', SURETY_CALLBACK_ALLOW: '' })).to.deep.equal(readConfig({}));
  });

  it('reads every key', () => {
    const config = readConfig({
      PORT: '0',
      SURETY_HOST: '::',
      MONGODB_URI: 'mongodb+srv://u:p@db.example.net/surety',
      SURETY_DATA_DIR: '/var/lib/surety',
      SURETY_CALLBACK_ALLOW: ' Listener.Example.net , 10.0.0.0/8,::1, fd00::/8',
      SURETY_PUBLIC_URL: 'https://sla.example.net/base/',
      SURETY_LOG_LEVEL: 'debug',
      SURETY_CALLBACK_TIMEOUT: '500ms',
      SURETY_CALLBACK_LEASE: '5m',
      SURETY_VALIDATE_RESPONSES: 'true',
      SURETY_MAXIMUM_LIMIT: '50',
      SURETY_PAGE_STATUS: '200',
      SURETY_TEST_MONGODB_URI: 'left to the tests',
      UNRELATED: 'x',
    });
    expect(config).to.include({ port: 0, host: '::', dataDir: '/var/lib/surety', logLevel: 'debug', maximumLimit: 50 });
    expect(config.pageStatus).to.equal('200');
    expect(config).to.include({ callbackTimeoutMs: 500, callbackLeaseMs: 300_000, validateResponses: true });
    expect(config.mongodbUri).to.equal('mongodb+srv://u:p@db.example.net/surety');
    expect(config.publicUrl).to.equal('https://sla.example.net/base');
    expect(config.callbackAllow).to.deep.equal(['listener.example.net', '10.0.0.0/8', '::1', 'fd00::/8']);
  });

  const faulty: { name: string; env: Record<string, string>; expected: RegExp }[] = [
    {
      name: 'a port that is no number',
      env: { PORT: 'http' },
      expected: /^PORT: must be a whole number from 0 to 65535$/,
    },
    { name: 'a port out of range', env: { PORT: '65536' }, expected: /^PORT: / },
    { name: 'a port in hexadecimal', env: { PORT: '0x50' }, expected: /^PORT: / },
    {
      name: 'a host with blanks',
      env: { SURETY_HOST: 'a b' },
      expected: /^SURETY_HOST: must be a host name or an IP address$/,
    },
    {
      name: 'another database',
      env: { MONGODB_URI: 'postgres://h/d' },
      expected: /^MONGODB_URI: must start with mongodb:/,
    },
    { name: 'a connection string without host', env: { MONGODB_URI: 'mongodb:///d' }, expected: /^MONGODB_URI: / },
    {
      name: 'a duration without unit',
      env: { SURETY_STOP_TIMEOUT: '30' },
      expected: /^SURETY_STOP_TIMEOUT: must be a duration/,
    },
    {
      name: 'a negative duration',
      env: { SURETY_STOP_TIMEOUT: '-3s' },
      expected: /^SURETY_STOP_TIMEOUT: must be a duration/,
    },
    {
      name: 'a duration beyond any number',
      env: { SURETY_RETENTION: '9'.repeat(400) + 'd' },
      expected: /^SURETY_RETENTION: /,
    },
    {
      name: 'an outage shorter than it can be told',
      env: { SURETY_OWN_GAP_AFTER: '10s' },
      expected: /must be at least 30000ms, or off$/,
    },
    { name: 'a beat of nothing', env: { SURETY_EVALUATION_INTERVAL: '0s' }, expected: /must be at least 10ms$/ },
    { name: 'a wait no timer can take', env: { SURETY_STOP_TIMEOUT: '30d' }, expected: /must be at most 24d$/ },
    { name: 'a word for a flag', env: { SURETY_VALIDATE_RESPONSES: 'yes' }, expected: /must be true or false$/ },
    {
      name: 'an unknown level',
      env: { SURETY_LOG_LEVEL: 'loud' },
      expected: /must be one of silent, error, warn, info, debug$/,
    },
    { name: 'another page status', env: { SURETY_PAGE_STATUS: '204' }, expected: /must be one of 206, 200$/ },
    { name: 'a public URL with query', env: { SURETY_PUBLIC_URL: 'https://h/?a=b' }, expected: /^SURETY_PUBLIC_URL: / },
    { name: 'a public URL of another scheme', env: { SURETY_PUBLIC_URL: 'ftp://h' }, expected: /^SURETY_PUBLIC_URL: / },
    {
      name: 'a CIDR range too long',
      env: { SURETY_CALLBACK_ALLOW: '10.0.0.0/33' },
      expected: /"10.0.0.0\/33": must be/,
    },
    { name: 'a range of a name', env: { SURETY_CALLBACK_ALLOW: 'example.net/8' }, expected: /"example.net\/8"/ },
    { name: 'an address that is none', env: { SURETY_CALLBACK_ALLOW: '300.1.1.1' }, expected: /"300.1.1.1"/ },
    { name: 'an empty entry', env: { SURETY_CALLBACK_ALLOW: 'a.example,,b.example' }, expected: /"": must be/ },
    { name: 'a URL for a host', env: { SURETY_CALLBACK_ALLOW: 'http://h' }, expected: /"http:\/\/h"/ },
    {
      name: 'a data folder of blanks',
      env: { SURETY_DATA_DIR: '  ' },
      expected: /^SURETY_DATA_DIR: must not be blank$/,
    },
    {
      name: 'a lease as long as the timeout',
      env: { SURETY_CALLBACK_TIMEOUT: '30s' },
      expected: /^SURETY_CALLBACK_LEASE: must be longer/,
    },
    {
      name: 'a key spelled wrong',
      env: { SURETY_DATADIR: 'x' },
      expected: /^SURETY_DATADIR: unknown; did you mean SURETY_DATA_DIR\?$/,
    },
    { name: 'a key like no other', env: { SURETY_QQQQQQQQQQQQQ: 'x' }, expected: /^SURETY_QQQQQQQQQQQQQ: unknown$/ },
  ];
  for (const { name, env, expected } of faulty) {
    it(`refuses ${name}`, () => {
      const faults = faultsOf(env);
      expect(faults).to.have.length(1);
      expect(faults[0]).to.match(expected);
    });
  }

  it('names every fault in one message', () => {
    const env = { PORT: 'x', SURETY_LOG_LEVEL: 'x', SURETY_RETENTION: 'x', SURETY_PROT: '1' };
    expect(faultsOf(env)).to.have.length(4);
    expect(() => readConfig(env)).to.throw(
      ConfigError,
      /PORT: .*\n.*SURETY_LOG_LEVEL: .*\n.*SURETY_RETENTION: .*\n.*SURETY_PROT: /,
    );
  });

  it('does not repeat a connection string, which may hold a password', () => {
    expect(faultsOf({ MONGODB_URI: 'mongo://user:topsecret@h' }).join()).not.to.include('topsecret');
  });

  it('has an example file with exactly its keys and defaults', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const lines = [...text.matchAll(/^(#?)([A-Z][A-Z0-9_]*)=(.*)$/gm)];
    const written = lines.map(([, mark, key, value]) => ({ key, fallback: mark === '#' ? undefined : value }));
    expect(written).to.have.deep.members([...configKeys]);
  });

  it('accepts the example file, its commented lines taken in', () => {
    const text = readFileSync(new URL('../../../.env.example', import.meta.url), 'utf8');
    const lines = [...text.matchAll(/^#?([A-Z][A-Z0-9_]*)=(.*)$/gm)];
    expect(faultsOf(Object.fromEntries(lines.map(([, key, value]) => [key, value])))).to.deep.equal([]);
  });
});

describe('docs/operations.md', () => {
  it('explains every setting with its default', () => {
    const text = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');
    for (const { key, fallback } of configKeys) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${key}\` |`));
      expect(row, key).to.be.a('string');
      expect(row, key).to.include(fallback === undefined ? '| unset |' : `| \`${fallback}\` |`);
    }
  });
});
