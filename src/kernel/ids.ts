import { hash, randomUUID } from 'node:crypto';

/** Where new identifiers come from. */
export interface IdSource {
  /** A new identifier that nothing else has. */
  next(): string;
}

/** Random UUIDs (version 4). */
export const systemIds: IdSource = { next: () => randomUUID() };

/**
 * An identifier that follows from what it names: the same parts always give the same text, so a step that runs twice
 * names the same thing. 24 characters of base64url over SHA-256 (144 bits).
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  return hash('sha256', parts.join('\u0000'), 'base64url').slice(0, 24);
}

/** A derived identifier in UUID form, for places where readers expect one (`eventId`). */
export function derivedUuid(...parts: readonly (string | number)[]): string {
  const hex = hash('sha256', parts.join('\u0000'), 'hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
