import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { Icon } from './icons';

/** What every field has: its label, a hint, and what is wrong with it. */
interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong, in words; empty when nothing is. */
  error?: string | undefined;
  value: string;
  onInput: (value: string) => void;
}

function Around({ id, label, hint, error, children }: { id: string; label: string; hint?: string | undefined; error?: string | undefined; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint === undefined ? null : (
        <span class="hint" id={`${id}h`}>
          {hint}
        </span>
      )}
      {children}
      {error === undefined || error === '' ? null : (
        <p class="error" id={`${id}e`} role="alert">
          <Icon name="warn" />
          <span>{error}</span>
        </p>
      )}
    </div>
  );
}

function described(id: string, { hint, error }: Pick<FieldProps, 'hint' | 'error'>) {
  const wrong = error !== undefined && error !== '';
  const by = [hint === undefined ? '' : `${id}h`, wrong ? `${id}e` : ''].filter((part) => part !== '').join(' ');
  return { 'aria-describedby': by === '' ? undefined : by, 'aria-invalid': wrong ? ('true' as const) : undefined };
}

/** One line of text. */
export function Field(props: FieldProps & { type?: 'text' | 'password'; autoComplete?: string; maxLength?: number }) {
  const id = useId();
  const common = {
    id,
    value: props.value,
    autocomplete: props.autoComplete ?? 'off',
    autocapitalize: 'none',
    spellcheck: false,
    maxLength: props.maxLength ?? 100,
    onInput: (event: { currentTarget: HTMLInputElement }) => props.onInput(event.currentTarget.value),
    ...described(id, props),
  } as const;
  return (
    <Around id={id} {...props}>
      {props.type === 'password' ? <input type="password" {...common} /> : <input type="text" {...common} />}
    </Around>
  );
}

/** A code on paper, typed in. */
export function CodeField(props: FieldProps & { disabled?: boolean }) {
  const id = useId();
  return (
    <Around id={id} {...props}>
      <textarea
        class="mono"
        id={id}
        rows={2}
        value={props.value}
        autocomplete="off"
        autocapitalize="characters"
        spellcheck={false}
        readOnly={props.disabled}
        onInput={(event) => props.onInput(event.currentTarget.value)}
        {...described(id, props)}
      />
    </Around>
  );
}

/** One of a list. */
export function Select(props: FieldProps & { options: readonly { readonly value: string; readonly words: string }[] }) {
  const id = useId();
  return (
    <Around id={id} {...props}>
      <select id={id} value={props.value} onChange={(event) => props.onInput(event.currentTarget.value)} {...described(id, props)}>
        {props.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Around>
  );
}
