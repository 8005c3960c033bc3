import openapiTs, { astToString } from 'openapi-typescript';
import type { OpenAPI3 } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import type { JsonObject } from '../src/kernel/json.ts';
import { bundleSpec } from './spec-bundle.ts';
import type { ReadDocument } from './spec-source.ts';

/** The documents of the service, by the name of their file in `api-specs/`. */
export const specNames = [
  'tmf657-v4',
  'tmf657-v2',
  'tmf657-legacy',
  'tmf623-v2',
  'performance-v5',
  'assurance-v1',
  'listener',
] as const;

/** A file made from a document: path from the root of the project, and its text. */
export interface SpecOutput {
  path: string;
  text: string;
}

/** The bundle of one document and what is made from it: `api-specs/bundle/<name>.json` and `src/generated/<name>.ts`. */
export async function specOutputs(
  name: string,
  read: ReadDocument,
): Promise<{ bundle: JsonObject; outputs: SpecOutput[] }> {
  const bundle = bundleSpec(`api-specs/${name}.yaml`, read);
  const bundlePath = `api-specs/bundle/${name}.json`;
  const typesPath = `src/generated/${name}.ts`;
  const outputs = [
    { path: bundlePath, text: await pretty(bundlePath, JSON.stringify(bundle)) },
    { path: typesPath, text: await pretty(typesPath, await typesText(name, bundle)) },
  ];
  return { bundle, outputs };
}

async function typesText(name: string, bundle: JsonObject): Promise<string> {
  // The bundle is OpenAPI 3 by construction; openapi-typescript checks it and throws where it is not.
  const nodes = await openapiTs(structuredClone(bundle) as unknown as OpenAPI3, { silent: true });
  return `// Made by \`npm run specs\` from api-specs/${name}.yaml.\n${astToString(nodes)}`;
}

/** A file's text in the project's format. */
export async function pretty(path: string, text: string): Promise<string> {
  const options = await resolveConfig(path, { config: '.prettierrc.json' });
  return format(text, { ...options, filepath: path });
}
