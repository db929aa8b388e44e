import { type ComponentType, render, type VNode } from 'preact';
import { openApi } from '../care/api';
import { SignedOut } from '../care/errors';
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
  const draw = (node: VNode): void => {
    root.replaceChildren();
    render(<Boundary>{node}</Boundary>, root);
  };
  const words = wordsReady();
  try {
    const [who] = await Promise.all([(self as Self | null) ?? whoIsHere(), words]);
    draw(<Entry self={who} page={page ?? {}} />);
  } catch (error) {
    await words;
    draw(<Broken error={error} />);
  }
}

async function whoIsHere(): Promise<Self | null> {
  try {
    return await openApi().me();
  } catch (error) {
    if (error instanceof SignedOut) return null;
    throw error;
  }
}

/** Hands a failure outside of drawing to the boundary, which has the words for it. */
function Broken({ error }: { error: unknown }): never {
  throw error;
}

/** Where to go next: a path of this place only, whatever the address says. */
export function nextPath(given: string | null | undefined): string {
  const next = given ?? new URLSearchParams(location.search).get('next') ?? '/';
  return /^\/(?![/\\])/.test(next) ? next : '/';
}
