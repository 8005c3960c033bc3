import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { composeFaults, dockerfileFaults } from '../../../scripts/deploy-faults.ts';

const dockerfile = readFileSync(new URL('../../../Dockerfile', import.meta.url), 'utf8');
const compose = readFileSync(new URL('../../../docker-compose.yml', import.meta.url), 'utf8');

describe('the check of the Dockerfile', () => {
  it('finds nothing wrong with ours', () => {
    expect(dockerfileFaults(dockerfile)).to.deep.equal([]);
  });

  const broken: { name: string; from: RegExp; to: string; expected: RegExp }[] = [
    {
      name: 'an unknown instruction',
      from: /^EXPOSE/m,
      to: 'EXPOZE',
      expected: /^line \d+: Unknown instruction: EXPOZE/,
    },
    { name: 'a port that is none', from: /^EXPOSE 8080/m, to: 'EXPOSE http', expected: /^line \d+: .*http/ },
    { name: 'an unknown flag', from: /--interval=/, to: '--every=', expected: /^line \d+: Unknown flag: every/ },
    { name: 'a duration without unit', from: /--timeout=3s/, to: '--timeout=3', expected: /^line \d+: .*duration/ },
    { name: 'root', from: /^USER node\n/m, to: '', expected: /must not run as root/ },
    { name: 'root by name', from: /^USER node/m, to: 'USER root', expected: /must not run as root/ },
    { name: 'no health check', from: /^HEALTHCHECK.*\n/m, to: '', expected: /must have a HEALTHCHECK/ },
    {
      name: 'a start through a shell',
      from: /^CMD .*$/m,
      to: 'CMD node dist/src/main.js',
      expected: /must start in exec form/,
    },
  ];
  for (const { name, from, to, expected } of broken) {
    it(`refuses ${name}`, () => {
      const text = dockerfile.replace(from, to);
      expect(text).not.to.equal(dockerfile);
      expect(dockerfileFaults(text).join('\n')).to.match(expected);
    });
  }
});

describe('the check of the compose file', () => {
  it('finds nothing wrong with ours', () => {
    expect(composeFaults(compose)).to.deep.equal([]);
  });

  const broken: { name: string; from: string | RegExp; to: string; expected: RegExp }[] = [
    { name: 'text that is no YAML', from: /^services:/m, to: 'services: [', expected: /^not YAML/m },
    {
      name: 'an unknown member',
      from: 'restart: on-failure',
      to: 'restrat: on-failure',
      expected: /mongodb-init: must NOT have additional/,
    },
    { name: 'an unknown condition', from: 'service_healthy', to: 'service_well', expected: /depends_on/ },
    {
      name: 'an ISO duration',
      from: 'interval: 10s',
      to: 'interval: PT10S',
      expected: /interval: must match format "duration"/,
    },
    {
      name: 'a dependency on nothing',
      from: /mongodb-init:\n {8}cond/,
      to: 'mongo-init:\n        cond',
      expected: /mongo-init, which is no service/,
    },
    {
      name: 'a wait for health that is not checked',
      from: /healthcheck:\n {6}test: \['CMD', 'mongosh'[^#]*#/,
      to: '#',
      expected: /mongodb, which has no health check/,
    },
    {
      name: 'a setting Surety does not know',
      from: 'SURETY_LOG_LEVEL:',
      to: 'SURETY_LOGLEVEL:',
      expected: /did you mean SURETY_LOG_LEVEL/,
    },
    {
      name: 'a value Surety would refuse',
      from: ':-info}',
      to: ':-loud}',
      expected: /SURETY_LOG_LEVEL: must be one of/,
    },
  ];
  for (const { name, from, to, expected } of broken) {
    it(`refuses ${name}`, () => {
      const text = compose.replace(from, to);
      expect(text).not.to.equal(compose);
      expect(composeFaults(text).join('\n')).to.match(expected);
    });
  }
});
