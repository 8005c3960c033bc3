import { createHmac } from 'node:crypto';

/** A secret that callbacks are signed with. `until` (UTC ms): it signs no more from then on; absent: it stays. */
export interface SigningSecret {
  /** `whsec_` and 24 to 64 bytes in base64. Never to be logged or answered. */
  text: string;
  until?: number;
}

const prefix = 'whsec_';
const shortestBytes = 24;
const longestBytes = 64;

/** What is wrong with the text of a secret, without repeating any of it; undefined when nothing is. Source: Standard Webhooks. */
export function secretFault(value: unknown): string | undefined {
  if (typeof value !== 'string') return 'must be a string';
  const form = `must be "${prefix}" followed by ${String(shortestBytes)} to ${String(longestBytes)} bytes in base64`;
  if (!value.startsWith(prefix)) return form;
  const encoded = value.slice(prefix.length);
  const bytes = Buffer.from(encoded, 'base64');
  const isLongEnough = bytes.length >= shortestBytes && bytes.length <= longestBytes;
  // Buffer reads anything as base64: only what comes out the same again was some.
  return isLongEnough && bytes.toString('base64') === encoded ? undefined : form;
}

/** The secrets that sign at an instant (UTC ms), the newest first. */
export function liveSecrets(secrets: readonly SigningSecret[], at: number): SigningSecret[] {
  return secrets.filter(({ until }) => until === undefined || at < until);
}

/** One message to be signed. */
export interface SignedMessage {
  /** The event's id, or the group's: the same with every attempt. */
  id: string;
  body: string;
  /** When it is sent, UTC ms. */
  at: number;
}

/**
 * The headers that let a receiver tell our callbacks from others': `webhook-id`, `webhook-timestamp` (seconds) and
 * `webhook-signature`, one `v1,<base64 of HMAC-SHA256 over id.timestamp.body>` for each live secret, separated by blanks. None
 * without a live secret. Pure. Source: Standard Webhooks 1.0.
 */
export function signatureHeaders(secrets: readonly SigningSecret[], message: SignedMessage): Record<string, string> {
  const live = liveSecrets(secrets, message.at);
  if (live.length === 0) return {};
  const timestamp = String(Math.floor(message.at / 1000));
  const signed = `${message.id}.${timestamp}.${message.body}`;
  return {
    'webhook-id': message.id,
    'webhook-timestamp': timestamp,
    'webhook-signature': live.map(({ text }) => `v1,${signatureOf(text, signed)}`).join(' '),
  };
}

function signatureOf(secret: string, signed: string): string {
  const key = Buffer.from(secret.slice(prefix.length), 'base64');
  return createHmac('sha256', key).update(signed).digest('base64');
}

/** The secrets after a rotation at `now`: the new one first, the present ones until `now + overlapMs`; older ends stay. */
export function rotated(
  secrets: readonly SigningSecret[],
  text: string,
  { now, overlapMs }: { now: number; overlapMs: number },
): SigningSecret[] {
  const end = now + overlapMs;
  const before = liveSecrets(secrets, now).filter((each) => each.text !== text);
  // Two at most: what was already on its way out goes with the rotation after it.
  const [present] = before.map((each) => ({ ...each, until: Math.min(each.until ?? end, end) }));
  return present === undefined || overlapMs <= 0 ? [{ text }] : [{ text }, present];
}
