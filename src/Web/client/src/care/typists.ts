import type { Id } from './wire';

/** How long somebody who told that they write is taken to be writing, in milliseconds. */
const lasts = 6_000;

/** Who is writing now. */
export class Typists {
  readonly #timers = new Map<Id, ReturnType<typeof setTimeout>>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get now(): readonly Id[] {
    return [...this.#timers.keys()];
  }

  started(person: Id): void {
    clearTimeout(this.#timers.get(person));
    this.#timers.set(person, setTimeout(() => this.stopped(person), lasts));
    this.#changed();
  }

  stopped(person: Id): void {
    clearTimeout(this.#timers.get(person));
    if (this.#timers.delete(person)) this.#changed();
  }

  close(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
