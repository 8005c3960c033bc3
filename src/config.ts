import {
  integerReader,
  orOff,
  periodReader,
  readBaseUrl,
  readFlag,
  readHost,
  readHostsAndRanges,
  readMongoUri,
  readText,
  timerReader,
  wordReader,
} from './config-values.ts';
import type { Reader } from './config-values.ts';

/** How much is logged: each level includes those before it. */
export type LogLevel = 'silent' | 'error' | 'warn' | 'info' | 'debug';

/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that can be set from outside. Frozen; parts receive the members they need. Times in milliseconds. */
export interface Config {
  /** TCP port; 0 lets the machine choose a free one. */
  readonly port: number;
  /** Address to listen on. */
  readonly host: string;
  /** MongoDB connection string; undefined keeps everything in the embedded store. May hold a password: never log it. */
  readonly mongodbUri: string | undefined;
  /** Folder of the embedded store. */
  readonly dataDir: string;
  /** Hosts, addresses and CIDR ranges, lower case, that callbacks may reach although they are private. */
  readonly callbackAllow: readonly string[];
  /** Absolute URL clients reach this service under, without trailing slash; undefined: as each request addressed it. */
  readonly publicUrl: string | undefined;
  readonly logLevel: LogLevel;
  /** How long one callback may take. */
  readonly callbackTimeoutMs: number;
  /** How long a delivery is held by the process that attempts it; longer than callbackTimeoutMs. */
  readonly callbackLeaseMs: number;
  /** How long after its first attempt a delivery is still retried. */
  readonly callbackRetryForMs: number;
  /** Most callbacks under way at once to one endpoint that answers fast. */
  readonly callbacksPerEndpoint: number;
  /** How long a subscription's callbacks must have done nothing but fail until it is suspended. */
  readonly suspendAfterMs: number;
  /** Time between two tries of a suspended subscription. */
  readonly probeIntervalMs: number;
  /** Time between two beats of the evaluation. */
  readonly evaluationIntervalMs: number;
  /** How long after a period's end, or after the last arrival, a period without later data is judged. */
  readonly settleTimeMs: number;
  /** How long after its end a period's result stays provisional. */
  readonly allowedLatenessMs: number;
  /** From how long a silence of all processes on it was an outage of our own; Infinity: such are not recorded. */
  readonly ownGapAfterMs: number;
  /** How long delivered events are kept. */
  readonly retentionMs: number;
  /** How long a stop may take before what is left is abandoned. */
  readonly stopTimeoutMs: number;
  /** Most resources one list answer holds. */
  readonly maximumLimit: number;
  /** Status of a list answer that holds a part of what matches. */
  readonly pageStatus: '206' | '200';
  /** Whether our own answers are checked against the API documents (tests and staging: it costs time). */
  readonly validateResponses: boolean;
}

/** A key of the environment and how its text is read; it may stay unset. */
interface OptionalSetting<T> {
  key: string;
  read: Reader<T>;
}

/** A key of the environment that has a default, in the form one would write it. */
interface Setting<T> extends OptionalSetting<T> {
  fallback: string;
}

type Settings = {
  readonly [Name in keyof Config]: undefined extends Config[Name]
    ? OptionalSetting<NonNullable<Config[Name]>>
    : Setting<Config[Name]>;
};

const logLevels: readonly LogLevel[] = ['silent', 'error', 'warn', 'info', 'debug'];

const settings = {
  port: { key: 'PORT', fallback: '8080', read: integerReader(0, 65_535) },
  // Loopback: the APIs ask nobody who they are, so reaching them from other machines has to be somebody's decision.
  host: { key: 'SURETY_HOST', fallback: '127.0.0.1', read: readHost },
  mongodbUri: { key: 'MONGODB_URI', read: readMongoUri },
  dataDir: { key: 'SURETY_DATA_DIR', fallback: './data', read: readText },
  callbackAllow: { key: 'SURETY_CALLBACK_ALLOW', fallback: '', read: readHostsAndRanges },
  publicUrl: { key: 'SURETY_PUBLIC_URL', read: readBaseUrl },
  logLevel: { key: 'SURETY_LOG_LEVEL', fallback: 'info', read: wordReader(logLevels) },
  callbackTimeoutMs: { key: 'SURETY_CALLBACK_TIMEOUT', fallback: '10s', read: timerReader(10) },
  callbackLeaseMs: { key: 'SURETY_CALLBACK_LEASE', fallback: '30s', read: timerReader(10) },
  callbackRetryForMs: { key: 'SURETY_CALLBACK_RETRY_FOR', fallback: '3d', read: periodReader(1000) },
  callbacksPerEndpoint: { key: 'SURETY_CALLBACKS_PER_ENDPOINT', fallback: '32', read: integerReader(1, 256) },
  suspendAfterMs: { key: 'SURETY_SUSPEND_AFTER', fallback: '24h', read: periodReader(1000) },
  probeIntervalMs: { key: 'SURETY_PROBE_INTERVAL', fallback: '10m', read: periodReader(1000) },
  evaluationIntervalMs: { key: 'SURETY_EVALUATION_INTERVAL', fallback: '1s', read: timerReader(10) },
  settleTimeMs: { key: 'SURETY_SETTLE_TIME', fallback: '60s', read: periodReader(0) },
  allowedLatenessMs: { key: 'SURETY_ALLOWED_LATENESS', fallback: '1h', read: periodReader(0) },
  ownGapAfterMs: { key: 'SURETY_OWN_GAP_AFTER', fallback: '5m', read: orOff(periodReader(30_000)) },
  retentionMs: { key: 'SURETY_RETENTION', fallback: '30d', read: periodReader(1000) },
  stopTimeoutMs: { key: 'SURETY_STOP_TIMEOUT', fallback: '10s', read: timerReader(0) },
  maximumLimit: { key: 'SURETY_MAXIMUM_LIMIT', fallback: '1000', read: integerReader(1, 100_000) },
  pageStatus: { key: 'SURETY_PAGE_STATUS', fallback: '206', read: wordReader(['206', '200'] as const) },
  validateResponses: { key: 'SURETY_VALIDATE_RESPONSES', fallback: 'false', read: readFlag },
} satisfies Settings;

/** Every key that {@link readConfig} knows, with its default text; undefined for keys that are unset by default. */
export const configKeys: readonly { readonly key: string; readonly fallback: string | undefined }[] = Object.values(
  settings,
).map((setting) => ({ key: setting.key, fallback: ('fallback' in setting && setting.fallback) || undefined }));

/** The environment's settings cannot be used. `faults` holds one line for each; the message has them all. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The configuration cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
  }
}

/**
 * The configuration an environment asks for, e.g. `readConfig(process.env)`. Pure. An unset or empty key takes its
 * default. Collects every fault, unknown `SURETY_` keys included (`SURETY_TEST_` ones belong to the tests), and throws
 * one ConfigError that names them all.
 */
export function readConfig(env: Environment): Config {
  const { take, takeOptional, faults } = settingsFrom(env);
  const config: Config = {
    port: take(settings.port),
    host: take(settings.host),
    mongodbUri: takeOptional(settings.mongodbUri),
    dataDir: take(settings.dataDir),
    callbackAllow: take(settings.callbackAllow),
    publicUrl: takeOptional(settings.publicUrl),
    logLevel: take(settings.logLevel),
    callbackTimeoutMs: take(settings.callbackTimeoutMs),
    callbackLeaseMs: take(settings.callbackLeaseMs),
    callbackRetryForMs: take(settings.callbackRetryForMs),
    callbacksPerEndpoint: take(settings.callbacksPerEndpoint),
    suspendAfterMs: take(settings.suspendAfterMs),
    probeIntervalMs: take(settings.probeIntervalMs),
    evaluationIntervalMs: take(settings.evaluationIntervalMs),
    settleTimeMs: take(settings.settleTimeMs),
    allowedLatenessMs: take(settings.allowedLatenessMs),
    ownGapAfterMs: take(settings.ownGapAfterMs),
    retentionMs: take(settings.retentionMs),
    stopTimeoutMs: take(settings.stopTimeoutMs),
    maximumLimit: take(settings.maximumLimit),
    pageStatus: take(settings.pageStatus),
    validateResponses: take(settings.validateResponses),
  };
  faults.push(...contradictions(config), ...unknownKeys(Object.keys(env)));
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** Readers of single settings over one environment, and the faults they have met so far. */
function settingsFrom(env: Environment): {
  take: <T>(setting: Setting<T>) => T;
  takeOptional: <T>(setting: OptionalSetting<T>) => T | undefined;
  faults: string[];
} {
  const faults: string[] = [];
  const takeOptional = <T>({ key, read }: OptionalSetting<T>): T | undefined => {
    const text = env[key] ?? '';
    if (text === '') return undefined;
    const reading = read(text);
    if ('value' in reading) return reading.value;
    faults.push(`${key}: ${reading.fault}`);
    return undefined;
  };
  // After a fault the default stands in, so that reading can go on to find the other faults.
  const take = <T>(setting: Setting<T>): T => takeOptional(setting) ?? defaultOf(setting);
  return { take, takeOptional, faults };
}

function defaultOf<T>({ key, read, fallback }: Setting<T>): T {
  const reading = read(fallback);
  if ('value' in reading) return reading.value;
  throw new Error(`the default of ${key} ${reading.fault}`);
}

/** Settings that are fine one by one but not together. */
function contradictions({ callbackLeaseMs, callbackTimeoutMs }: Config): string[] {
  if (callbackLeaseMs > callbackTimeoutMs) return [];
  // Else a second process takes over a delivery whose first attempt is still under way, and the subscriber gets both.
  return ['SURETY_CALLBACK_LEASE: must be longer than SURETY_CALLBACK_TIMEOUT'];
}

function unknownKeys(keys: readonly string[]): string[] {
  const known = configKeys.map(({ key }) => key);
  const unknown = keys.filter(
    (key) => key.startsWith('SURETY_') && !key.startsWith('SURETY_TEST_') && !known.includes(key),
  );
  return unknown.sort().map((key) => {
    const [nearest] = known
      .map((name) => ({ name, edits: editsBetween(key, name) }))
      .sort((left, right) => left.edits - right.edits);
    const isNear = nearest !== undefined && nearest.edits <= Math.ceil(key.length / 4);
    return isNear ? `${key}: unknown; did you mean ${nearest.name}?` : `${key}: unknown`;
  });
}

/** Levenshtein distance. */
function editsBetween(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 0; i < left.length; i += 1) {
    const next = [i + 1];
    for (let j = 0; j < right.length; j += 1) {
      const swap = (row[j] ?? 0) + (left[i] === right[j] ? 0 : 1);
      next.push(Math.min(swap, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
