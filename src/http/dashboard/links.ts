import type { Interval } from '../../kernel/instant.ts';
import { formatInstant } from '../../kernel/instant.ts';

/** Address of the first page. */
export const overviewPath = '/dashboard';

/** Address of the list of subscriptions. */
export const subscriptionsPath = `${overviewPath}/subscriptions`;

/** Address of the list of calendars. */
export const calendarsPath = `${overviewPath}/calendars`;

/** Address of a calendar's page. */
export function calendarPath(id: string): string {
  return `${calendarsPath}/${encodeURIComponent(id)}`;
}

/** Address of the list of maintenance windows. */
export const windowsPath = `${overviewPath}/maintenance`;

/** Address of a maintenance window's page. */
export function windowPath(id: string): string {
  return `${windowsPath}/${encodeURIComponent(id)}`;
}

/** Address of the list of collector gaps. */
export const gapsPath = `${overviewPath}/gaps`;

/** Address of a collector gap's page. */
export function gapPath(id: string): string {
  return `${gapsPath}/${encodeURIComponent(id)}`;
}

/** Address of a subscription's page. */
export function subscriptionPath(id: string): string {
  return `${subscriptionsPath}/${encodeURIComponent(id)}`;
}

/** Address of an agreement's page. */
export function slaPath(id: string): string {
  return `${overviewPath}/slas/${encodeURIComponent(id)}`;
}

/** Address of a commitment's page, of one of its periods when given. */
export function commitmentPath(id: string, period?: Interval): string {
  const path = `${overviewPath}/commitments/${encodeURIComponent(id)}`;
  return period === undefined ? path : `${path}?${periodQuery(period)}`;
}

/** `period=start/end`. */
export function periodQuery({ start, end }: Interval): string {
  return `period=${encodeURIComponent(`${formatInstant(start)}/${formatInstant(end)}`)}`;
}
