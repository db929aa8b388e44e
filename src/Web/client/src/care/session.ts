import type { Care } from './types';
import type { Self } from './wire';

/** What the server put into the page: who is signed in, and what the page is about. */
export function readIsland<Page>(): { root: HTMLElement; self: Self; page: Page } {
  const root = document.getElementById('island');
  if (root === null) throw new Error('This page has no island');
  return { root, self: JSON.parse(root.dataset['self'] ?? 'null') as Self, page: JSON.parse(root.dataset['page'] ?? 'null') as Page };
}

/** Where a page goes to get this device's keys, and come back. */
export function unlockAddress(path: string): string {
  return `/unlock?next=${encodeURIComponent(path)}`;
}

export type OpenCare = (self: Self) => Promise<Care>;
