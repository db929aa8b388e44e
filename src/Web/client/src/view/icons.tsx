/** Names of the drawings in the one sprite, wwwroot/icons.svg. */
export type IconName =
  | 'phone' | 'message' | 'back' | 'forward' | 'key' | 'opened' | 'write' | 'check' | 'people' | 'clock'
  | 'leaf' | 'info' | 'warn' | 'sent' | 'kept' | 'sound' | 'todo' | 'leave';

/** A drawing beside words; never the only way a thing is said. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="i" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** CareConnect's ring. */
export function Mark() {
  return (
    <svg aria-hidden="true">
      <use href="/icons.svg#mark" />
    </svg>
  );
}
