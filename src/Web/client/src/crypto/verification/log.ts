import { Hash } from './hash';

/** h_0 of every log (PROTOCOL section 4). */
export const logStart: Hash = Hash.zero;

/** h_i = H(h_{i−1} || H(body_i)). */
export function logNext(before: Hash, name: Hash): Hash {
  return Hash.of(before.bytes, name.bytes);
}
