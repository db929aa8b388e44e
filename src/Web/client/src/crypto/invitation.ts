import { seal } from './hpke';
import type { ReceivingSeed } from './keys';
import { absent, type Bytes, concat, copyOf, equal, fromBase64Url, random, toBase64Url } from './verification/bytes';
import { writeCbor } from './verification/cbor';
import { Hash } from './verification/hash';
import { kdf } from './verification/kdf';

const secretLength = 16;
const noteInfo = (inviter: Hash): Bytes => writeCbor(['cc1/invite-note', inviter.bytes]);

/** An invitation link's secret part (PROTOCOL section 6). Made by a staff device; the server sees only `tokenHash`. */
export class Invitation {
  readonly clinic: Hash;
  readonly #secret: Bytes;

  private constructor(clinic: Hash, secret: Bytes) {
    this.clinic = clinic;
    this.#secret = secret;
  }

  static create(clinic: Hash): Invitation {
    return new Invitation(clinic, random(secretLength));
  }

  /** From the 16-byte secret that the inviter kept sealed to itself. Throws `RangeError` for another length. */
  static fromSecret(clinic: Hash, secret: Uint8Array): Invitation {
    if (secret.length !== secretLength) throw new RangeError('An invitation secret is 16 bytes');
    return new Invitation(clinic, copyOf(secret));
  }

  /** Reads what stands after `#` in the link; undefined for anything else. */
  static decode(fragment: string): Invitation | undefined {
    const bytes = fromBase64Url(fragment.startsWith('#') ? fragment.slice(1) : fragment);
    if (bytes?.length !== 1 + Hash.length + secretLength || bytes[0] !== 1) return undefined;
    return new Invitation(Hash.from(bytes.subarray(1, 33)), bytes.slice(33));
  }

  /** What stands after `#`: base64url(0x01, clinic id, secret). */
  encode(): string {
    return toBase64Url(concat(new Uint8Array([1]), this.clinic.bytes, this.#secret));
  }

  /** Shown to the server once, by who joins. */
  get token(): Bytes {
    return kdf(this.#secret, absent, ['cc1/invite-token'], 32);
  }

  /** What the server stores. */
  get tokenHash(): Hash {
    return Hash.of(this.token);
  }

  /** Proves to the inviter's device that this person had the link. */
  tag(person: Hash): Bytes {
    return kdf(this.#secret, absent, ['cc1/invite-tag', this.clinic.bytes, person.bytes], 32);
  }

  /** Constant-time check of a tag that somebody posted. */
  checkTag(person: Hash, tag: Uint8Array): boolean {
    return equal(this.tag(person), tag);
  }

  /** Seals a note about an invitation (its secret is in it) to the inviter's own receiving key, for the server to keep. */
  static sealNote(receivingKey: Uint8Array, inviter: Hash, note: Uint8Array): Promise<Bytes> {
    return seal(receivingKey, noteInfo(inviter), note);
  }

  /** Opens such a note with any of the inviter's receiving seeds, newest first; undefined when none does. */
  static async openNote(seeds: readonly ReceivingSeed[], inviter: Hash, sealed: Uint8Array): Promise<Bytes | undefined> {
    for (const seed of [...seeds].reverse()) {
      const note = await seed.open(noteInfo(inviter), sealed);
      if (note !== undefined) return note;
    }
    return undefined;
  }

  /** A copy of the secret, to seal to the inviter's own receiving key. */
  exportSecret(): Bytes {
    return copyOf(this.#secret);
  }

  toString(): string {
    return 'Invitation';
  }
}
