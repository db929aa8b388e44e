import { type Bytes, copyOf, random } from './verification/bytes';

// Crockford's base32: no I, L, O or U.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 20 random bytes that open the keyring, written as eight groups of four (PROTOCOL section 5, method 1). */
export class RecoveryCode {
  readonly #bytes: Bytes;

  private constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  static generate(): RecoveryCode {
    return new RecoveryCode(random(20));
  }

  /** From 20 bytes. Throws `RangeError` for another length. */
  static fromBytes(bytes: Uint8Array): RecoveryCode {
    if (bytes.length !== 20) throw new RangeError('A recovery code is 20 bytes');
    return new RecoveryCode(copyOf(bytes));
  }

  /** Reads what a person typed: any case, with or without spaces and hyphens, O as 0, I and L as 1. Undefined otherwise. */
  static parse(text: string): RecoveryCode | undefined {
    const plain = text.toUpperCase().replace(/[\s\-‐-―]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
    if (plain.length !== 32) return undefined;
    const bytes = new Uint8Array(20);
    let held = 0;
    let bits = 0;
    let at = 0;
    for (const letter of plain) {
      const value = alphabet.indexOf(letter);
      if (value < 0) return undefined;
      held = (held << 5) | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[at++] = held >> bits;
        held &= (1 << bits) - 1;
      }
    }
    return new RecoveryCode(bytes);
  }

  /** The 20 bytes: key material of the wrap. The caller zeroes them. */
  exportBytes(): Bytes {
    return copyOf(this.#bytes);
  }

  /** What the person writes down: the groups with spaces between. Show it, never log it. */
  format(): string {
    return this.groups.join(' ');
  }

  /** Eight groups of four characters. */
  get groups(): string[] {
    let text = '';
    let held = 0;
    let bits = 0;
    for (const b of this.#bytes) {
      held = (held << 8) | b;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text += alphabet[held >> bits];
        held &= (1 << bits) - 1;
      }
    }
    return text.match(/.{4}/g) ?? [];
  }

  toString(): string {
    return 'RecoveryCode';
  }
}
