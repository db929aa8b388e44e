import { useEffect, useRef, useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { Self } from '../../care/wire';
import { Banner } from '../../view/banner';
import { type EntryProps, nextPath } from '../../view/entry';
import { CodeField, Field } from '../../view/field';
import { failureWords } from '../../view/failures';
import { Icon } from '../../view/icons';
import { Numbers } from '../../view/numbers';
import { unlockWords } from './unlock-words';

export interface UnlockPage {
  next: string;
  /** In a demo: the code of who is signed in. */
  demoCode: string | null;
}

export interface UnlockProps extends EntryProps<UnlockPage> {
  /** Makes this a device of the person; `foundAs` is asked for when a founding was interrupted. */
  unlock: (self: Self, code: string, foundAs: string) => Promise<unknown>;
  /** Whether this browser has the person's keys already. */
  unlocked: (self: Self) => Promise<boolean>;
  go: (path: string) => void;
}

type Wrong = { readonly is: 'code' | 'failed'; readonly words: string } | { readonly is: 'withheld' } | null;

/** A person whose keys this browser does not have types the recovery code; in a demo it is typed for them. */
export function Unlock({ self, page, unlock, unlocked, go }: UnlockProps) {
  const say = unlockWords();
  const [typed, setTyped] = useState(page.demoCode ?? '');
  const [name, setName] = useState(self?.name ?? '');
  const [wrong, setWrong] = useState<Wrong>(null);
  const [working, setWorking] = useState(false);
  const running = useRef(false);
  const next = nextPath(page.next);
  const founding = self !== null && self.clinic === null;
  const who = self === null || self.name === '' ? say('you') : self.name;

  const open = async (code: string): Promise<void> => {
    if (self === null || running.current) return;
    if (code.trim() === '') return setWrong({ is: 'code', words: say('empty') });
    if (founding && name.trim() === '') return setWrong({ is: 'failed', words: say('name.empty') });
    running.current = true;
    setWrong(null);
    setWorking(true);
    try {
      await unlock(self, code, name.trim());
      go(next);
    } catch (error) {
      setWrong(whatIsWrong(error, code, who));
    } finally {
      running.current = false;
      setWorking(false);
    }
  };

  useEffect(() => {
    if (self === null) return go(`/sign-in?next=${encodeURIComponent(`/unlock?next=${encodeURIComponent(next)}`)}`);
    if (self.person === null) return go('/enrol');
    void unlocked(self).then((there) => {
      if (there) go(next);
      else if (page.demoCode !== undefined && page.demoCode !== null && !founding) void open(page.demoCode);
    });
  }, []);

  if (self?.person === undefined || self.person === null) return null;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void open(typed);
      }}
    >
      <h1>{say('title')}</h1>
      {page.demoCode === undefined || page.demoCode === null ? <p>{say('what')}</p> : <Banner icon="info" title={say('demo.title')}>{say('demo', { name: who })}</Banner>}
      {founding ? <Field label={say('name.label')} value={name} onInput={setName} autoComplete="name" maxLength={64} /> : null}
      <CodeField label={say('label')} hint={say('hint')} error={wrong?.is === 'code' ? wrong.words : ''} value={typed} onInput={setTyped} disabled={working} />
      {wrong?.is === 'withheld' ? (
        <Banner tone="heed" icon="warn" title={say('withheld.title')} live="alert">
          <p>{say('withheld')}</p>
          <Numbers />
        </Banner>
      ) : null}
      {wrong?.is === 'failed' ? (
        <p class="error" role="alert">
          <Icon name="warn" />
          <span>{wrong.words}</span>
        </p>
      ) : null}
      <p class="small muted" role="status">
        {working ? say('opening') : ''}
      </p>
      <button type="submit" class="btn btn--main" aria-disabled={working ? 'true' : undefined}>
        {say('go')}
      </button>
      <details class="fold small">
        <summary>{say('lost.title')}</summary>
        <p>{say('lost')}</p>
      </details>
    </form>
  );
}

/** Refusals of the keys themselves: the server's doing, not the person's. */
const withheld = new Set(['KeysWithheld', 'DoesNotOpen', 'OtherClinic', 'IdentityChanged', 'BadSignature', 'WrongPrev', 'RolledBack']);

function whatIsWrong(error: unknown, code: string, who: string): Wrong {
  const say = unlockWords();
  if (!(error instanceof Refused)) return { is: 'failed', words: failureWords(error) };
  if (withheld.has(error.reason)) return { is: 'withheld' };
  if (error.reason !== 'WrongCode') return { is: 'failed', words: failureWords(error) };
  return { is: 'code', words: hasForm(code) ? say('wrong', { name: who }) : say('form') };
}

const hasForm = (code: string): boolean => /^[0-9A-TV-Z]{32}$/i.test(code.replace(/[\s\-‐-―]/g, ''));
