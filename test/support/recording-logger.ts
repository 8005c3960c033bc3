import type { Logger } from '../../src/kernel/logger.ts';

/** Told of each line; those of levels it has no member for are dropped. */
export interface LogRecord {
  error?(fields: object, message: string): void;
  warn?(fields: object, message: string): void;
}

/** A Logger that hands its errors and warnings, and those of its children, to a test. */
export function recordingLogger(record: LogRecord): Logger {
  const logger: Logger = {
    error: (fields, message) => record.error?.(fields, message),
    warn: (fields, message) => record.warn?.(fields, message),
    info: () => undefined,
    debug: () => undefined,
    child: () => logger,
  };
  return logger;
}
