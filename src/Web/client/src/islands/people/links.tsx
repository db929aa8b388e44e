import { useId, useState } from 'preact/hooks';
import type { Pending } from '../../care/invitations';
import { day } from '../../words/dates';
import { Dialog } from '../../view/dialog';
import { peopleWords } from './people-words';

/** A link, to be copied or read out. It is made of text only: whoever has it can join as this person. */
export function LinkDialog({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const say = peopleWords();
  const id = useId();
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    const field = document.getElementById(id) as HTMLTextAreaElement;
    field.select();
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <Dialog title={say('link.title', { name })} onClose={onClose}>
      <p>{say('link.what', { name })}</p>
      <div class="field">
        <label for={id}>{say('link.label')}</label>
        <textarea id={id} class="mono" rows={4} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
      </div>
      <p class="small muted">{say('link.next', { name })}</p>
      <p class="small" role="status">
        {copied ? say('link.copied') : ''}
      </p>
      <div class="row">
        <button type="button" class="btn btn--main" onClick={() => void copy()}>
          {say('link.copy')}
        </button>
        <button type="button" class="btn" onClick={onClose}>
          {say('close')}
        </button>
      </div>
    </Dialog>
  );
}

/** Links that nobody has joined with. */
export function Links({ pending, onShow }: { pending: readonly Pending[]; onShow: (pending: Pending) => void }) {
  const say = peopleWords();
  const open = pending.filter((p) => (p.info.state === 'open' || p.info.state === 'expired') && p.invitee !== null);
  if (open.length === 0) return null;
  return (
    <section class="stack-s" aria-labelledby="links">
      <h2 id="links">{say('open')}</h2>
      <ul role="list" class="facts card card--plain">
        {open.map((p) => (
          <li key={p.info.id} class="row row--apart">
            <span>
              <strong>{p.invitee?.name}</strong>
              <br />
              <span class="small muted">
                {say(p.info.state === 'open' ? 'open.until' : 'open.expired', { role: say(`role.${p.info.role}`), when: day(p.info.expiresAt) })}
              </span>
            </span>
            {p.info.state === 'open' ? (
              <button type="button" class="btn" onClick={() => onShow(p)}>
                {say('open.show')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
