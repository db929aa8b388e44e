import { Chacha20Poly1305 } from '@hpke/chacha20poly1305';
import { HpkeError } from '@hpke/common';
import { CipherSuite, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import { absent, type Bytes, concat } from './verification/bytes';
import { isLowOrderX25519, isReceivingKey } from './verification/receivingKey';

// Suite 0x647a / 0x0001 / 0x0003 (PROTOCOL section 1).
const kem = new XWing();
const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() });

/** Length of X-Wing's encapsulation: ML-KEM-768 (1088) then X25519 (32). */
const encLength = 1120;

/** The 1216-byte public key of a raw 32-byte X-Wing seed. HPKE's DeriveKeyPair is never used. */
export async function receivingKeyOfSeed(seed: Uint8Array): Promise<Bytes> {
  const { publicKey } = await kem.generateKeyPairDerand(new Uint8Array(seed));
  return new Uint8Array(await kem.serializePublicKey(publicKey));
}

/**
 * Seal: HPKE base, single shot, empty aad; `enc(1120) || ct`. Throws `RangeError` for a key that `isReceivingKey` refuses:
 * cards and manifests are checked when they are decoded.
 */
export async function seal(receivingKey: Uint8Array, info: Uint8Array, plaintext: Uint8Array): Promise<Bytes> {
  if (!isReceivingKey(receivingKey)) throw new RangeError('Not a receiving key');
  const recipientPublicKey = await kem.deserializePublicKey(new Uint8Array(receivingKey).buffer);
  const { enc, ct } = await suite.seal({ recipientPublicKey, info: new Uint8Array(info).buffer }, new Uint8Array(plaintext).buffer, absent.buffer);
  return concat(new Uint8Array(enc), new Uint8Array(ct));
}

/** Opens what `seal` made for this seed and info; undefined when it does not open, whatever the bytes are. */
export async function open(seed: Uint8Array, info: Uint8Array, sealed: Uint8Array): Promise<Bytes | undefined> {
  if (sealed.length < encLength + 16 || isLowOrderX25519(sealed.subarray(encLength - 32, encLength))) return undefined;
  const bytes = new Uint8Array(sealed);
  try {
    const recipientKey = await kem.importKey('raw', new Uint8Array(seed).buffer, false);
    const plaintext = await suite.open(
      { recipientKey, enc: bytes.slice(0, encLength).buffer, info: new Uint8Array(info).buffer },
      bytes.slice(encLength).buffer, absent.buffer,
    );
    return new Uint8Array(plaintext);
  } catch (e) {
    if (e instanceof HpkeError) return undefined; // decapsulation or tag
    throw e;
  }
}
