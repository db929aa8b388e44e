import { useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { Id, TaskRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { Clock } from '../../view/clock';
import { attempt } from '../../view/failures';
import { Owner } from '../../view/owner';
import { dayAndTime, span } from '../../view/times';
import { queueWords } from './queue-words';

export interface TaskListProps {
  care: Care;
  tasks: readonly TaskRow[];
  /** How many are further away than this view shows. */
  later: number;
  now: number;
  tell: (words: string) => void;
  change: (task: TaskRow) => void;
  onLater: () => void;
}

const hour = 3_600_000;

/** What is to be done by a day: whose, for whom, until when, and what can be done with it. */
export function TaskList({ care, tasks, later, now, tell, change, onLater }: TaskListProps) {
  const say = queueWords();
  const [asked, setAsked] = useState<{ task: TaskRow; what: 'done' | 'hand' } | null>(null);
  if (tasks.length === 0 && later === 0) return null;

  const hand = (task: TaskRow, person: Id): Promise<boolean> =>
    attempt(async () => {
      await care.hub.ask('HandTask', task.task, person);
      change({ ...task, owner: person, uncovered: '', coveredBy: null });
      tell(person === care.person ? say('tasks.said.taken') : say('tasks.said.handed', { name: care.directory.nameOf(person) ?? say('someone') }));
    }, tell);

  return (
    <section class="tasks" aria-labelledby="tasks">
      <h2 id="tasks" class="tasks__head">
        {say('tasks')}
      </h2>
      <ol role="list">
        {tasks.map((task) => (
          <li class="task" key={task.task}>
            <div class="row row--apart">
              <strong>{say(`tasks.kind.${task.kind}`)}</strong>
              <TaskClock task={task} now={now} />
            </div>
            <div class="row row--apart">
              <span>{task.patientName}</span>
              <Owner name={task.owner === null ? null : (care.directory.nameOf(task.owner) ?? say('someone'))} you={task.owner === care.person} />
            </div>
            {task.uncovered === 'owner-away' ? (
              <p>
                {task.coveredBy === null
                  ? say('tasks.away')
                  : task.coveredBy === care.person
                    ? say('tasks.covered.you')
                    : say('tasks.covered', { name: care.directory.nameOf(task.coveredBy) ?? say('someone') })}
              </p>
            ) : null}
            <div class="keys">
              <button type="button" class="btn btn--bar" aria-label={say('tasks.done.of', { what: say(`tasks.kind.${task.kind}`), name: task.patientName })} onClick={() => setAsked({ task, what: 'done' })}>
                {say('tasks.done')}
              </button>
              {task.owner === care.person ? null : (
                <button type="button" class="btn btn--bar" aria-label={say('tasks.take.of', { what: say(`tasks.kind.${task.kind}`), name: task.patientName })} onClick={() => void hand(task, care.person)}>
                  {say('tasks.take')}
                </button>
              )}
              <button type="button" class="btn btn--bar" aria-label={say('tasks.hand.of', { what: say(`tasks.kind.${task.kind}`), name: task.patientName })} onClick={() => setAsked({ task, what: 'hand' })}>
                {say('tasks.hand')}
              </button>
            </div>
          </li>
        ))}
      </ol>
      {later === 0 ? null : (
        <p class="tasks__later">
          <button type="button" class="link" onClick={onLater}>
            {say('tasks.later', { n: later })}
          </button>
        </p>
      )}
      {asked?.what === 'done' ? <Done care={care} task={asked.task} tell={tell} change={change} onClose={() => setAsked(null)} /> : null}
      {asked?.what === 'hand' ? <Hand care={care} task={asked.task} onHand={(person) => hand(asked.task, person)} onClose={() => setAsked(null)} /> : null}
    </section>
  );
}

function TaskClock({ task, now }: { task: TaskRow; now: number }) {
  const say = queueWords();
  const left = task.due - now;
  if (left <= 0) {
    return (
      <Clock left={0} tone="over">
        {say('clock.over', { span: span(-left) })}
      </Clock>
    );
  }
  return <span class={left <= hour ? 'clock clock--soon' : 'clock'}>{left <= hour ? say('tasks.left', { span: span(left) }) : say('tasks.by', { when: dayAndTime(task.due, now) })}</span>;
}

function Done({ care, task, tell, change, onClose }: { care: Care; task: TaskRow; tell: (words: string) => void; change: (task: TaskRow) => void; onClose: () => void }) {
  const say = queueWords();
  return (
    <Ask
      title={say('tasks.done.title')}
      act={say('tasks.done')}
      missing=""
      onClose={onClose}
      onAct={async () => {
        await care.hub.ask('FinishTask', task.task);
        change({ ...task, state: 'done' });
        tell(say('tasks.said.done'));
      }}
    >
      <p>{say('tasks.done.about', { what: say(`tasks.kind.${task.kind}`), name: task.patientName })}</p>
    </Ask>
  );
}

function Hand({ care, task, onHand, onClose }: { care: Care; task: TaskRow; onHand: (person: Id) => Promise<boolean>; onClose: () => void }) {
  const say = queueWords();
  const [person, setPerson] = useState<Id | null>(null);
  const staff = (care.directory.state.get()?.staff ?? []).filter((each) => each.person !== task.owner && each.person !== care.person);
  return (
    <Ask
      title={say('tasks.hand.title', { what: say(`tasks.kind.${task.kind}`), name: task.patientName })}
      act={say('tasks.hand.do')}
      missing={person === null ? say('tasks.hand.choose') : ''}
      disabled={staff.length === 0}
      onClose={onClose}
      onAct={async () => {
        if (person !== null) await onHand(person);
      }}
    >
      <Choices legend={say('tasks.hand.who')} name="person" chosen={person} onChoose={setPerson} options={staff.map((each) => ({ value: each.person, words: each.name }))} />
    </Ask>
  );
}
