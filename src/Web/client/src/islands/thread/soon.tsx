import type { ReplyTimes } from '../../care/wire';
import { soon as when } from '../../words/dates';
import { threadWords } from './thread-words';

export type Soon = 'now' | 'today' | 'week';

/** How soon an answer is needed, with the time of each before anything is written. */
export function HowSoon(props: { chosen: Soon; onChoose: (soon: Soon) => void; times: ReplyTimes | null; now: number }) {
  const say = threadWords();
  const hint = (soon: Soon): string => {
    if (soon === 'now') return say('soon.now.hint');
    return props.times === null ? '' : say('soon.by', { when: when(props.times[soon], props.now) });
  };
  return (
    <fieldset>
      <legend>{say('soon')}</legend>
      <div class="choices choices--3">
        {(['now', 'today', 'week'] as const).map((soon) => (
          <label class="choice" key={soon}>
            <input type="radio" name="soon" value={soon} checked={props.chosen === soon} onChange={() => props.onChoose(soon)} />
            <span>
              <strong>{say(`soon.${soon}`)}</strong>
              <span class="hint">{hint(soon)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
