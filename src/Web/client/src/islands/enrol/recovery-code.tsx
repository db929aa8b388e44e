import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { CodeField } from '../../view/field';
import { failureWords } from '../../view/failures';
import { Icon } from '../../view/icons';
import { enrolWords } from './enrol-words';

/** A new person's recovery code, as the steps need it. */
export interface Code {
  readonly groups: readonly string[];
  firstWrongGroup(typed: string): number;
}

/** Where one stands while setting up. */
export function Steps({ at }: { at: 'account' | 'code' | 'ready' }) {
  const say = enrolWords();
  const all = ['account', 'code', 'ready'] as const;
  return (
    <ol role="list" class="steps" aria-label={say('steps')}>
      {all.map((step, i) => (
        <li key={step} class={i < all.indexOf(at) ? 'done' : undefined} aria-current={step === at ? 'step' : undefined}>
          {say(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}

/** A heading that takes the focus when its step begins, so that nobody is left behind. */
export function Heading({ level = 1, children }: { level?: 1 | 2; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const Level = `h${level}` as const;
  return (
    <Level ref={heading} tabIndex={-1}>
      {children}
    </Level>
  );
}

/** The code is shown, written down, hidden, typed back; then `store` makes the keys. Nothing is stored before it was typed right. */
export function RecoveryCodeSteps({ code, store }: { code: Code; store: () => Promise<void> }) {
  const [shown, setShown] = useState(true);
  return shown ? <Shown groups={code.groups} onWritten={() => setShown(false)} /> : <TypeBack code={code} store={store} onShow={() => setShown(true)} />;
}

function Shown({ groups, onWritten }: { groups: readonly string[]; onWritten: () => void }) {
  const say = enrolWords();
  return (
    <>
      <div class="stack">
        <Heading>{say('code.title')}</Heading>
        <p>{say('code.why')}</p>
      </div>
      <div class="card stack">
        <ol role="list" class="code" aria-label={say('code.list')}>
          {groups.map((group, i) => (
            <li key={i}>{group}</li>
          ))}
        </ol>
        <div class="row">
          <button type="button" class="btn" onClick={() => window.print()}>
            {say('code.print')}
          </button>
        </div>
        <p class="small muted">{say('code.paper')}</p>
      </div>
      <button type="button" class="btn btn--main" onClick={onWritten}>
        {say('code.written')}
      </button>
    </>
  );
}

function TypeBack({ code, store, onShow }: { code: Code; store: () => Promise<void>; onShow: () => void }) {
  const say = enrolWords();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState('');
  const [failed, setFailed] = useState('');
  const [storing, setStoring] = useState(false);

  const check = async (): Promise<void> => {
    if (storing) return;
    const wrong = code.firstWrongGroup(typed);
    setFailed('');
    setError(typed.trim() === '' ? say('type.empty') : wrong > 0 ? say('type.wrong', { n: wrong }) : '');
    if (typed.trim() === '' || wrong > 0) return;
    setStoring(true);
    try {
      await store();
    } catch (reason) {
      setFailed(`${failureWords(reason)} ${say('retry')}`);
    } finally {
      setStoring(false);
    }
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void check();
      }}
    >
      <Heading>{say('type.title')}</Heading>
      <p>{say('type.why')}</p>
      <CodeField label={say('type.label')} hint={say('type.hint')} error={error} value={typed} onInput={setTyped} />
      {failed === '' ? null : (
        <p class="error" role="alert">
          <Icon name="warn" />
          <span>{failed}</span>
        </p>
      )}
      <p class="small muted" role="status">
        {storing ? say('storing') : ''}
      </p>
      <div class="row">
        <button type="submit" class="btn btn--main" aria-disabled={storing ? 'true' : undefined}>
          {say('type.go')}
        </button>
        <button type="button" class="btn btn--quiet" onClick={onShow}>
          {say('type.show')}
        </button>
      </div>
    </form>
  );
}
