import * as hpke from './hpke';
import { type Bytes, concat, copyOf, fromBase64Url, fromHex, random } from './verification/bytes';
import { PublicKey } from './verification/publicKey';

// RFC 8410 section 7: the PKCS #8 form of an Ed25519 seed.
const pkcs8 = fromHex('302e020100300506032b657004220420') as Bytes;

/** Something that signs for a person: the identity key or a device's key. */
export interface Signer {
  readonly publicKey: PublicKey;
  /** body || signature: a signed object, ready to be sent. */
  sign(body: Uint8Array): Promise<Bytes>;
}

async function signWith(key: CryptoKey, body: Uint8Array): Promise<Bytes> {
  return concat(body, new Uint8Array(await crypto.subtle.sign('Ed25519', key, new Uint8Array(body))));
}

/** The identity key: certifies devices. Held only while a card or keyring is being made; call `dispose` right after. */
export class Identity implements Signer {
  readonly publicKey: PublicKey;
  readonly #seed: Bytes;
  readonly #key: CryptoKey;

  private constructor(seed: Bytes, key: CryptoKey, publicKey: PublicKey) {
    this.#seed = seed;
    this.#key = key;
    this.publicKey = publicKey;
  }

  static generate(): Promise<Identity> {
    return Identity.fromSeed(random(32));
  }

  /** From the 32-byte seed of a keyring. */
  static async fromSeed(seed: Uint8Array): Promise<Identity> {
    const der = concat(pkcs8, seed);
    // WebCrypto gives a public key only by exporting the private one: once extractable, then never again.
    const open = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', true, ['sign']);
    const { x } = await crypto.subtle.exportKey('jwk', open);
    const key = await crypto.subtle.importKey('pkcs8', der, 'Ed25519', false, ['sign']);
    der.fill(0);
    return new Identity(copyOf(seed), key, PublicKey.read(fromBase64Url(x as string) as Bytes));
  }

  sign(body: Uint8Array): Promise<Bytes> {
    return signWith(this.#key, body);
  }

  /** A copy of the seed, for the keyring; the caller zeroes it. */
  exportSeed(): Bytes {
    return copyOf(this.#seed);
  }

  /** Zeroes the seed. */
  dispose(): void {
    this.#seed.fill(0);
  }

  toString(): string {
    return 'Identity';
  }
}

/**
 * A device's signing key. In a browser it is not extractable; keep `pair` in IndexedDB, which stores CryptoKeys whole, and
 * `restore` it on the next visit.
 */
export class DeviceKey implements Signer {
  readonly publicKey: PublicKey;
  readonly pair: CryptoKeyPair;

  private constructor(pair: CryptoKeyPair, publicKey: PublicKey) {
    this.pair = pair;
    this.publicKey = publicKey;
  }

  static async generate(): Promise<DeviceKey> {
    return DeviceKey.restore((await crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify'])) as CryptoKeyPair);
  }

  static async restore(pair: CryptoKeyPair): Promise<DeviceKey> {
    const raw = await crypto.subtle.exportKey('raw', pair.publicKey);
    return new DeviceKey(pair, PublicKey.read(new Uint8Array(raw)));
  }

  sign(body: Uint8Array): Promise<Bytes> {
    return signWith(this.pair.privateKey, body);
  }

  toString(): string {
    return 'DeviceKey';
  }
}

/** A raw 32-byte X-Wing seed: the private half of a receiving key, a person's or a team's. */
export class ReceivingSeed {
  /** 1216 bytes. */
  readonly publicKey: Bytes;
  readonly #seed: Bytes;

  private constructor(seed: Bytes, publicKey: Bytes) {
    this.#seed = seed;
    this.publicKey = publicKey;
  }

  static generate(): Promise<ReceivingSeed> {
    return ReceivingSeed.fromSeed(random(32));
  }

  static async fromSeed(seed: Uint8Array): Promise<ReceivingSeed> {
    return new ReceivingSeed(copyOf(seed), await hpke.receivingKeyOfSeed(seed));
  }

  /** The same seed again, so that one holder can dispose of it and the other keep it. */
  copy(): ReceivingSeed {
    return new ReceivingSeed(copyOf(this.#seed), this.publicKey);
  }

  /** Opens what was sealed to this key; undefined when it does not open. */
  open(info: Uint8Array, sealed: Uint8Array): Promise<Bytes | undefined> {
    return hpke.open(this.#seed, info, sealed);
  }

  /** A copy of the seed, for the keyring or the device's sealed store; the caller zeroes it. */
  exportSeed(): Bytes {
    return copyOf(this.#seed);
  }

  /** Zeroes the seed. */
  dispose(): void {
    this.#seed.fill(0);
  }

  toString(): string {
    return 'ReceivingSeed';
  }
}
