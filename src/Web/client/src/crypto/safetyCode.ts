import { utf8 } from './verification/bytes';
import { Hash } from './verification/hash';

/** Six groups of five digits that two people compare in person (PROTOCOL section 6). */
export function safetyCode(person: Hash): string[] {
  const { bytes } = Hash.of(utf8('cc1/code'), person.bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [0, 1, 2, 3, 4, 5].map((k) => (view.getUint32(4 * k) % 100000).toString().padStart(5, '0'));
}
