import { type Bytes, concat, utf8 } from './bytes';
import { Hash } from './hash';
import { PublicKey } from './publicKey';
import { Refused } from './refusal';

/** What the subset can hold (PROTOCOL section 1): unsigned integers below 2^53, byte strings, text and arrays. */
export type CborValue = number | Uint8Array | string | readonly CborValue[];

const text = 3;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function head(major: number, n: number): Bytes {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('CBOR integers are whole and below 2^53');
  const m = major << 5;
  if (n < 24) return new Uint8Array([m | n]);
  if (n < 0x100) return new Uint8Array([m | 24, n]);
  if (n < 0x10000) return new Uint8Array([m | 25, n >> 8, n & 255]);
  const wide = n >= 0x100000000;
  const out = new Uint8Array(wide ? 9 : 5);
  const view = new DataView(out.buffer);
  out[0] = m | (wide ? 27 : 26);
  if (wide) view.setUint32(1, Math.floor(n / 0x100000000));
  view.setUint32(wide ? 5 : 1, n % 0x100000000);
  return out;
}

function parts(value: CborValue, out: Uint8Array[]): void {
  if (typeof value === 'number') out.push(head(0, value));
  else if (typeof value === 'string') {
    const bytes = utf8(value);
    out.push(head(text, bytes.length), bytes);
  } else if (value instanceof Uint8Array) out.push(head(2, value.length), value);
  else {
    out.push(head(4, value.length));
    for (const item of value) parts(item, out);
  }
}

/** Writes a value in the one allowed form. Throws `RangeError` for a number outside the subset. */
export function writeCbor(value: CborValue): Bytes {
  const out: Uint8Array[] = [];
  parts(value, out);
  return concat(...out);
}

/**
 * Strict reader of the subset. Every method throws `Refused('Malformed')` for another type, a longer form than needed,
 * an indefinite length or bytes that are not there; use it inside `decoding`.
 */
export class CborReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Throws unless everything was read. */
  end(): void {
    if (this.#at !== this.#bytes.length) throw new Refused('Malformed');
  }

  /** Major type of the next item, undefined at the end. */
  peek(): number | undefined {
    const first = this.#bytes[this.#at];
    return first === undefined ? undefined : first >> 5;
  }

  uint(): number {
    return this.#head(0);
  }

  /** Reads a byte string, of exactly `length` bytes where given. The result is a copy. */
  bytes(length?: number): Bytes {
    return new Uint8Array(this.#string(2, length));
  }

  hash(): Hash {
    return Hash.from(this.#string(2, Hash.length));
  }

  /** A hash, or a zero-length string as undefined. */
  optionalHash(): Hash | undefined {
    const value = this.#string(2);
    if (value.length !== 0 && value.length !== Hash.length) throw new Refused('Malformed');
    return value.length === 0 ? undefined : Hash.from(value);
  }

  /** A signing key; throws also `Refused('SmallOrderKey')`. */
  publicKey(): PublicKey {
    return PublicKey.read(this.#string(2));
  }

  text(): string {
    try {
      return decoder.decode(this.#string(text));
    } catch (e) {
      if (e instanceof TypeError) throw new Refused('Malformed'); // not UTF-8
      throw e;
    }
  }

  /** Opens an array and returns its length; the caller reads exactly that many items. */
  array(arity?: number): number {
    const length = this.#head(4);
    if (length > this.#bytes.length - this.#at) throw new Refused('Malformed');
    if (arity !== undefined && length !== arity) throw new Refused('Malformed');
    return length;
  }

  /** Any value of the subset; at most 16 arrays deep. */
  value(depth = 16): CborValue {
    switch (this.peek()) {
      case 0: return this.uint();
      case 2: return this.bytes();
      case text: return this.text();
      case 4: {
        if (depth === 0) throw new Refused('Malformed');
        const items: CborValue[] = [];
        for (let n = this.array(); n > 0; n--) items.push(this.value(depth - 1));
        return items;
      }
      default: throw new Refused('Malformed');
    }
  }

  #string(major: number, length?: number): Uint8Array {
    const n = this.#head(major);
    if (n > this.#bytes.length - this.#at || (length !== undefined && n !== length)) throw new Refused('Malformed');
    this.#at += n;
    return this.#bytes.subarray(this.#at - n, this.#at);
  }

  #head(major: number): number {
    const first = this.#next();
    if (first >> 5 !== major) throw new Refused('Malformed');
    const info = first & 31;
    if (info < 24) return info;
    if (info > 27) throw new Refused('Malformed'); // reserved, or indefinite length
    const width = 1 << (info - 24);
    let n = 0;
    for (let i = 0; i < width; i++) n = n * 256 + this.#next();
    // Shortest form only; 2^53 and above is outside the subset.
    const least = [24, 0x100, 0x10000, 0x100000000][info - 24] as number;
    if (n < least || n > Number.MAX_SAFE_INTEGER) throw new Refused('Malformed');
    return n;
  }

  #next(): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new Refused('Malformed');
    this.#at++;
    return byte;
  }
}

/** Reads one whole value; throws `Refused` when it is not exactly one value of the subset. */
export function readCbor(bytes: Uint8Array): CborValue {
  const reader = new CborReader(bytes);
  const value = reader.value();
  reader.end();
  return value;
}
