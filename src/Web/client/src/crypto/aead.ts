import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { absent, type Bytes } from './verification/bytes';
import { type CborValue } from './verification/cbor';
import { kdf } from './verification/kdf';

const aead = new Chacha20Poly1305();
const buffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;

/** ChaCha20-Poly1305: ciphertext and 16-byte tag. Key 32 bytes, nonce 12. */
export async function aeadSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array, aad: Uint8Array = absent): Promise<Bytes> {
  return new Uint8Array(await aead.createEncryptionContext(buffer(key)).seal(buffer(nonce), buffer(plaintext), buffer(aad)));
}

/** Opens; undefined when the tag does not hold or there is none. */
export async function aeadOpen(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array, aad: Uint8Array = absent): Promise<Bytes | undefined> {
  if (sealed.length < 16) return undefined;
  try {
    return new Uint8Array(await aead.createEncryptionContext(buffer(key)).open(buffer(nonce), buffer(sealed), buffer(aad)));
  } catch {
    return undefined; // lengths are right, so only the tag is left to fail
  }
}

/** key(32) || nonce(12) by the protocol's KDF, used once and erased. */
export async function withDerivedKey<T>(
  ikm: Uint8Array, salt: Uint8Array, info: readonly CborValue[], use: (key: Bytes, nonce: Bytes) => Promise<T>,
): Promise<T> {
  const both = kdf(ikm, salt, info, 44);
  try {
    return await use(both.subarray(0, 32), both.subarray(32));
  } finally {
    both.fill(0);
  }
}
