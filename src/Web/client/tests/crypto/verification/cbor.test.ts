import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Card, type CborValue, isRefusal, Manifest, Message, readCbor, Vouch, writeCbor } from '../../../src/crypto';
import { hex } from '../files';

const value: fc.Arbitrary<CborValue> = fc.letrec<{ value: CborValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 },
    fc.maxSafeNat(), fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.array(tie('value'), { maxLength: 6 })),
})).value;

describe('the CBOR subset', () => {
  it('comes back as it was written, and only in one form', () => {
    fc.assert(fc.property(value, (v) => {
      const bytes = writeCbor(v);
      expect(readCbor(bytes)).toEqual(v);
      expect(writeCbor(readCbor(bytes))).toEqual(bytes);
    }));
  });

  it('never accepts bytes that it would not write', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      let read: CborValue;
      try {
        read = readCbor(bytes);
      } catch (e) {
        expect((e as Error).message).toBe('Malformed');
        return;
      }
      expect(writeCbor(read)).toEqual(bytes);
    }), { numRuns: 5000 });
  });

  it.each([
    ['an integer that is not shortest', '1817'], ['a two-byte integer that is not shortest', '1900ff'],
    ['an eight-byte integer that is not shortest', '1b00000000ffffffff'], ['2^53', '1b0020000000000000'],
    ['an indefinite string', '5f4101ff'], ['an indefinite array', '9f01ff'], ['a reserved length', '1c'],
    ['a negative integer', '20'], ['a map', 'a0'], ['a tag', 'c001'], ['a float', 'fb0000000000000000'], ['true', 'f5'],
    ['text that is not UTF-8', '62c328'], ['a lone surrogate', '63eda080'], ['a trailing byte', '0000'], ['nothing', ''],
    ['a string past the end', '4201'], ['an array past the end', '8201'], ['a huge array', '9b001fffffffffffff'],
  ])('refuses %s', (_, text) => {
    expect(() => readCbor(hex(text))).toThrow('Malformed');
  });

  it('keeps a byte order mark as a character', () => {
    expect(readCbor(hex('63efbbbf'))).toBe('\ufeff');
  });
});

describe('signed objects', () => {
  const labels = ['cc1/card', 'cc1/manifest', 'cc1/message', 'cc1/vouch'];
  const decoders = [Card, Manifest, Message, Vouch];

  it('never throw when decoded, whatever the bytes', () => {
    const item = fc.oneof(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uint8Array({ maxLength: 40 }), fc.array(value, { maxLength: 3 }), fc.string());
    const body = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.tuple(fc.constantFrom(...labels), fc.array(item, { maxLength: 14 })).map(([label, items]) => writeCbor([label, ...items])),
    );
    fc.assert(fc.property(body, fc.uint8Array({ maxLength: 70 }), (b, tail) => {
      const bytes = new Uint8Array([...b, ...tail]);
      for (const decoder of decoders) expect(isRefusal(decoder.decode(bytes))).toBe(true);
    }), { numRuns: 2000 });
  });
});
