import { type Bytes, compare, copyOf, equal, fromBase64Url, toBase64Url } from './bytes';
import { isCanonical, isSmallOrder } from './ed25519';
import { Refused } from './refusal';

/** An Ed25519 public key: canonical, not of small order. As text (and key of a Map) 43 characters of base64url. */
export class PublicKey {
  readonly bytes: Bytes;
  #text: string | undefined;

  private constructor(bytes: Bytes) {
    this.bytes = bytes;
  }

  /** Throws `Refused`: `Malformed` for another length or an unreduced encoding, `SmallOrderKey`. */
  static read(bytes: Uint8Array): PublicKey {
    if (bytes.length !== 32) throw new Refused('Malformed');
    if (isSmallOrder(bytes)) throw new Refused('SmallOrderKey');
    if (!isCanonical(bytes)) throw new Refused('Malformed');
    return new PublicKey(copyOf(bytes));
  }

  /** Reads the text form; undefined for anything else. */
  static parse(text: string): PublicKey | undefined {
    const bytes = fromBase64Url(text);
    return bytes?.length === 32 && isCanonical(bytes) && !isSmallOrder(bytes) ? new PublicKey(bytes) : undefined;
  }

  equals(other: PublicKey): boolean {
    return equal(this.bytes, other.bytes);
  }

  compare(other: PublicKey): number {
    return compare(this.bytes, other.bytes);
  }

  toString(): string {
    return (this.#text ??= toBase64Url(this.bytes));
  }
}
