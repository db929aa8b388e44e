import { useId, useRef, useState } from 'preact/hooks';
import type { Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import { toldWords } from './told-words';

/** Where the person is and what is happening; both may stay empty, one must not. Sealed to the room, which it opens. */
export function DetailsForm({ talk, tell }: { talk: Conversation; tell: (words: string) => void }) {
  const say = toldWords();
  const id = useId();
  const text = useStore(talk.draft);
  const [where, setWhere] = useState('');
  const [error, setError] = useState('');
  const field = useRef<HTMLInputElement>(null);

  const send = async (): Promise<void> => {
    const missing = where.trim() === '' && text.trim() === '';
    setError(missing ? say('empty') : '');
    if (missing) field.current?.focus();
    else await attempt(() => talk.send({ type: 'details', where: where.trim(), text }), tell);
  };

  return (
    <form
      class="stack"
      aria-labelledby={`${id}t`}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2 id={`${id}t`}>{say('more.title')}</h2>
      <p>{say('more')}</p>
      <div class="field">
        <label for={`${id}w`}>{say('where')}</label>
        <span class="hint" id={`${id}h`}>
          {say('where.hint')}
        </span>
        <input id={`${id}w`} ref={field} type="text" autocomplete="off" maxLength={500} value={where} aria-describedby={error === '' ? `${id}h` : `${id}h ${id}e`} onInput={(event) => setWhere(event.currentTarget.value)} />
      </div>
      <div class="field">
        <label for={`${id}m`}>{say('what')}</label>
        <textarea id={`${id}m`} rows={3} value={text} maxLength={10_000} onInput={(event) => talk.keep(event.currentTarget.value)} />
      </div>
      {error === '' ? null : (
        <p class="error" id={`${id}e`} role="alert">
          <Icon name="warn" />
          {error}
        </p>
      )}
      <button type="submit" class="btn btn--main">
        {say('send')}
      </button>
    </form>
  );
}

/** Once something was written: to say again where one is, whenever that changes. */
export function WhereNow({ talk, tell }: { talk: Conversation; tell: (words: string) => void }) {
  const say = toldWords();
  const id = useId();
  const [open, setOpen] = useState(false);
  const [where, setWhere] = useState('');
  const send = async (): Promise<void> => {
    if (where.trim() === '') return;
    if (!(await attempt(() => talk.send({ type: 'location', where: where.trim() }), tell))) return;
    setWhere('');
    setOpen(false);
    tell(say('moved.sent'));
  };
  return (
    <details class="fold" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('moved')}</summary>
      <form
        class="stack-s"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="field">
          <label for={id}>{say('where')}</label>
          <span class="hint" id={`${id}h`}>
            {say('where.hint')}
          </span>
          <input id={id} type="text" autocomplete="off" required maxLength={500} value={where} aria-describedby={`${id}h`} onInput={(event) => setWhere(event.currentTarget.value)} />
        </div>
        <button type="submit" class="btn">
          {say('moved.send')}
        </button>
      </form>
    </details>
  );
}
