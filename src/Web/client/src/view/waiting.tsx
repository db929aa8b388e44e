import type { ComponentChildren } from 'preact';
import { Icon } from './icons';

/** The place of what is not there yet, with words for those who do not see it. */
export function Skeleton({ words }: { words: string }) {
  return (
    <div class="skel" role="status">
      <span class="vh">{words}</span>
      <i />
      <i />
      <i />
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <Icon name="leaf" />
      <p class="big">{title}</p>
      <p class="muted">{children}</p>
    </div>
  );
}
