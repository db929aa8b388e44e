import type { ComponentChildren, RefObject } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Icon } from './icons';
import { view } from './view-words';

/** Bytes of UTF-8 that one message can hold: 64 KiB of content, less what its frame needs. */
export const longest = 64 * 1024 - 64;

export interface ComposerProps {
  draft: string;
  onDraft: (text: string) => void;
  /** Called with the text as written. The caller empties the draft once the device keeps the message. */
  onSend: (text: string) => void;
  label?: string;
  /** Hides the label's look, not the label: where a placeholder says it already. */
  placeholder?: string;
  rows?: number;
  field?: RefObject<HTMLTextAreaElement | null> | undefined;
  /** What will happen and when, under the field. */
  next?: string | undefined;
  note?: ComponentChildren;
  showKeys?: boolean;
  shortcut?: string;
  stopped?: boolean;
  /** Stands in the field's place while something else must be answered first. */
  gate?: ComponentChildren;
  children?: ComponentChildren;
}

/** Where a person writes. What is written is kept by the caller at every change, so leaving loses nothing. */
export function Composer(props: ComposerProps) {
  const say = view();
  const id = useId();
  const own = useRef<HTMLTextAreaElement>(null);
  const field = props.field ?? own;
  const [error, setError] = useState('');

  const send = (): void => {
    const text = props.draft;
    const problem = text.trim() === '' ? say('composer.empty') : tooLong(text) ? say('composer.long') : '';
    setError(problem);
    if (problem === '') props.onSend(text);
    field.current?.focus();
  };

  const described = [props.next === undefined ? '' : `${id}n`, error === '' ? '' : `${id}e`].filter((part) => part !== '').join(' ');
  return (
    <form
      class={props.placeholder === undefined ? 'composer stack' : 'composer stack-s'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {props.stopped === true ? null : props.children}
      {props.stopped === true ? (
        <p class="muted">{say('composer.stopped')}</p>
      ) : props.gate !== undefined ? (
        props.gate
      ) : (
        <>
          <div class="field">
            <label for={`${id}f`} class={props.placeholder === undefined ? undefined : 'vh'}>
              {props.label ?? say('composer.label')}
            </label>
            <textarea
              id={`${id}f`}
              ref={field}
              rows={props.rows ?? 3}
              value={props.draft}
              placeholder={props.placeholder}
              aria-describedby={described === '' ? undefined : described}
              aria-invalid={error === '' ? undefined : 'true'}
              aria-keyshortcuts={props.shortcut}
              onInput={(event) => {
                setError('');
                props.onDraft(event.currentTarget.value);
              }}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
                event.preventDefault();
                send();
              }}
            />
            {error === '' ? null : (
              <p class="error" id={`${id}e`} role="alert">
                <Icon name="warn" />
                {error}
              </p>
            )}
          </div>
          {props.next === undefined ? null : (
            <p class="next small" id={`${id}n`}>
              <Icon name="clock" />
              <span>{props.next}</span>
            </p>
          )}
          <div class="row row--apart">
            <span class="small muted">{props.note}</span>
            <button type="submit" class="btn btn--main">
              {say('composer.send')}
              {props.showKeys === true ? <kbd>{say('composer.keys')}</kbd> : null}
            </button>
          </div>
        </>
      )}
    </form>
  );
}

const tooLong = (text: string): boolean => text.length > longest / 4 && new TextEncoder().encode(text).length > longest;
