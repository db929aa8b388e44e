import { type ComponentType, render } from 'preact';
import { readIsland } from '../care/session';
import type { Self } from '../care/wire';
import { Boundary } from './boundary';
import { wordsReady } from './page-words';

export interface EntryProps<Page> {
  /** Null when nobody is signed in. */
  self: Self | null;
  page: Partial<Page>;
}

/** Draws an island that needs no unlocked device: setting up, joining, making keys, unlocking. */
export async function startEntry<Page>(Entry: ComponentType<EntryProps<Page>>): Promise<void> {
  const { root, self, page } = readIsland<Partial<Page> | null>();
  await wordsReady();
  root.replaceChildren();
  render(
    <Boundary>
      <Entry self={self as Self | null} page={page ?? {}} />
    </Boundary>,
    root,
  );
}

/** Where to go next: a path of this place only, whatever the address says. */
export function nextPath(given: string | null | undefined): string {
  const next = given ?? new URLSearchParams(location.search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
