import type { AlertRow, Id } from '../../care/wire';

// What the board shows, worked out from the alerts and the time. Pure.

/** From "I have this" to contact (CLINICAL.md, P0). Milliseconds. */
export const reachWithin = 15 * 60_000;

export const isOpen = (alert: AlertRow): boolean => alert.state !== 'closed';

/** Nobody has it yet. */
export const isFree = (alert: AlertRow): boolean => alert.state === 'raised' || alert.state === 'paged';

/** Free ones first, then one's own, then those of colleagues; of each the oldest first. */
export function onBoard(alerts: Iterable<AlertRow>, me: Id): AlertRow[] {
  const place = (alert: AlertRow): number => (isFree(alert) ? 0 : alert.owner === me ? 1 : 2);
  return [...alerts]
    .filter(isOpen)
    .sort((a, b) => place(a) - place(b) || a.raisedAt - b.raisedAt || (a.alert < b.alert ? -1 : 1));
}

export const closedOnes = (alerts: Iterable<AlertRow>): AlertRow[] =>
  [...alerts].filter((alert) => !isOpen(alert)).sort((a, b) => lastOf(b, 'closed') - lastOf(a, 'closed'));

/** When something of this kind happened last, or when the alert was raised. */
export const lastOf = (alert: AlertRow, kind: string): number => alert.events.findLast((event) => event.kind === kind)?.at ?? alert.raisedAt;

/** What it was raised for, then what was said when help was asked for again; each once. */
export const causesOf = (alert: AlertRow): string[] => [
  ...new Set([alert.cause, ...alert.events.flatMap((event) => (event.kind === 'repeated' ? [event.detail] : []))]),
];

export const minutesOpen = (alert: AlertRow, now: number): number => Math.max(0, Math.floor((now - alert.raisedAt) / 60_000));
