import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';

/** The Web Locks of a page: one holder at a time for each name, in order of asking. */
class Locks {
  readonly #tails = new Map<string, Promise<unknown>>();

  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const turn = (this.#tails.get(name) ?? Promise.resolve()).then(work, work);
    this.#tails.set(name, turn.catch(() => undefined));
    return turn;
  }
}

Object.defineProperty(globalThis, 'navigator', { value: { locks: new Locks() }, configurable: true });

/** From now on the page runs in a browser that has seen nobody. */
export function anotherBrowser(): void {
  globalThis.indexedDB = new IDBFactory();
}
