import { type Bytes, equal } from './verification/bytes';
import { CborReader, type CborValue, writeCbor } from './verification/cbor';
import { Hash } from './verification/hash';
import { kdf } from './verification/kdf';
import { decoding, isRefusal, Refused } from './verification/refusal';

/** Length of a circle's secret. */
export const secretLength = 32;

/** commitment = KDF(secret, prev, ["cc1/commit"], 32): PROTOCOL section 3. */
export function commitmentOf(secret: Uint8Array, prev: Hash): Hash {
  return Hash.from(kdf(secret, prev.bytes, ['cc1/commit'], 32));
}

/** Constant-time check of a secret against its own epoch's commitment. */
export function matchesCommitment(secret: Uint8Array, prev: Hash, commitment: Hash | undefined): boolean {
  return commitment !== undefined && equal(commitmentOf(secret, prev).bytes, commitment.bytes);
}

/** The raw X-Wing seed of a team's epoch; the caller zeroes it. */
export function teamSeedOf(secret: Uint8Array, prev: Hash): Bytes {
  return kdf(secret, prev.bytes, ['cc1/team-key'], 32);
}

/** HPKE info of one member's copy. */
export function copyInfo(prev: Hash, n: number, principal: Hash, head: Hash): Bytes {
  const info: CborValue[] = ['cc1/copy', prev.bytes, n, principal.bytes, head.bytes];
  return writeCbor(info);
}

/** Plaintext of a copy: `[from, secrets from..n concatenated]`. */
export function writeCopy(from: number, secrets: Bytes): Bytes {
  return writeCbor([from, secrets]);
}

/** Reads the plaintext of a copy of epoch n: its secrets by epoch, or undefined when it is not one. */
export function readCopy(plaintext: Uint8Array, n: number): ReadonlyMap<number, Bytes> | undefined {
  const read = decoding(() => {
    const cbor = new CborReader(plaintext);
    cbor.array(2);
    const from = cbor.uint();
    if (from > n) throw new Refused('Malformed');
    const all = cbor.bytes((n - from + 1) * secretLength);
    cbor.end();
    const secrets = new Map<number, Bytes>();
    for (let e = from; e <= n; e++) secrets.set(e, all.slice((e - from) * secretLength, (e - from + 1) * secretLength));
    return secrets;
  });
  return isRefusal(read) ? undefined : read;
}
