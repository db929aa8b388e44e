import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  aeadSeal, Card, codeUnlocker, concat, DeviceKey, Hash, Identity, Invitation, isRefusal, openAttachment, openKeyring, openWrap, pad, padme, random, ReceivingSeed,
  RecoveryCode, safetyCode, sealAttachment, sealWrap, toHex, UnlockedKeyring, unpad, utf8, withDerivedKey, wrapMethods, writeCard, writeCbor,
} from '../../src/crypto';
import { accepted } from './world';

const now = 1_800_000_000_000;
const clinic = Hash.of(utf8('clinic'));

async function person(): Promise<{ code: RecoveryCode; device: DeviceKey; enrolled: Awaited<ReturnType<typeof UnlockedKeyring.enrol>> }> {
  const code = RecoveryCode.generate();
  const device = await DeviceKey.generate();
  return { code, device, enrolled: await UnlockedKeyring.enrol(device.publicKey, [codeUnlocker(code)], clinic, now) };
}

describe('a recovery code', () => {
  it('is eight groups of four, and comes back however it is typed', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const text = RecoveryCode.fromBytes(bytes).format();
      expect(text).toMatch(/^([0-9A-HJKMNP-TV-Z]{4} ){7}[0-9A-HJKMNP-TV-Z]{4}$/);
      for (const typed of [text, text.toLowerCase(), text.replaceAll(' ', ''), text.replaceAll(' ', '-'), text.replaceAll('0', 'o').replaceAll('1', 'l'), text.replaceAll('1', 'I')]) {
        expect(RecoveryCode.parse(typed)?.exportBytes()).toEqual(bytes);
      }
    }));
  });

  it('is refused when it is short, long or has another letter', () => {
    const text = RecoveryCode.generate().format();
    for (const typed of ['', text.slice(1), `${text}0`, `U${text.slice(1)}`, `é${text.slice(1)}`]) expect(RecoveryCode.parse(typed)).toBeUndefined();
  });

  it('is not shown by accident', () => {
    expect(`${RecoveryCode.generate()}`).toBe('RecoveryCode');
  });
});

describe('a keyring', () => {
  it('opens with the code on another device, and certifies it', async () => {
    const { code, enrolled: { update } } = await person();
    const opened = accepted(await UnlockedKeyring.open([update.card], update.keyring, update.wraps, codeUnlocker(code)));
    const second = await DeviceKey.generate();
    const next = await opened.addDevice(second.publicKey, now + 1);
    expect(next.card.n).toBe(1);
    expect(next.card.devices).toHaveLength(2);
    expect(isRefusal(await openKeyring(accepted(await openWrap(next.wraps[0] ?? random(1), update.card.name, codeUnlocker(code))), next.keyring, update.card.name, [update.card, next.card]))).toBe(false);
  });

  it('takes a new receiving key when a device is removed, and still opens what came before', async () => {
    const { code, device, enrolled: { keyring, update } } = await person();
    const other = await DeviceKey.generate();
    const two = await keyring.addDevice(other.publicKey, now);
    const again = accepted(await UnlockedKeyring.open([update.card, two.card], two.keyring, two.wraps, codeUnlocker(code)));
    const fresh = RecoveryCode.generate();
    const one = await again.removeDevice(device.publicKey, [codeUnlocker(fresh)], now);
    const chain = [update.card, two.card, one.card];
    expect(await UnlockedKeyring.open(chain, one.keyring, one.wraps, codeUnlocker(code))).toBe('WrongCode');
    const held = accepted(await UnlockedKeyring.open(chain, one.keyring, one.wraps, codeUnlocker(fresh))).toDevice(other);
    for (const card of chain) expect(held.find(card.receivingKey)).toBeDefined();
  });

  it('is refused when a seed is missing or another, or the identity is another', async () => {
    const [identity, other] = [await Identity.generate(), await Identity.generate()];
    const [first, second] = [await ReceivingSeed.generate(), await ReceivingSeed.generate()];
    const device = (await DeviceKey.generate()).publicKey;
    const u = random(32);
    const open = async (seeds: readonly ReceivingSeed[], by = identity): Promise<unknown> => {
      // Sealed under the right info, as a hostile client of this person could.
      const salt = random(32);
      const plain = writeCbor(['cc1/keyring', by.exportSeed(), seeds.map((s) => s.exportSeed()), clinic.bytes]);
      const keyring = concat(salt, await withDerivedKey(u, salt, ['cc1/keyring', identity.publicKey.bytes], (key, nonce) => aeadSeal(key, nonce, plain)));
      const chain: Card[] = [];
      for (const [n, seed] of [first, second].entries()) {
        const prev = chain.at(-1)?.name ?? Hash.from(random(32));
        chain.push(accepted(Card.decode(await identity.sign(writeCard({
          n, prev, identity: identity.publicKey, receivingKey: seed.publicKey, keyring: Hash.of(keyring), devices: [device], time: now,
        })))));
      }
      const opened = await openKeyring(u, keyring, (chain[0] as Card).name, chain);
      return isRefusal(opened) ? opened : opened.seeds.length;
    };
    expect(await open([first, second])).toBe(2);
    expect(await open([first])).toBe('KeysWithheld');
    expect(await open([second])).toBe('KeysWithheld');
    expect(await open([second, first])).toBe('KeysWithheld');
    expect(await open([first, second, second])).toBe('KeysWithheld');
    expect(await open([first, second], other)).toBe('KeysWithheld');
    expect(await open([])).toBe('Malformed');
  });

  it('is refused when it is older than the newest card', async () => {
    const { code, enrolled: { keyring, update } } = await person();
    const fresh = RecoveryCode.generate();
    const next = await keyring.replaceMethods([codeUnlocker(fresh)], now);
    expect(await UnlockedKeyring.open([update.card, next.card], update.keyring, update.wraps, codeUnlocker(code))).toBe('KeysWithheld');
    expect(await UnlockedKeyring.open([next.card], next.keyring, next.wraps, codeUnlocker(fresh))).toBe('WrongCode');
    expect(await UnlockedKeyring.open([update.card, next.card], next.keyring, next.wraps, codeUnlocker(fresh))).toBeInstanceOf(UnlockedKeyring);
  });

  it('does not open for another person, method, credential or code', async () => {
    const { code, enrolled: { update } } = await person();
    const wrap = update.wraps[0] ?? random(1);
    const by = codeUnlocker(code);
    expect(isRefusal(await openWrap(wrap, update.card.name, by))).toBe(false);
    expect(await openWrap(wrap, clinic, by)).toBe('WrongCode');
    expect(await openWrap(wrap, update.card.name, { ...by, method: wrapMethods.passkey })).toBe('WrongCode');
    expect(await openWrap(wrap, update.card.name, { ...by, credential: utf8('x') })).toBe('WrongCode');
    expect(await openWrap(wrap, update.card.name, codeUnlocker(RecoveryCode.generate()))).toBe('WrongCode');
    expect(await openWrap(wrap.subarray(1), update.card.name, by)).toBe('Malformed');
    const passkey = { method: wrapMethods.passkey, credential: utf8('x'), secret: by.secret };
    const other = await sealWrap(random(32), update.card.name, passkey);
    expect(await openWrap(other, update.card.name, { ...passkey, credential: utf8('y') })).toBe('WrongCode');
  });

  it('never throws on hostile wraps and keyrings', async () => {
    const { enrolled: { update } } = await person();
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      expect(isRefusal(await openWrap(bytes, clinic, codeUnlocker(RecoveryCode.generate())))).toBe(true);
      expect(isRefusal(await openKeyring(random(32), bytes, update.card.name, [update.card]))).toBe(true);
    }), { numRuns: 50 });
  });
});

describe('an invitation', () => {
  it('comes back from its link, and ties who joins to it', () => {
    const invitation = Invitation.create(clinic);
    const read = Invitation.decode(`#${invitation.encode()}`);
    expect(read?.clinic).toEqual(clinic);
    expect(read?.token).toEqual(invitation.token);
    const joiner = Hash.of(utf8('joiner'));
    expect(invitation.checkTag(joiner, read?.tag(joiner) ?? random(32))).toBe(true);
    expect(invitation.checkTag(clinic, read?.tag(joiner) ?? random(32))).toBe(false);
    expect(Invitation.create(clinic).checkTag(joiner, read?.tag(joiner) ?? random(32))).toBe(false);
  });

  it('is refused with another version, length or alphabet', () => {
    const text = Invitation.create(clinic).encode();
    for (const bad of ['', text.slice(2), `${text}AA`, `B${text.slice(1)}`, `${text.slice(0, -1)}=`]) expect(Invitation.decode(bad)).toBeUndefined();
  });

  it('is remembered by its inviter alone', async () => {
    const [old, seed, other] = [await ReceivingSeed.generate(), await ReceivingSeed.generate(), await ReceivingSeed.generate()];
    const sealed = await Invitation.sealNote(seed.publicKey, clinic, utf8('note'));
    expect(await Invitation.openNote([old, seed], clinic, sealed)).toEqual(utf8('note'));
    expect(await Invitation.openNote([other], clinic, sealed)).toBeUndefined();
    expect(await Invitation.openNote([seed], Hash.of(utf8('x')), sealed)).toBeUndefined();
  });
});

describe('padding', () => {
  it('hides the length, and gives the content back', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 5000 }), (content) => {
      const padded = pad(content);
      expect(padded.length).toBeGreaterThanOrEqual(256);
      expect(padded.length).toBeLessThanOrEqual(Math.max(256, (content.length + 4) * 1.12));
      expect(unpad(padded)).toEqual(content);
    }));
  });

  it('agrees with the published table, and shows few lengths', () => {
    expect([1, 8, 9, 100, 255, 1000, 65540].map(padme)).toEqual([1, 8, 10, 104, 256, 1024, 67584]);
  });

  it('is refused with a set bit, a wrong length field or another total', () => {
    const padded = pad(utf8('hello'));
    for (const [at, value] of [[255, 1], [9, 1], [0, 1], [3, 253], [3, 4]] as const) {
      const bad = new Uint8Array(padded);
      bad[at] = value;
      expect(unpad(bad)).toBeUndefined();
    }
    expect(unpad(padded.subarray(0, 255))).toBeUndefined();
    expect(unpad(new Uint8Array([...padded, 0]))).toBeUndefined();
    expect(unpad(new Uint8Array(3))).toBeUndefined();
  });
});

describe('a safety code', () => {
  it('is six groups of five digits, the same for everyone', () => {
    const code = safetyCode(clinic);
    expect(code).toHaveLength(6);
    for (const group of code) expect(group).toMatch(/^\d{5}$/);
    const digest = Hash.of(utf8('cc1/code'), clinic.bytes).bytes;
    expect(Number(code[0])).toBe(parseInt(toHex(digest.subarray(0, 4)), 16) % 100000);
  });
});

describe('an attachment', () => {
  it('opens with its key, and not when a bit or its hash is another', async () => {
    const bytes = random(1000);
    const { sealed, by } = await sealAttachment(bytes);
    expect(await openAttachment(sealed, by)).toEqual(bytes);
    const bad = new Uint8Array(sealed);
    bad[5] = (bad[5] as number) ^ 1;
    expect(await openAttachment(bad, by)).toBeUndefined();
    expect(await openAttachment(bad, { ...by, hash: Hash.of(bad) })).toBeUndefined();
  });
});

describe('a card', () => {
  it('is refused in TypeScript by the name that says why', async () => {
    const { enrolled: { update } } = await person();
    const bytes = update.card.bytes;
    expect(Card.decode(bytes.subarray(0, 64))).toBe('Malformed');
    expect(Card.decode(new Uint8Array([...writeCbor(['cc1/cart', 0, 0, 0, 0, 0, 0, 0]), ...new Uint8Array(64)]))).toBe('WrongLabel');
    expect(Card.decode(new Uint8Array(1024 * 1024 + 1))).toBe('TooLarge');
  });
});
