import { type Bytes, fromHex } from './bytes';

// Little-endian, as on the wire (RFC 8032 section 5.1).
const hex = (text: string): Bytes => fromHex(text) as Bytes;
const fieldPrime = hex('edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f');
const groupOrder = hex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  // The unreduced spellings of y = 0 and y = 1.
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
].map(hex);

function below(a: Uint8Array, limit: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const d = (a[i] as number) - (limit[i] as number);
    if (d !== 0) return d < 0;
  }
  return false;
}

function unsigned(point: Uint8Array): Bytes {
  const y = new Uint8Array(point);
  y[31] = (y[31] as number) & 0x7f;
  return y;
}

/** Whether y, without the sign bit, is below 2^255 − 19. (x = 0 with a sign bit is of small order, refused as such.) */
export function isCanonical(point: Uint8Array): boolean {
  return below(unsigned(point), fieldPrime);
}

/**
 * Whether the point's order divides 8, by its encoding, whatever its sign bit.
 * WebCrypto accepts such keys, under which one signature fits every message.
 */
export function isSmallOrder(point: Uint8Array): boolean {
  const y = unsigned(point);
  return smallOrder.some((s) => s.every((b, i) => b === y[i]));
}

const imported = new Map<string, Promise<CryptoKey>>();

function importKey(key: Uint8Array): Promise<CryptoKey> {
  const text = String.fromCharCode(...key);
  let pending = imported.get(text);
  if (pending === undefined) {
    if (imported.size > 1000) imported.clear();
    pending = crypto.subtle.importKey('raw', new Uint8Array(key), 'Ed25519', false, ['verify']);
    imported.set(text, pending);
  }
  return pending;
}

/**
 * Strict verification (PROTOCOL section 1): S < L, R and the key canonical and not of small order, then WebCrypto.
 * False for anything wrong, lengths included.
 */
export async function verifyEd25519(key: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean> {
  if (key.length !== 32 || signature.length !== 64) return false;
  const r = signature.subarray(0, 32);
  if (!below(signature.subarray(32), groupOrder) || isSmallOrder(r) || !isCanonical(r)) return false;
  if (isSmallOrder(key) || !isCanonical(key)) return false;
  const strict = await importKey(key).catch((e: unknown) => {
    // Some engines refuse at import a key that is no point of the curve.
    if (e instanceof DOMException || e instanceof TypeError) return undefined;
    throw e;
  });
  return strict !== undefined && crypto.subtle.verify('Ed25519', strict, new Uint8Array(signature), new Uint8Array(message));
}
