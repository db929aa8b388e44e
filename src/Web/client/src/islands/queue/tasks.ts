import type { Id, TaskRow } from '../../care/wire';
import type { Filter } from './rows';

// What the section of tasks shows, worked out from the tasks and the time. Pure.

const hour = 3_600_000;
/** A task further away than this is folded away: it is no work of this week. */
const soon = 7 * 24 * hour;

export const isMine = (task: TaskRow, me: Id): boolean => task.owner === me || task.coveredBy === me;

/** Mine first, then the earliest, and the id so that nothing flickers. */
export const tasksInOrder = (tasks: Iterable<TaskRow>, me: Id): TaskRow[] =>
  [...tasks].sort((a, b) => Number(!isMine(a, me)) - Number(!isMine(b, me)) || a.due - b.due || (a.task < b.task ? -1 : 1));

export function taskPasses(task: TaskRow, filter: Filter, me: Id, now: number): boolean {
  const left = task.due - now;
  switch (filter) {
    case 'overdue':
      return left <= 0;
    case 'hour':
      return left > 0 && left <= hour;
    case 'mine':
      return isMine(task, me);
    case 'uncovered':
      return task.uncovered !== '';
    case 'all':
      return left <= soon;
  }
}
