import { type Refusal, refusals } from '../crypto';
import type { Hub } from './hub';
import type { Readable } from './store';
import type { Trouble } from './types';

/** Tells the clinic of every circle that stopped and of every chain that went back, once a page (PROTOCOL section 4, Reader). */
export class Reports {
  readonly #trouble: Readable<readonly Trouble[]>;
  readonly #hub: Pick<Hub, 'ask'>;
  readonly #told = new Set<Trouble>();

  constructor(trouble: Readable<readonly Trouble[]>, hub: Pick<Hub, 'ask'>) {
    this.#trouble = trouble;
    this.#hub = hub;
  }

  /** Says what has not been said yet. What fails to arrive is said with the next call. */
  async tell(): Promise<void> {
    for (const trouble of this.#trouble.get()) {
      // A chain that the server says it may not show was not refused by this device.
      if (this.#told.has(trouble) || !refusals.includes(trouble.refusal as Refusal)) continue;
      this.#told.add(trouble);
      try {
        await this.#hub.ask('Report', trouble.chain, trouble.number, trouble.refusal);
      } catch (error) {
        this.#told.delete(trouble);
        throw error;
      }
    }
  }
}
