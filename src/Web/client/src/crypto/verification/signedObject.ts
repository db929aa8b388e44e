import { type Bytes, copyOf } from './bytes';
import { CborReader } from './cbor';
import { verifyEd25519 } from './ed25519';
import { Hash } from './hash';
import { limits } from './limits';
import type { PublicKey } from './publicKey';
import { Refused } from './refusal';

/** A decoded signed object: `body || signature(64)`, kept and forwarded exactly as received (PROTOCOL section 1). */
export abstract class SignedObject {
  /** Body and signature. */
  readonly bytes: Bytes;
  /** H(body). */
  readonly name: Hash;

  protected constructor(bytes: Uint8Array) {
    this.bytes = copyOf(bytes);
    this.name = Hash.of(this.body);
  }

  get body(): Bytes {
    return this.bytes.subarray(0, this.bytes.length - limits.signature);
  }

  /** Whether the signature over the body holds under this key. */
  verifySignature(key: PublicKey): Promise<boolean> {
    return verifyEd25519(key.bytes, this.body, this.bytes.subarray(this.bytes.length - limits.signature));
  }
}

/** Opens a signed object's body. Size, array and label come first, in this order, so that both languages give the same refusal. */
export function openBody(bytes: Uint8Array, label: string, arity: number): CborReader {
  if (bytes.length > limits.object) throw new Refused('TooLarge');
  if (bytes.length <= limits.signature) throw new Refused('Malformed');
  const cbor = new CborReader(bytes.subarray(0, bytes.length - limits.signature));
  const length = cbor.array();
  if (cbor.text() !== label) throw new Refused('WrongLabel');
  if (length !== arity) throw new Refused('Malformed');
  return cbor;
}

/** The label of a signed object's body, undefined when there is none to read. */
export function labelOf(bytes: Uint8Array): string | undefined {
  try {
    const cbor = new CborReader(bytes.subarray(0, Math.max(0, bytes.length - limits.signature)));
    cbor.array();
    return cbor.text();
  } catch (e) {
    if (e instanceof Refused) return undefined;
    throw e;
  }
}
