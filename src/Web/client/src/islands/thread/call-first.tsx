import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../view/icons';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { threadWords } from './thread-words';

/** The form outside of the composer that *Tell my team* posts; it needs no key and no script of ours. */
export const tellForm = 'tell-my-team';

/** What "now" opens before anything can be written: numbers that answer, the team's pager, and the choice to write anyway. */
export function CallFirst({ lines, onAnyway }: { lines: readonly PhoneLine[]; onAnyway: () => void }) {
  const say = threadWords();
  const box = useRef<HTMLDivElement>(null);
  // On a phone it opens below the fold: the numbers must be seen without looking for them.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div ref={box} class="banner banner--crisis" role="group" aria-label={say('now.title')}>
      <div class="stack-s">
        <p>
          <strong>{say('now.title')}</strong> {say('now.answers')}
        </p>
        <Numbers lines={lines} />
        <div class="row">
          <a class="btn" href="/plan">
            <Icon name="leaf" />
            {say('now.plan')}
          </a>
          <button type="submit" form={tellForm} class="btn">
            <Icon name="people" />
            {say('now.tell')}
          </button>
          <button type="button" class="btn btn--quiet" onClick={onAnyway}>
            {say('now.anyway')}
          </button>
        </div>
      </div>
    </div>
  );
}

/** The numbers stay in sight while somebody writes a message marked "now". */
export function StillThere({ lines }: { lines: readonly PhoneLine[] }) {
  const say = threadWords();
  return (
    <div class="banner banner--crisis">
      <div class="stack-s">
        <p>{say('now.still')}</p>
        <Numbers lines={lines} />
      </div>
    </div>
  );
}
