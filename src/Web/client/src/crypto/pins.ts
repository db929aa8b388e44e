import type { Hash } from './verification/hash';
import type { Refusal } from './verification/refusal';

/** One link as pins see it. */
export interface Link {
  readonly n: number;
  readonly name: Hash;
}

/**
 * (n, hash) of the newest link of every chain this client has seen (PROTOCOL section 2). Keep `toJSON` in the device's sealed
 * store; a refusal is to be reported.
 */
export class Pins {
  readonly #pins = new Map<string, { n: number; name: string }>();

  static fromJSON(json: Record<string, { n: number; name: string }>): Pins {
    const pins = new Pins();
    for (const [chain, pin] of Object.entries(json)) pins.#pins.set(chain, pin);
    return pins;
  }

  toJSON(): Record<string, { n: number; name: string }> {
    return Object.fromEntries(this.#pins);
  }

  newest(chain: Hash): { n: number; name: string } | undefined {
    return this.#pins.get(chain.toString());
  }

  /**
   * Looks at a whole chain as the server gave it, oldest first. `RolledBack` when its newest link is older than one seen
   * before, or another link stands at that number; else the newest is remembered.
   */
  check(chain: Hash, links: readonly Link[]): Refusal {
    const newest = links.at(-1);
    const pin = this.newest(chain);
    if (pin !== undefined && links[pin.n]?.name.toString() !== pin.name) return 'RolledBack';
    if (newest !== undefined) this.#pins.set(chain.toString(), { n: newest.n, name: newest.name.toString() });
    return 'None';
  }

  /** The same for one link after another of a chain being followed: the next number, or one seen before with the same name. */
  follow(chain: Hash, link: Link): Refusal {
    const pin = this.newest(chain);
    if (pin === undefined || link.n > pin.n) this.#pins.set(chain.toString(), { n: link.n, name: link.name.toString() });
    else if (link.n === pin.n && link.name.toString() !== pin.name) return 'RolledBack';
    return 'None';
  }
}
