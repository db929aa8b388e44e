import type { Id, QueueRow } from '../../care/wire';
import { queueWords } from './queue-words';
import { type Filter, filters, passes } from './rows';

export interface StripProps {
  rows: readonly QueueRow[];
  chosen: Filter;
  me: Id;
  now: number;
  onChoose: (filter: Filter) => void;
  onKeys: () => void;
}

/** How much waits, counted five ways; each is a view of the queue. */
export function Strip({ rows, chosen, me, now, onChoose, onKeys }: StripProps) {
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
          <b>{rows.filter((row) => passes(row, filter, me, now)).length}</b>{' '}
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
