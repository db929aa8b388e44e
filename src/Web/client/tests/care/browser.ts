import 'fake-indexeddb/auto';
import { vi } from 'vitest';

/** The Web Locks of a page: one holder at a time for each name, in order of asking. */
class Locks {
  readonly #tails = new Map<string, Promise<unknown>>();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#tails.get(name) ?? Promise.resolve()).then(work, work);
    this.#tails.set(name, turn.catch(() => undefined));
    return turn;
  }
}

vi.stubGlobal('navigator', { locks: new Locks() });
