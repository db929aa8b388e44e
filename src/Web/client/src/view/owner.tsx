import type { ComponentChildren } from 'preact';
import { view } from './view-words';

/** First letters of the first and the last word of a name: `Dr Amari Cole` gives `AC`. */
export function initials(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== '' && !/^(dr|mr|mrs|ms|dra|sr|sra)\.?$/i.test(part));
  const first = parts[0] ?? '?';
  const last = parts.length > 1 ? (parts[parts.length - 1] ?? '') : '';
  return (first.charAt(0) + last.charAt(0)).toUpperCase();
}

/** Who has it. @param name Null when nobody has it. @param children Said instead of the name. */
export function Owner({ name, you = false, children }: { name: string | null; you?: boolean; children?: ComponentChildren }) {
  if (name === null) {
    return (
      <span class="owner owner--none">
        <i aria-hidden="true">?</i>
        {view()('owner.none')}
      </span>
    );
  }
  return (
    <span class={you ? 'owner owner--you' : 'owner'}>
      <i aria-hidden="true">{initials(name)}</i>
      {children ?? (you ? view()('you') : name)}
    </span>
  );
}
