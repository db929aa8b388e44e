import { expect } from 'vitest';
import {
  type CborValue, Hash, hkdf, Identity, Invitation, logNext, logStart, padme, ReceivingSeed, RecoveryCode, safetyCode, toHex, writeCbor, readCbor,
} from '../../../src/crypto';
import { commitmentOf, teamSeedOf } from '../../../src/crypto/secrets';
import type { Case } from './cases';
import { hex } from '../files';

function value(json: unknown): CborValue {
  if (Array.isArray(json)) return json.map(value);
  if (typeof json === 'object' && json !== null) return hex((json as { bytes: string }).bytes);
  return json as number | string;
}

/** Ops that give a value. */
export const values: Record<string, (c: Case) => void | Promise<void>> = {
  cbor: (c) => {
    expect(toHex(writeCbor(value(c.fields['value'])))).toBe(c.text('hex'));
    expect(readCbor(c.bytes('hex'))).toEqual(value(c.fields['value']));
  },
  hash: (c) => {
    expect(toHex(Hash.of(c.bytes('input')).bytes)).toBe(c.text('hash'));
    expect(Hash.parse(c.text('text'))?.equals(c.hash('hash'))).toBe(true);
    expect(c.hash('hash').toString()).toBe(c.text('text'));
  },
  kdf: (c) => expect(toHex(hkdf(c.bytes('ikm'), c.bytes('salt'), c.bytes('info'), c.number('length')))).toBe(c.text('output')),
  log: (c) => {
    let h = logStart;
    expect(c.texts('names').map((name) => toHex((h = logNext(h, Hash.from(hex(name)))).bytes))).toEqual(c.texts('h'));
  },
  padme: (c) => expect(padme(c.number('length'))).toBe(c.number('padded')),
  recoveryCode: (c) => {
    for (const typed of c.texts('typed')) {
      const code = RecoveryCode.parse(typed);
      expect([typed, code && toHex(code.exportBytes()), code?.groups.join('-')]).toEqual([typed, c.text('bytes'), c.text('text')]);
    }
    for (const typed of c.texts('refused')) expect([typed, RecoveryCode.parse(typed)]).toEqual([typed, undefined]);
  },
  safetyCode: (c) => expect(safetyCode(c.hash('person')).join(' ')).toBe(c.text('text')),
  invitation: (c) => {
    const invitation = Invitation.decode(c.text('fragment'));
    expect(invitation && {
      fragment: invitation.encode(), clinic: toHex(invitation.clinic.bytes), secret: toHex(invitation.exportSecret()), token: toHex(invitation.token),
      tokenHash: toHex(invitation.tokenHash.bytes), tag: toHex(invitation.tag(c.hash('person'))),
    }).toEqual({
      fragment: c.text('fragment'), clinic: c.text('clinic'), secret: c.text('secret'), token: c.text('token'), tokenHash: c.text('tokenHash'), tag: c.text('tag'),
    });
    for (const fragment of c.texts('refused')) expect([fragment, Invitation.decode(fragment)]).toEqual([fragment, undefined]);
  },
  circleKeys: async (c) => {
    expect(toHex(commitmentOf(c.bytes('secret'), c.hash('prev')).bytes)).toBe(c.text('commitment'));
    const seed = teamSeedOf(c.bytes('secret'), c.hash('prev'));
    expect(toHex(seed)).toBe(c.text('teamSeed'));
    expect(toHex((await ReceivingSeed.fromSeed(seed)).publicKey)).toBe(c.text('teamKey'));
  },
  sign: async (c) => {
    const key = await Identity.fromSeed(c.bytes('seed'));
    expect([toHex(key.publicKey.bytes), toHex(await key.sign(c.bytes('body')))]).toEqual([c.text('publicKey'), c.text('signed')]);
  },
};
