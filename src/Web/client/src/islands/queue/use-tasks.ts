import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care } from '../../care/types';
import type { TaskRow } from '../../care/wire';
import { tasksInOrder } from './tasks';

/** A push can be lost, so all tasks are asked for again now and then. Milliseconds. */
const refresh = 60_000;

export interface TasksNow {
  tasks: readonly TaskRow[];
  /** Puts in what an act of this person's came to, before the push says so. */
  change: (task: TaskRow) => void;
}

/** What is still to be done and this person sees, live. */
export function useTasks(care: Care): TasksNow {
  const [tasks, setTasks] = useState<ReadonlyMap<string, TaskRow>>(new Map());

  const change = useCallback((task: TaskRow) => {
    setTasks((known) => {
      const next = new Map(known);
      if (task.state === 'open') next.set(task.task, task);
      else next.delete(task.task);
      return next;
    });
  }, []);

  const look = useCallback(async () => {
    try {
      const reply = await care.hub.ask('Tasks');
      setTasks(new Map((reply.tasks ?? []).map((task) => [task.task, task])));
    } catch (error) {
      // Without a connection, or without a right, the rest of the page says so; the next return asks again.
      if (!(error instanceof Refused || error instanceof Unreachable || error instanceof SignedOut)) throw error;
    }
  }, [care]);

  useEffect(() => {
    void look();
    const stops = [care.hub.on('TaskChanged', change), care.hub.on('CirclesChanged', () => void look()), care.hub.onConnected(() => void look())];
    const timer = setInterval(() => void look(), refresh);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [care, change, look]);

  return { tasks: useMemo(() => tasksInOrder(tasks.values(), care.person), [tasks, care]), change };
}
