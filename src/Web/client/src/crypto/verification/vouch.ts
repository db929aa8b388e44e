import type { Bytes } from './bytes';
import { writeCbor } from './cbor';
import type { Hash } from './hash';
import { limits } from './limits';
import type { PublicKey } from './publicKey';
import { type Decoded, decoding, Refused } from './refusal';
import { openBody, SignedObject } from './signedObject';

/** How staff came to know that a key is a patient's: the tag of an invitation held, or both compared the safety code. */
export const vouchMethods = { invitation: 1, inPerson: 2 } as const;

export interface VouchFields {
  /** The clinic link that lists the author. */
  readonly clinicLink: Hash;
  readonly person: Hash;
  /** The clinic's record of the patient: 1 to 64 bytes. */
  readonly record: Bytes;
  readonly method: 1 | 2;
  readonly author: Hash;
  readonly device: PublicKey;
  /** Unix milliseconds, as the author says. */
  readonly time: number;
}

const label = 'cc1/vouch';

/** Staff say that this person is the one of this record (PROTOCOL section 6). */
export class Vouch extends SignedObject implements VouchFields {
  declare readonly clinicLink: Hash;
  declare readonly person: Hash;
  declare readonly record: Bytes;
  declare readonly method: 1 | 2;
  declare readonly author: Hash;
  declare readonly device: PublicKey;
  declare readonly time: number;

  private constructor(bytes: Uint8Array, fields: VouchFields) {
    super(bytes);
    Object.assign(this, fields);
  }

  /** The vouch, or why not. Never throws on hostile bytes. */
  static decode(bytes: Uint8Array): Decoded<Vouch> {
    return decoding(() => {
      const cbor = openBody(bytes, label, 8);
      const clinicLink = cbor.hash();
      const person = cbor.hash();
      const record = cbor.bytes();
      if (record.length === 0) throw new Refused('Malformed');
      if (record.length > limits.record) throw new Refused('TooLarge');
      const method = cbor.uint();
      if (method !== 1 && method !== 2) throw new Refused('Malformed');
      const author = cbor.hash();
      const device = cbor.publicKey();
      const time = cbor.uint();
      cbor.end();
      return new Vouch(bytes, { clinicLink, person, record, method, author, device, time });
    });
  }
}

/** The body of a vouch, ready to be signed. */
export function writeVouch(v: VouchFields): Bytes {
  return writeCbor([label, v.clinicLink.bytes, v.person.bytes, v.record, v.method, v.author.bytes, v.device.bytes, v.time]);
}
