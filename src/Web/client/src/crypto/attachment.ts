import { aeadOpen, aeadSeal } from './aead';
import { padme } from './padme';
import { type Bytes, equal, random } from './verification/bytes';
import { Hash } from './verification/hash';

/** Largest attachment before padding (PROTOCOL section 4). */
export const attachmentLimit = 25 * 1024 * 1024;

const nonce = new Uint8Array(12);

/** What travels in a message's content: key, true length and H(ciphertext). */
export interface AttachmentKey {
  readonly key: Bytes;
  readonly length: number;
  readonly hash: Hash;
}

/** One AEAD under a key used once, with zero nonce, over bytes padded with zeros. Throws `RangeError` above 25 MiB. */
export async function sealAttachment(bytes: Uint8Array): Promise<{ sealed: Bytes; by: AttachmentKey }> {
  if (bytes.length > attachmentLimit) throw new RangeError('The attachment is too large');
  const padded = new Uint8Array(padme(Math.max(256, bytes.length)));
  padded.set(bytes);
  const key = random(32);
  const sealed = await aeadSeal(key, nonce, padded);
  return { sealed, by: { key, length: bytes.length, hash: Hash.of(sealed) } };
}

/** The bytes; undefined when another ciphertext was given, it does not open, or its padding is not zero. */
export async function openAttachment(sealed: Uint8Array, by: AttachmentKey): Promise<Bytes | undefined> {
  if (!equal(Hash.of(sealed).bytes, by.hash.bytes)) return undefined;
  const padded = await aeadOpen(by.key, nonce, sealed);
  if (padded === undefined || by.length > padded.length || padded.subarray(by.length).some((b) => b !== 0)) return undefined;
  return padded.slice(0, by.length);
}
