import type { DeviceKey, ReceivingSeed } from './keys';
import { equal } from './verification/bytes';
import type { Hash } from './verification/hash';

/**
 * A person on one of their devices: all that a device keeps of long-term keys (PROTOCOL section 5), its signing key and the
 * receiving seeds. It cannot sign a card.
 */
export class UnlockedDevice {
  readonly person: Hash;
  readonly key: DeviceKey;
  /** Oldest first. */
  readonly seeds: readonly ReceivingSeed[];
  /** The pinned clinic; undefined for a founder who has none yet. */
  readonly clinic: Hash | undefined;

  constructor(person: Hash, key: DeviceKey, seeds: readonly ReceivingSeed[], clinic: Hash | undefined) {
    this.person = person;
    this.key = key;
    this.seeds = seeds;
    this.clinic = clinic;
  }

  /** The seed of this receiving key, if it is ours. */
  find(receivingKey: Uint8Array): ReceivingSeed | undefined {
    return this.seeds.find((seed) => equal(seed.publicKey, receivingKey));
  }

  toString(): string {
    return `UnlockedDevice of ${this.person}`;
  }
}
