import { useId, useState } from 'preact/hooks';
import type { Conversation, Line } from '../../care/types';
import { useStore } from '../../care/use';
import type { Id } from '../../care/wire';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import { dayAndTime } from '../../view/times';
import { boardWords } from './board-words';

/** Where the patient is, said or confirmed at a time. */
export interface Place { readonly key: string; readonly where: string; readonly at: number; readonly name: string; readonly by: 'patient' | 'you' | 'colleague'; readonly waits: boolean }

/** All that was said of where the patient is, newest first. */
export function placesOf(lines: readonly Line[], patient: Id | null): Place[] {
  const places: Place[] = [];
  for (const line of lines) {
    if (line.is !== 'message' || (line.content.type !== 'location' && line.content.type !== 'details') || line.content.where === '') continue;
    const by = line.author === patient ? 'patient' : line.own ? 'you' : 'colleague';
    places.push({ key: line.key, where: line.content.where, at: line.at, name: line.name, by, waits: line.number === null });
  }
  return places.reverse();
}

/** Newest first; the earlier ones one tap away. Where nothing was said, where the patient usually is. */
export function Where({ places, usual, now }: { places: readonly Place[]; usual: string; now: number }) {
  const say = boardWords();
  const [newest, ...earlier] = places;
  return (
    <>
      {newest === undefined ? <p class="muted">{say('where.unknown')}</p> : <At place={newest} now={now} />}
      {usual === '' ? null : (
        <p class={newest === undefined ? undefined : 'small muted'}>{say('where.usual', { address: usual })}</p>
      )}
      {earlier.length === 0 ? null : (
        <details class="fold small">
          <summary>{say.count('where.earlier', earlier.length)}</summary>
          <ul role="list" class="facts">
            {earlier.map((place) => (
              <li key={place.key}>
                <At place={place} now={now} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function At({ place, now }: { place: Place; now: number }) {
  const say = boardWords();
  const at = dayAndTime(place.at, now);
  return (
    <p>
      {place.where}
      <br />
      <span class="small muted">{place.waits ? say('where.sending') : say(`where.by.${place.by}`, { at, name: place.name })}</span>
    </p>
  );
}

/** The responder writes down where the patient is, as heard just now. Sealed into the room; the patient sees it too. */
export function ConfirmWhere({ talk, suggested, tell }: { talk: Conversation; suggested: string; tell: (words: string) => void }) {
  const say = boardWords();
  const id = useId();
  const { canWrite } = useStore(talk.state);
  const [where, setWhere] = useState<string | null>(null);
  const [error, setError] = useState('');
  if (where === null) {
    return (
      <p>
        <button type="button" class="btn btn--bar" aria-disabled={canWrite ? undefined : 'true'} onClick={() => (canWrite ? setWhere(suggested) : undefined)}>
          <Icon name="check" />
          {say('where.confirm')}
        </button>
      </p>
    );
  }
  const send = async (): Promise<void> => {
    if (where.trim() === '') return setError(say('where.missing'));
    if (await attempt(() => talk.send({ type: 'location', where: where.trim() }), tell)) {
      setWhere(null);
      tell(say('said.where'));
    }
  };
  return (
    <form
      class="stack-s"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div class="field">
        <label for={id}>{say('where.field')}</label>
        <input id={id} type="text" autocomplete="off" maxLength={500} value={where} autoFocus aria-describedby={error === '' ? undefined : `${id}e`} onInput={(event) => setWhere(event.currentTarget.value)} />
        {error === '' ? null : (
          <p class="error" id={`${id}e`} role="alert">
            <Icon name="warn" />
            <span>{error}</span>
          </p>
        )}
      </div>
      <div class="row">
        <button type="submit" class="btn btn--main">
          {say('where.save')}
        </button>
        <button type="button" class="btn" onClick={() => setWhere(null)}>
          {say('where.cancel')}
        </button>
      </div>
    </form>
  );
}
