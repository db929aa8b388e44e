import type { AlertEvent, AlertRow, Id } from '../../care/wire';

// What the board shows, worked out from the alerts and the time. Pure.

/** From "I have this" to contact (CLINICAL.md, P0), until the server has said by when. Milliseconds. */
export const reachWithin = 15 * 60_000;

export const isOpen = (alert: AlertRow): boolean => alert.state !== 'closed';

/** Nobody has it yet. */
export const isFree = (alert: AlertRow): boolean => alert.state === 'raised' || alert.state === 'paged';

/** Nobody is in danger: the chain is only tried. */
export const isDrill = (alert: AlertRow): boolean => alert.cause === 'drill';

/** Free ones first, then one's own, then those of colleagues; of each the oldest first. A drill stands after every real one. */
export function onBoard(alerts: Iterable<AlertRow>, me: Id): AlertRow[] {
  const place = (alert: AlertRow): number => (isDrill(alert) ? 3 : isFree(alert) ? 0 : alert.owner === me ? 1 : 2);
  return [...alerts]
    .filter(isOpen)
    .sort((a, b) => place(a) - place(b) || a.raisedAt - b.raisedAt || (a.alert < b.alert ? -1 : 1));
}

export const closedOnes = (alerts: Iterable<AlertRow>): AlertRow[] =>
  [...alerts].filter((alert) => !isOpen(alert) && !isDrill(alert)).sort((a, b) => lastOf(b, 'closed') - lastOf(a, 'closed'));

/** When something of this kind happened last, or when the alert was raised. */
export const lastOf = (alert: AlertRow, kind: string): number => alert.events.findLast((event) => event.kind === kind)?.at ?? alert.raisedAt;

/** What it was raised for, then what was said when help was asked for again; each once. */
export const causesOf = (alert: AlertRow): string[] => [
  ...new Set([alert.cause, ...alert.events.flatMap((event) => (event.kind === 'repeated' ? [event.detail] : []))]),
];

/** Who had it and did not reach the patient in time, while nobody has it since. */
export function expiredFrom(alert: AlertRow): Id | null {
  const last = alert.events.findLast((event) => event.kind === 'expired' || event.kind === 'acknowledged' || event.kind === 'given-back');
  return isFree(alert) && last?.kind === 'expired' ? last.detail : null;
}

/** The history with one line for each person paged: the last page, and how many there were. */
export function history(alert: AlertRow): { event: AlertEvent; times: number }[] {
  const pagesOf = (person: string): AlertEvent[] => alert.events.filter((event) => event.kind === 'paged' && event.detail === person);
  return alert.events
    .filter((event) => event.kind !== 'paged' || pagesOf(event.detail).at(-1) === event)
    .map((event) => ({ event, times: event.kind === 'paged' ? pagesOf(event.detail).length : 1 }));
}

export const minutesOpen = (alert: AlertRow, now: number): number => Math.max(0, Math.floor((now - alert.raisedAt) / 60_000));
