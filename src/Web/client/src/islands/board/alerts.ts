import type { AlertRow } from '../../care/wire';

// What the board shows, worked out from the alerts and the time. Pure.

/** From "I have this" to contact (CLINICAL.md, P0). Milliseconds. */
export const reachWithin = 15 * 60_000;

export const isOpen = (alert: AlertRow): boolean => alert.state !== 'closed';

/** Nobody has it yet. */
export const isFree = (alert: AlertRow): boolean => alert.state === 'raised' || alert.state === 'paged';

/** Free ones first, then the oldest. */
export function onBoard(alerts: Iterable<AlertRow>): AlertRow[] {
  return [...alerts]
    .filter(isOpen)
    .sort((a, b) => Number(!isFree(a)) - Number(!isFree(b)) || a.raisedAt - b.raisedAt || (a.alert < b.alert ? -1 : 1));
}

export const closedOnes = (alerts: Iterable<AlertRow>): AlertRow[] =>
  [...alerts].filter((alert) => !isOpen(alert)).sort((a, b) => lastOf(b, 'closed') - lastOf(a, 'closed'));

/** When something of this kind happened last, or when the alert was raised. */
export const lastOf = (alert: AlertRow, kind: string): number => alert.events.findLast((event) => event.kind === kind)?.at ?? alert.raisedAt;

export const minutesOpen = (alert: AlertRow, now: number): number => Math.max(0, Math.floor((now - alert.raisedAt) / 60_000));
