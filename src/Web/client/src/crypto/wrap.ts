import { aeadOpen, aeadSeal, withDerivedKey } from './aead';
import type { RecoveryCode } from './recoveryCode';
import { absent, type Bytes, equal, random, utf8 } from './verification/bytes';
import { CborReader, type CborValue, writeCbor } from './verification/cbor';
import { Hash } from './verification/hash';
import { type Decoded, decoding, isRefusal } from './verification/refusal';

/** 1: the recovery code. 2: a passkey's PRF output. */
export const wrapMethods = { recoveryCode: 1, passkey: 2 } as const;

/** The PRF evaluation input of every passkey, fixed in the client. */
export const prfInput: Hash = Hash.of(utf8('cc1/prf'));

/** What opens a wrap: its method, the passkey's credential id (absent for the code), and the secret. */
export interface Unlocker {
  readonly method: number;
  readonly credential: Bytes;
  readonly secret: Bytes;
}

/** The recovery code as an unlocker. */
export function codeUnlocker(code: RecoveryCode): Unlocker {
  return { method: wrapMethods.recoveryCode, credential: absent, secret: code.exportBytes() };
}

const info = (person: Hash, method: number, credential: Bytes): CborValue[] => ['cc1/wrap', person.bytes, method, credential];

/** Seals U (the keyring's key) for one unlocker: CBOR `[method, credential, salt(32), AEAD]` (PROTOCOL section 5). */
export async function sealWrap(u: Uint8Array, person: Hash, by: Unlocker): Promise<Bytes> {
  const salt = random(32);
  const sealed = await withDerivedKey(by.secret, salt, info(person, by.method, by.credential), (key, nonce) => aeadSeal(key, nonce, u));
  return writeCbor([by.method, by.credential, salt, sealed]);
}

interface WrapFields {
  readonly method: number;
  readonly credential: Bytes;
  readonly salt: Bytes;
  readonly sealed: Bytes;
}

/** Method and credential of a wrap, to choose who can open it. */
export function readWrap(bytes: Uint8Array): Decoded<WrapFields> {
  return decoding(() => {
    const cbor = new CborReader(bytes);
    cbor.array(4);
    const fields = { method: cbor.uint(), credential: cbor.bytes(), salt: cbor.bytes(32), sealed: cbor.bytes(48) };
    cbor.end();
    return fields;
  });
}

/** Opens a wrap: U (32 bytes), `Malformed`, or `WrongCode` when it is another person's, method's, credential's or secret's. */
export async function openWrap(bytes: Uint8Array, person: Hash, by: Unlocker): Promise<Decoded<Bytes>> {
  const wrap = readWrap(bytes);
  if (isRefusal(wrap)) return wrap;
  if (wrap.method !== by.method || !equal(wrap.credential, by.credential)) return 'WrongCode';
  const u = await withDerivedKey(by.secret, wrap.salt, info(person, by.method, by.credential),
    (key, nonce) => aeadOpen(key, nonce, wrap.sealed));
  return u ?? 'WrongCode';
}
