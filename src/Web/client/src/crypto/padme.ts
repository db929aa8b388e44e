import type { Bytes } from './verification/bytes';

/** Padmé: rounds a length up so that only O(log log L) bits of it show; at most 12% more. */
export function padme(length: number): number {
  if (length < 2) return length;
  const e = Math.floor(Math.log2(length));
  const s = Math.floor(Math.log2(e)) + 1;
  const step = 2 ** Math.max(0, e - s);
  return Math.ceil(length / step) * step;
}

/** 4-byte big-endian length, content, zeros up to Padmé(max(256, 4 + length)): PROTOCOL section 4. */
export function pad(content: Uint8Array): Bytes {
  const out = new Uint8Array(padme(Math.max(256, 4 + content.length)));
  new DataView(out.buffer).setUint32(0, content.length);
  out.set(content, 4);
  return out;
}

/** The content, or undefined when length field, total length or a padding byte is wrong. */
export function unpad(padded: Uint8Array): Bytes | undefined {
  if (padded.length < 4) return undefined;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > padded.length - 4 || padded.length !== padme(Math.max(256, 4 + length))) return undefined;
  return padded.subarray(4 + length).every((b) => b === 0) ? new Uint8Array(padded.subarray(4, 4 + length)) : undefined;
}
