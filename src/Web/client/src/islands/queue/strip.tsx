import type { Id, TaskRow } from '../../care/wire';
import { type PatientInQueue, passesAny } from './patients';
import { queueWords } from './queue-words';
import { type Filter, filters } from './rows';
import { taskPasses } from './tasks';

export interface StripProps {
  patients: readonly PatientInQueue[];
  tasks: readonly TaskRow[];
  chosen: Filter;
  me: Id;
  now: number;
  onChoose: (filter: Filter) => void;
  onKeys: () => void;
}

/** How many patients wait and tasks are to be done, counted five ways; each is a view of the queue. */
export function Strip({ patients, tasks, chosen, me, now, onChoose, onKeys }: StripProps) {
  const say = queueWords();
  return (
    <nav class="strip small" aria-label={say('strip')}>
      {filters.map((filter) => (
        <a
          key={filter}
          href={`?show=${filter}`}
          aria-current={filter === chosen ? 'page' : undefined}
          onClick={(event) => {
            event.preventDefault();
            onChoose(filter);
          }}
        >
          <b>{patients.filter((each) => passesAny(each, filter, me, now)).length + tasks.filter((each) => taskPasses(each, filter, me, now)).length}</b>{' '}
          {say(`strip.${filter}`)}
        </a>
      ))}
      <p class="hide-s">
        <kbd>J</kbd> <kbd>K</kbd> {say('keys.hint.move')} <kbd>C</kbd> {say('keys.hint.claim')} <kbd>R</kbd> {say('keys.hint.reply')} <kbd>?</kbd>{' '}
        <button type="button" class="link" onClick={onKeys}>
          {say('keys.hint.all')}
        </button>
      </p>
    </nav>
  );
}
