import { pino, stdSerializers, stdTimeFunctions } from 'pino';
import type { DestinationStream, Logger as Pino } from 'pino';
import type { LogLevel } from '../config.ts';
import type { Logger } from '../kernel/logger.ts';

/** Field names that may carry a secret; their values never reach a line, at the top or one level down. */
const secretNames = ['password', 'secret', 'token', 'authorization', 'cookie', 'mongodbUri', 'body'];

/**
 * A Logger that writes one JSON object a line to standard output (or to `destination`): `level` as a word, `time` in
 * RFC 3339 UTC, the fields, `msg`. Members of an Error under `err` or `error` are written out, its stack included.
 */
export function createPinoLogger(level: LogLevel, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: stdSerializers.err, error: stdSerializers.err },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  };
  return adapt(destination === undefined ? pino(options) : pino(options, destination));
}

function adapt(logger: Pino): Logger {
  return {
    error: (fields, message) => logger.error(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    info: (fields, message) => logger.info(fields, message),
    debug: (fields, message) => logger.debug(fields, message),
    child: (fields) => adapt(logger.child(fields)),
  };
}
