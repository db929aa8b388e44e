import { type Bytes, fromHex } from './bytes';
import { limits } from './limits';

const lowOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map((text) => fromHex(text) as Bytes);

/** Whether an X25519 point gives the all-zero shared secret with every key (RFC 7748 section 6.1). */
export function isLowOrderX25519(point: Uint8Array): boolean {
  return lowOrder.some((p) => p.every((b, i) => b === (i === 31 ? (point[31] as number) & 0x7f : point[i])));
}

/** Whether bytes may be a receiving key: length, every ML-KEM coefficient below q (FIPS 203 section 7.2), X25519 part of full order. */
export function isReceivingKey(key: Uint8Array): boolean {
  if (key.length !== limits.receivingKey) return false;
  // Three polynomials of 256 coefficients of 12 bits, two in three bytes.
  for (let i = 0; i < 1152; i += 3) {
    const [a, b, c] = [key[i] as number, key[i + 1] as number, key[i + 2] as number];
    if ((a | ((b & 15) << 8)) >= 3329 || ((b >> 4) | (c << 4)) >= 3329) return false;
  }
  return !isLowOrderX25519(key.subarray(1184));
}
