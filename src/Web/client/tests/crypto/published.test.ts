import { describe, expect, it } from 'vitest';
import { aeadOpen, aeadSeal, concat, hkdf, isReceivingKey, open, PublicKey, receivingKeyOfSeed, toHex, utf8, verifyEd25519 } from '../../src/crypto';
import { hex, published } from './files';

interface Wycheproof<T> { testGroups: (T & { tests: { tcId: number; comment: string; result: string; [key: string]: unknown }[] })[] }
interface XWing { seed: string; pk: string; ct: string; ss: string }
interface Hpke { info: string; skRm: string; pkRm: string; enc: string; key: string; base_nonce: string; encryptions: { aad: string; ct: string; pt: string }[] }

const missing = 'the published vectors are not beside this repository';

describe('published vectors', () => {
  const xwing = published<XWing[]>('xwing.json');
  it.skipIf(xwing === undefined)(`X-Wing: the public key of a raw seed${xwing ? '' : `: ${missing}`}`, async () => {
    for (const v of xwing ?? []) {
      const key = await receivingKeyOfSeed(hex(v.seed));
      expect(toHex(key)).toBe(v.pk);
      expect(isReceivingKey(key)).toBe(true);
    }
  });

  const hpke = published<Hpke[]>('hpke-xwing-hkdfsha256-chacha20poly1305.json');
  it.skipIf(hpke === undefined)(`HPKE: base mode with X-Wing${hpke ? '' : `: ${missing}`}`, async () => {
    for (const v of hpke ?? []) {
      expect(toHex(await receivingKeyOfSeed(hex(v.skRm)))).toBe(v.pkRm);
      const first = v.encryptions[0];
      expect(first).toBeDefined();
      if (first === undefined) return;
      // The vector's own key and nonce open its ciphertext, and what they seal with empty aad opens through our single shot.
      const pt = await aeadOpen(hex(v.key), hex(v.base_nonce), hex(first.ct), hex(first.aad));
      expect(pt && toHex(pt)).toBe(first.pt);
      const sealed = await aeadSeal(hex(v.key), hex(v.base_nonce), hex(first.pt));
      const opened = await open(hex(v.skRm), hex(v.info), concat(hex(v.enc), sealed));
      expect(opened && toHex(opened)).toBe(first.pt);
      expect(await open(hex(v.skRm), utf8('other'), concat(hex(v.enc), sealed))).toBeUndefined();
    }
  });

  const ed = published<Wycheproof<{ publicKey: { pk: string } }>>('wycheproof-ed25519.json');
  it.skipIf(ed === undefined)(`Ed25519: Wycheproof${ed ? '' : `: ${missing}`}`, async () => {
    for (const group of ed?.testGroups ?? []) {
      for (const t of group.tests) {
        const valid = await verifyEd25519(hex(group.publicKey.pk), hex(t['msg'] as string), hex(t['sig'] as string));
        expect([t.tcId, t.comment, valid]).toEqual([t.tcId, t.comment, t.result === 'valid']);
      }
      expect(PublicKey.read(hex(group.publicKey.pk))).toBeDefined();
    }
  });

  const kdf = published<Wycheproof<object>>('wycheproof-hkdf-sha256.json');
  it.skipIf(kdf === undefined)(`HKDF-SHA256: Wycheproof${kdf ? '' : `: ${missing}`}`, () => {
    for (const group of kdf?.testGroups ?? []) {
      for (const t of group.tests) {
        const derive = (): string => toHex(hkdf(hex(t['ikm'] as string), hex(t['salt'] as string), hex(t['info'] as string), t['size'] as number));
        if (t.result === 'valid') expect(derive()).toBe(t['okm']);
        else expect(derive).toThrow(RangeError);
      }
    }
  });
});
