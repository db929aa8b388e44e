import { sha256 } from '@hpke/common';
import { type Bytes, compare, concat, copyOf, equal, fromBase64Url, toBase64Url } from './bytes';

/**
 * A SHA-256 value: the name of a signed object, the id of a person or circle, a place in a log.
 * As text (and as the key of a Map) it is 43 characters of base64url.
 */
export class Hash {
  static readonly length = 32;
  static readonly zero = new Hash(new Uint8Array(32));

  readonly bytes: Bytes;
  #text: string | undefined;

  private constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  /** H(data). */
  static of(...data: readonly Uint8Array[]): Hash {
    return new Hash(new Uint8Array(sha256(data.length === 1 ? (data[0] as Uint8Array) : concat(...data))));
  }

  /** Wraps 32 bytes. Throws `RangeError` for another length: check hostile lengths before. */
  static from(bytes: Uint8Array): Hash {
    if (bytes.length !== Hash.length) throw new RangeError('A hash is 32 bytes');
    return new Hash(copyOf(bytes));
  }

  /** Reads the text form; undefined for anything else. */
  static parse(text: string): Hash | undefined {
    const bytes = fromBase64Url(text);
    return bytes?.length === Hash.length ? new Hash(bytes) : undefined;
  }

  /** Order by bytes, as members are sorted. */
  compare(other: Hash): number {
    return compare(this.bytes, other.bytes);
  }

  /** Constant-time. */
  equals(other: Hash | undefined): boolean {
    return other !== undefined && equal(this.bytes, other.bytes);
  }

  toString(): string {
    return (this.#text ??= toBase64Url(this.bytes));
  }

  toJSON(): string {
    return this.toString();
  }
}
