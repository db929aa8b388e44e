import { aeadOpen, aeadSeal, withDerivedKey } from './aead';
import { pad, unpad } from './padme';
import type { Bytes } from './verification/bytes';
import { type CborValue, readCbor } from './verification/cbor';
import { decoding, type Decoded, isRefusal } from './verification/refusal';
import { type Header, type Message, writeHeader, writeMessage } from './verification/message';

const info = (h: Header): CborValue[] => ['cc1/message', h.circle.bytes, h.epoch];

/** The body of a message: content padded, sealed under the epoch's secret and the header's own salt. */
export async function sealContent(header: Header, secret: Uint8Array, content: Uint8Array): Promise<Bytes> {
  const headerBytes = writeHeader(header);
  const padded = pad(content);
  const sealed = await withDerivedKey(secret, header.salt.bytes, info(header), (key, nonce) => aeadSeal(key, nonce, padded, headerBytes));
  padded.fill(0);
  return writeMessage(headerBytes, sealed);
}

/** The content, `DoesNotOpen` or `BadPadding`. */
export async function openMessage(message: Message, secret: Uint8Array): Promise<Decoded<Bytes>> {
  const padded = await withDerivedKey(secret, message.header.salt.bytes, info(message.header),
    (key, nonce) => aeadOpen(key, nonce, message.ciphertext, message.headerBytes));
  if (padded === undefined) return 'DoesNotOpen';
  return unpad(padded) ?? 'BadPadding';
}

/** Content as `{ type, items }`; undefined when it is no CBOR array that begins with a type. */
export function readContent(content: Uint8Array): { type: string; items: readonly CborValue[] } | undefined {
  const read = decoding(() => ({ value: readCbor(content) }));
  if (isRefusal(read) || !Array.isArray(read.value)) return undefined;
  const [type, ...items] = read.value as readonly CborValue[];
  return typeof type === 'string' ? { type, items } : undefined;
}
