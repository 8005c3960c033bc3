import express from 'express';
import { objective } from './bodies.ts';

const one = { id: 'x', href: 'http://127.0.0.1/x', ...objective(0), '@type': 'ServiceLevelObjective' };
const page = Array.from({ length: 20 }, () => one);

const app = express();
app.use(express.json());
app.post('/resource', (_request, response) => {
  response.status(201).json(one);
});
app.patch('/resource/:id', (_request, response) => {
  response.json(one);
});
app.get('/resource', (_request, response) => {
  response.json(page);
});
app.get('/resource/:id', (_request, response) => {
  response.json(one);
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null)
    process.stdout.write(`floor listens on http://127.0.0.1:${String(address.port)}\n`);
});
