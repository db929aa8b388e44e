import type { Bytes } from './bytes';
import { writeCbor } from './cbor';
import type { Hash } from './hash';
import { limits } from './limits';
import type { PublicKey } from './publicKey';
import { isReceivingKey } from './receivingKey';
import { type Decoded, decoding, Refused } from './refusal';
import { openBody, SignedObject } from './signedObject';

export interface CardFields {
  /** Number in the chain, from 0. */
  readonly n: number;
  /** Name of the link before; 32 random bytes for link 0. */
  readonly prev: Hash;
  /** Signs every card of the person. */
  readonly identity: PublicKey;
  /** X-Wing public key, 1216 bytes. */
  readonly receivingKey: Bytes;
  /** H(keyring). */
  readonly keyring: Hash;
  /** Signing keys of the devices, ascending; 1 to 32. */
  readonly devices: readonly PublicKey[];
  /** Unix milliseconds, as the author says. */
  readonly time: number;
}

const label = 'cc1/card';

/** A link of a person's chain (PROTOCOL section 2). Decoding checks codec, sizes and keys; `checkCard` the chain. */
export class Card extends SignedObject implements CardFields {
  declare readonly n: number;
  declare readonly prev: Hash;
  declare readonly identity: PublicKey;
  declare readonly receivingKey: Bytes;
  declare readonly keyring: Hash;
  declare readonly devices: readonly PublicKey[];
  declare readonly time: number;

  private constructor(bytes: Uint8Array, fields: CardFields) {
    super(bytes);
    Object.assign(this, fields);
  }

  /** The card, or why not. Never throws on hostile bytes. */
  static decode(bytes: Uint8Array): Decoded<Card> {
    return decoding(() => {
      const cbor = openBody(bytes, label, 8);
      const n = cbor.uint();
      const prev = cbor.hash();
      const identity = cbor.publicKey();
      const receivingKey = cbor.bytes();
      if (!isReceivingKey(receivingKey)) throw new Refused('BadReceivingKey');
      const keyring = cbor.hash();
      const count = cbor.array();
      if (count === 0) throw new Refused('Malformed');
      if (count > limits.devices) throw new Refused('TooLarge');
      const devices: PublicKey[] = [];
      for (let i = 0; i < count; i++) {
        const device = cbor.publicKey();
        const before = devices.at(-1);
        if (before !== undefined && device.compare(before) <= 0) throw new Refused('DevicesUnsorted');
        devices.push(device);
      }
      const time = cbor.uint();
      cbor.end();
      return new Card(bytes, { n, prev, identity, receivingKey, keyring, devices, time });
    });
  }

  lists(device: PublicKey): boolean {
    return this.devices.some((d) => d.equals(device));
  }
}

/** The body of a card, ready to be signed. Devices must be ascending. */
export function writeCard(card: CardFields): Bytes {
  return writeCbor([
    label, card.n, card.prev.bytes, card.identity.bytes, card.receivingKey, card.keyring.bytes,
    card.devices.map((d) => d.bytes), card.time,
  ]);
}
