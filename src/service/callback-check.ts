import type { AddressGuard } from '../http/address-guard.ts';
import type { Fault } from '../kernel/problem.ts';
import type { Logger } from '../kernel/logger.ts';

/**
 * The check of a callback at registration. Who registers it learns only that it is refused; the log names the host and
 * the setting that would allow it, for the operator whose listener it is. Never the rest of the URL: it may hold a secret.
 */
export function createCallbackCheck(guard: AddressGuard, logger: Logger): (callback: string) => Fault[] {
  return (callback) => {
    const faults = guard.checkUrl(callback);
    const host = faults.length > 0 ? hostIn(callback) : undefined;
    if (host !== undefined)
      logger.info(
        { host, setting: 'SURETY_CALLBACK_ALLOW' },
        'callback refused; a host that the setting lists is allowed',
      );
    return faults;
  };
}

function hostIn(callback: string): string | undefined {
  if (!/^https?:/i.test(callback) || !URL.canParse(callback)) return undefined;
  const { hostname } = new URL(callback);
  return hostname === '' ? undefined : hostname;
}
