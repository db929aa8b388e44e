import type { Id, QueueRow } from '../../care/wire';

// What the queue shows, worked out from its rows and the time. Pure.

export type Filter = 'overdue' | 'hour' | 'mine' | 'uncovered' | 'all';

export const filters: readonly Filter[] = ['overdue', 'hour', 'mine', 'uncovered', 'all'];

const hour = 3_600_000;
const levels = ['crisis', 'urgent', 'today', 'routine'] as const;

/** The patient still waits for an answer. */
export const isOpen = (row: QueueRow): boolean => row.state === 'waiting' || row.state === 'claimed';

/** Nobody who is there has it. */
export const isUncovered = (row: QueueRow): boolean => row.owner === null || row.uncovered === 'owner-away';

/** The clock that runs: to claim while nobody has it, then to answer. */
export const dueOf = (row: QueueRow): number => (isUncovered(row) ? row.claimBy : row.dueBy);

/** The domain's order: answered ones last, then level, clock, oldest, and the id so that nothing flickers. */
export function inOrder(rows: Iterable<QueueRow>): QueueRow[] {
  return [...rows].sort(
    (a, b) =>
      Number(!isOpen(a)) - Number(!isOpen(b)) ||
      levels.indexOf(a.level) - levels.indexOf(b.level) ||
      dueOf(a) - dueOf(b) ||
      a.waitingSince - b.waitingSince ||
      (a.item < b.item ? -1 : 1),
  );
}

export function passes(row: QueueRow, filter: Filter, me: Id, now: number): boolean {
  const left = dueOf(row) - now;
  switch (filter) {
    case 'overdue':
      return isOpen(row) && left <= 0;
    case 'hour':
      return isOpen(row) && left > 0 && left <= hour;
    case 'mine':
      return row.owner === me || row.coveredBy === me;
    case 'uncovered':
      return isOpen(row) && (isUncovered(row) || row.uncovered !== '');
    case 'all':
      return true;
  }
}

/** The part of the clock that is left, 0 to 1, and how it looks. */
export function clockOf(row: QueueRow, now: number): { left: number; tone: 'calm' | 'soon' | 'over' } {
  const due = dueOf(row);
  if (due <= now) return { left: 0, tone: 'over' };
  const left = (due - now) / Math.max(1, due - row.waitingSince);
  return { left, tone: left <= 0.25 || due - now <= 5 * 60_000 ? 'soon' : 'calm' };
}

/** Whether a changed row belongs in this person's queue still: what no team sees, and what they cover for, does too. */
export const stays = (row: QueueRow, teams: ReadonlySet<Id> | null, me: Id): boolean =>
  row.state !== 'closed' && (teams === null || row.uncovered === 'no-team' || row.coveredBy === me || (row.team !== null && teams.has(row.team)));
