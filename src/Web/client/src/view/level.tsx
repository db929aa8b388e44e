import { view } from './view-words';

export type LevelName = 'crisis' | 'urgent' | 'today' | 'routine' | 'unknown';

/** How urgent, as a word and a shape; colour only repeats it. */
export function Level({ level }: { level: LevelName }) {
  return (
    <span class={`level level--${level}`}>
      <svg aria-hidden="true">
        <use href={`/icons.svg#level-${level}`} />
      </svg>
      {view()(`level.${level}`)}
    </span>
  );
}
