import { hmac, sha256 } from '@hpke/common';
import { type Bytes, absent, concat } from './bytes';
import { type CborValue, writeCbor } from './cbor';

/** KDF of PROTOCOL section 1: HKDF-SHA256 (RFC 5869), `length` bytes. `info` is the CBOR of the array given. */
export function kdf(ikm: Uint8Array, salt: Uint8Array, info: readonly CborValue[], length: number): Bytes {
  return hkdf(ikm, salt, writeCbor(info), length);
}

/** HKDF-SHA256 with raw info. Throws `RangeError` above 255 * 32 bytes. */
export function hkdf(ikm: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Bytes {
  if (length > 255 * 32) throw new RangeError('HKDF-SHA256 gives at most 8160 bytes');
  // RFC 5869 section 2.2: an empty salt is 32 zero bytes, which HMAC's own padding makes the same.
  const prk = hmac(sha256, salt, ikm);
  const out = new Uint8Array(Math.ceil(length / 32) * 32);
  let block: Uint8Array = absent;
  for (let i = 0; i * 32 < length; i++) {
    block = hmac(sha256, prk, concat(block, info, new Uint8Array([i + 1])));
    out.set(block, i * 32);
  }
  prk.fill(0);
  return out.slice(0, length);
}
