import { readFileSync } from 'node:fs';
import { composeFaults, dockerfileFaults } from './deploy-faults.ts';

/** Checks Dockerfile and docker-compose.yml; exit code 1 when one has a fault. Runs nothing: no engine is needed. */
const faults = [
  ...dockerfileFaults(readFileSync('Dockerfile', 'utf8')).map((fault) => `Dockerfile: ${fault}`),
  ...composeFaults(readFileSync('docker-compose.yml', 'utf8')).map((fault) => `docker-compose.yml: ${fault}`),
];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.stdout.write(
  faults.length === 0 ? 'Dockerfile and docker-compose.yml: no fault found (neither was run)\n' : '',
);
process.exitCode = faults.length === 0 ? 0 : 1;
