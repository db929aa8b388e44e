import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, equal, fromBase64Url, fromHex, toBase64Url, toHex } from '../../../src/crypto/verification/bytes';

const bytes = fc.uint8Array({ maxLength: 80 });

describe('bytes', () => {
  it('come back from base64url and from hexadecimal', () => {
    fc.assert(fc.property(bytes, (b) => {
      expect(fromBase64Url(toBase64Url(b))).toEqual(b);
      expect(fromHex(toHex(b))).toEqual(b);
    }));
  });

  it('have one text form only: padding, other alphabets and unused bits are refused', () => {
    expect(fromBase64Url('AA')).toEqual(new Uint8Array(1));
    for (const text of ['AA==', 'AB', 'A', 'A+', 'A/', ' AA']) expect(fromBase64Url(text)).toBeUndefined();
  });

  it('are ordered and compared as their members are', () => {
    fc.assert(fc.property(bytes, bytes, (a, b) => {
      expect(equal(a, b)).toBe(toHex(a) === toHex(b));
      expect(Math.sign(compare(a, b))).toBe(toHex(a) < toHex(b) ? -1 : toHex(a) > toHex(b) ? 1 : 0);
    }));
  });
});
