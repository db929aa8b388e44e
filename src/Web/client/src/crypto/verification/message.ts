import { type Bytes, toBase64Url } from './bytes';
import { CborReader, writeCbor } from './cbor';
import type { Hash } from './hash';
import { limits } from './limits';
import type { PublicKey } from './publicKey';
import { type Decoded, decoding, Refused } from './refusal';
import { openBody, SignedObject } from './signedObject';

/** `[circle, epoch, author, device, id(16), seenN, seenH, time, salt(32), open]` (PROTOCOL section 4). */
export interface Header {
  readonly circle: Hash;
  /** n of the manifest whose secret encrypts the message. */
  readonly epoch: number;
  readonly author: Hash;
  readonly device: PublicKey;
  /** 16 bytes chosen by the client; kept when sealed again. */
  readonly id: Bytes;
  /** The last entry the author had applied, and the log hash there. */
  readonly seenN: number;
  readonly seenH: Hash;
  /** Unix milliseconds, as the author says. */
  readonly time: number;
  /** Fresh for every seal. */
  readonly salt: Hash;
  /** What the server may read; often empty. */
  readonly open: Bytes;
}

const label = 'cc1/message';

/** A message entry: `["cc1/message", header, ciphertext]`. */
export class Message extends SignedObject {
  readonly header: Header;
  /** The header as received: the additional data of the encryption. */
  readonly headerBytes: Bytes;
  readonly ciphertext: Bytes;

  private constructor(bytes: Uint8Array, header: Header, headerBytes: Bytes, ciphertext: Bytes) {
    super(bytes);
    this.header = header;
    this.headerBytes = headerBytes;
    this.ciphertext = ciphertext;
  }

  /** The message, or why not. Never throws on hostile bytes. */
  static decode(bytes: Uint8Array): Decoded<Message> {
    return decoding(() => {
      const cbor = openBody(bytes, label, 3);
      const headerBytes = cbor.bytes();
      const header = readHeader(headerBytes);
      const ciphertext = cbor.bytes();
      cbor.end();
      if (ciphertext.length > limits.ciphertext) throw new Refused('TooLarge');
      return new Message(bytes, header, headerBytes, ciphertext);
    });
  }

  /** The id as text: unique for one device. */
  get idText(): string {
    return toBase64Url(this.header.id);
  }
}

function readHeader(bytes: Uint8Array): Header {
  const cbor = new CborReader(bytes);
  cbor.array(10);
  const circle = cbor.hash();
  const epoch = cbor.uint();
  const author = cbor.hash();
  const device = cbor.publicKey();
  const id = cbor.bytes(16);
  const seenN = cbor.uint();
  const seenH = cbor.hash();
  const time = cbor.uint();
  const salt = cbor.hash();
  const open = cbor.bytes();
  if (open.length > limits.open) throw new Refused('TooLarge');
  cbor.end();
  return { circle, epoch, author, device, id, seenN, seenH, time, salt, open };
}

/** The header's CBOR. */
export function writeHeader(h: Header): Bytes {
  return writeCbor([
    h.circle.bytes, h.epoch, h.author.bytes, h.device.bytes, h.id, h.seenN, h.seenH.bytes, h.time, h.salt.bytes, h.open,
  ]);
}

/** The body of a message, ready to be signed. */
export function writeMessage(headerBytes: Bytes, ciphertext: Bytes): Bytes {
  return writeCbor([label, headerBytes, ciphertext]);
}
