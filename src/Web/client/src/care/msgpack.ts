import type { Bytes } from '../crypto';

// MessagePack (github.com/msgpack/msgpack/blob/master/spec.md), as far as the hub speaks it: no extensions, no 64-bit
// integers beyond 2^53.

const utf8Encoder = new TextEncoder();
const utf8Decoder = new TextDecoder();

/** Writes null, booleans, numbers, text, bytes, arrays and plain objects. */
export function pack(value: unknown): Bytes {
  const parts: Uint8Array[] = [];
  put(value, parts);
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function put(value: unknown, out: Uint8Array[]): void {
  if (value === null || value === undefined) out.push(Uint8Array.of(0xc0));
  else if (typeof value === 'boolean') out.push(Uint8Array.of(value ? 0xc3 : 0xc2));
  else if (typeof value === 'number') out.push(number(value));
  else if (typeof value === 'string') {
    const bytes = utf8Encoder.encode(value);
    out.push(head(bytes.length, [0xa0, 31], [0xd9, 0xda, 0xdb]), bytes);
  } else if (value instanceof Uint8Array) out.push(head(value.length, null, [0xc4, 0xc5, 0xc6]), value);
  else if (Array.isArray(value)) {
    out.push(head(value.length, [0x90, 15], [0, 0xdc, 0xdd]));
    for (const item of value) put(item, out);
  } else {
    const entries = Object.entries(value);
    out.push(head(entries.length, [0x80, 15], [0, 0xde, 0xdf]));
    for (const [key, item] of entries) {
      put(key, out);
      put(item, out);
    }
  }
}

/** The head of something with a length: in one byte where it fits, else with 8 (where there is such a form), 16 or 32 bits. */
function head(length: number, fix: [first: number, most: number] | null, [h8, h16, h32]: [number, number, number]): Uint8Array {
  if (fix !== null && length <= fix[1]) return Uint8Array.of(fix[0] | length);
  if (h8 !== 0 && length < 0x100) return Uint8Array.of(h8, length);
  if (length < 0x10000) return Uint8Array.of(h16, length >> 8, length & 255);
  return Uint8Array.of(h32, length >>> 24, (length >> 16) & 255, (length >> 8) & 255, length & 255);
}

function number(value: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(9));
  if (Number.isSafeInteger(value)) {
    if (value >= 0 && value < 0x80) return Uint8Array.of(value);
    view.setUint8(0, 0xd3);
    view.setBigInt64(1, BigInt(value));
  } else {
    view.setUint8(0, 0xcb);
    view.setFloat64(1, value);
  }
  return new Uint8Array(view.buffer);
}

/** Deeper than anything that the hub says. */
const deepest = 16;

/** Reads one value. Throws `RangeError` when it is cut short, too deep or of a kind that the hub does not speak. */
export function unpack(bytes: Uint8Array): unknown {
  return new Reader(bytes).value();
}

class Reader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;
  #depth = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  value(): unknown {
    const first = this.#uint(1);
    if (first < 0x80) return first;
    if (first >= 0xe0) return first - 0x100;
    if (first < 0x90) return this.#map(first & 15);
    if (first < 0xa0) return this.#array(first & 15);
    if (first < 0xc0) return this.#text(first & 31);
    switch (first) {
      case 0xc0: return null;
      case 0xc2: return false;
      case 0xc3: return true;
      case 0xc4: case 0xc5: case 0xc6: return this.#take(this.#uint(1 << (first - 0xc4)));
      case 0xca: return this.#view.getFloat32(this.#skip(4));
      case 0xcb: return this.#view.getFloat64(this.#skip(8));
      case 0xcc: case 0xcd: case 0xce: return this.#uint(1 << (first - 0xcc));
      case 0xcf: return safe(this.#view.getBigUint64(this.#skip(8)));
      case 0xd0: return this.#view.getInt8(this.#skip(1));
      case 0xd1: return this.#view.getInt16(this.#skip(2));
      case 0xd2: return this.#view.getInt32(this.#skip(4));
      case 0xd3: return safe(this.#view.getBigInt64(this.#skip(8)));
      case 0xd9: case 0xda: case 0xdb: return this.#text(this.#uint(1 << (first - 0xd9)));
      case 0xdc: case 0xdd: return this.#array(this.#uint(2 << (first - 0xdc)));
      case 0xde: case 0xdf: return this.#map(this.#uint(2 << (first - 0xde)));
      default: throw new RangeError(`MessagePack type ${first} is not spoken here`);
    }
  }

  #deeper(): void {
    if (++this.#depth > deepest) throw new RangeError('MessagePack is too deep');
  }

  #skip(length: number): number {
    const at = this.#at;
    if (at + length > this.#bytes.length) throw new RangeError('MessagePack is cut short');
    this.#at += length;
    return at;
  }

  #uint(length: number): number {
    const at = this.#skip(length);
    return length === 1 ? this.#view.getUint8(at) : length === 2 ? this.#view.getUint16(at) : this.#view.getUint32(at);
  }

  #take(length: number): Bytes {
    const at = this.#skip(length);
    return this.#bytes.slice(at, at + length);
  }

  #text(length: number): string {
    const at = this.#skip(length);
    return utf8Decoder.decode(this.#bytes.subarray(at, at + length));
  }

  #array(length: number): unknown[] {
    const all: unknown[] = [];
    this.#deeper();
    for (let i = 0; i < length; i++) all.push(this.value());
    this.#depth--;
    return all;
  }

  #map(length: number): Record<string, unknown> {
    const all: [string, unknown][] = [];
    this.#deeper();
    for (let i = 0; i < length; i++) {
      const key = this.value();
      if (typeof key !== 'string') throw new RangeError('The names in a MessagePack map are text');
      all.push([key, this.value()]);
    }
    this.#depth--;
    // Own properties only, whatever the keys are called.
    return Object.fromEntries(all);
  }
}

function safe(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError('A number beyond 2^53');
  return number;
}
