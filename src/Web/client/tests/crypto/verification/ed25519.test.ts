import { describe, expect, it } from 'vitest';
import { PublicKey, toBase64Url, utf8, verifyEd25519 } from '../../../src/crypto';
import { hex } from '../files';

const words = utf8('cofactor');
const key = hex('cddc51565fdb5605efd0d0148a38f89189bc3c531fd1f97aee2e28ed8870abd2');
const honest = hex('35d85c6b75e6779356224a0beedfb6e18111282e8a3c1024ae71f92fd16948aa3352b186ced165a31935b59ceabc3d3876b6c96a90ac8d73381d07b13389a805');

describe('strict Ed25519', () => {
  it('accepts an honest signature', async () => {
    expect(await verifyEd25519(key, words, honest)).toBe(true);
  });

  it('refuses a nonce point with a small-order part, which only a cofactored verifier takes', async () => {
    expect(await verifyEd25519(key, words, hex('fcbc6609c401c64f37c74c70ee6a380b8b4b962622c759113183c8367bb1efe5fe806e1cf9b927bf07ce1d2303e1be084acc3b7d22d5702605d18fa2dfe96c00'))).toBe(false);
  });

  it('refuses a mixed-order key where only the cofactor hides it', async () => {
    const mixed = hex('55d882dff843bc4610d1f4d9f5b958aeb32b7f0d2cd5488b3e0ea1d1016135fb');
    expect(await verifyEd25519(mixed, words, hex('cc6f54833d29b4a30aeba0d96015dbff5c5110960dde158957e2c68c6a89a5692f3845b523ef6bfd4d53b1fafb8e61f2bc1fdbd48522e8553c725c7e1e847e02'))).toBe(false);
  });

  it('refuses the universal signature under every small-order key', async () => {
    for (const small of ['0100000000000000000000000000000000000000000000000000000000000000', '0000000000000000000000000000000000000000000000000000000000000080',
      'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f', '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f']) {
      const r = hex(`01${'00'.repeat(31)}`);
      expect(await verifyEd25519(hex(small), words, new Uint8Array([...r, ...new Uint8Array(32)]))).toBe(false);
      expect(PublicKey.parse(toBase64Url(hex(small)))).toBeUndefined();
      expect(() => PublicKey.read(hex(small))).toThrow('SmallOrderKey');
    }
  });

  it('refuses S + L, an all-zero signature, and wrong lengths', async () => {
    const order = hex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010');
    const raised = new Uint8Array(honest);
    for (let i = 0, carry = 0; i < 32; i++) {
      carry += (raised[32 + i] as number) + (order[i] as number);
      raised[32 + i] = carry & 255;
      carry >>= 8;
    }
    expect(await verifyEd25519(key, words, raised)).toBe(false);
    expect(await verifyEd25519(key, words, new Uint8Array(64))).toBe(false);
    expect(await verifyEd25519(key, words, honest.subarray(0, 63))).toBe(false);
    expect(await verifyEd25519(key.subarray(0, 31), words, honest)).toBe(false);
  });
});
