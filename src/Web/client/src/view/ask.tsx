import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Dialog } from './dialog';
import { attempt } from './failures';
import { Icon } from './icons';
import { view } from './view-words';

export interface AskProps {
  title: string;
  /** Words of the button that does it. */
  act: string;
  /** What is still missing, or empty when it can be done. */
  missing: string;
  working?: string;
  /** Does it. A failure is told in the dialog, which stays. */
  onAct: () => Promise<unknown>;
  onClose: () => void;
  /** There is nothing to do here. */
  disabled?: boolean;
  children?: ComponentChildren;
}

/** A dialog that asks for something, does it, and stays with words when that fails. */
export function Ask(props: AskProps) {
  const say = view();
  const id = useId();
  const [error, setError] = useState('');
  const [working, setWorking] = useState(false);

  const run = async (): Promise<void> => {
    if (working) return;
    setError(props.missing);
    if (props.missing !== '') return;
    setWorking(true);
    const done = await attempt(props.onAct, setError);
    setWorking(false);
    if (done) props.onClose();
  };

  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form
        class="stack"
        aria-describedby={error === '' ? undefined : id}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        {props.children}
        {error === '' ? null : (
          <p class="error" id={id} role="alert">
            <Icon name="warn" />
            {error}
          </p>
        )}
        <p class="small muted" role="status">
          {working ? props.working : ''}
        </p>
        <div class="row">
          {props.disabled === true ? null : (
            <button type="submit" class="btn btn--main" aria-disabled={working ? 'true' : undefined}>
              {props.act}
            </button>
          )}
          <button type="button" class="btn" onClick={props.onClose}>
            {say('cancel')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
