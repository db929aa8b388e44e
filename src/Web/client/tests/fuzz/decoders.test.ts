import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Bytes, Card, type Decoded, fromBase64Url, Hash, Invitation, isRefusal, Manifest, Message, PublicKey, readContent, readOpen, readWrap, RecoveryCode, refusals,
  toBase64Url, unpad, Vouch, writeCbor, writeOpen,
} from '../../src/crypto';
import { readCbor } from '../../src/crypto/verification/cbor';
import { decoding } from '../../src/crypto/verification/refusal';
import { contentOf } from '../../src/care/lines';
import { pack, unpack } from '../../src/care/msgpack';
import { readPlan } from '../../src/care/plan';
import { committed, hex } from '../crypto/files';
import { held, near, parameters } from './mutations';

const objects = (name: string): Bytes[] => Object.values(committed<{ objects: Record<string, string> }>(name)?.objects ?? {}).map(hex);
const plans = (committed<{ cases: { content: string }[] }>('plans.json')?.cases ?? []).map(({ content }) => hex(content));

const signed: Record<string, (bytes: Uint8Array) => Decoded<object>> = {
  card: (bytes) => Card.decode(bytes), manifest: (bytes) => Manifest.decode(bytes), message: (bytes) => Message.decode(bytes), vouch: (bytes) => Vouch.decode(bytes),
};

describe('whatever a server hands out', () => {
  it.each(Object.keys(signed))('as a %s is decoded or refused, and never thrown at', (type) => {
    const all = [...objects('world.json'), ...objects('negative.json').filter((_, i) => i % 8 === 0)];
    fc.assert(fc.property(near(all), (bytes) => {
      const decoded = (signed[type] as (typeof signed)[string])(bytes);
      if (isRefusal(decoded)) expect(refusals.indexOf(decoded)).toBeGreaterThan(0);
    }), parameters(8_000));
  });

  it('as CBOR is one value in its one form, or refused', () => {
    fc.assert(fc.property(near([...plans, writeCbor([[[[1, 'a', new Uint8Array(9)]]]])]), (bytes) => {
      const read = decoding(() => ({ value: readCbor(bytes) }));
      if (isRefusal(read)) return;
      expect(writeCbor(read.value)).toEqual(bytes);
      expect(held(read.value)).toBeLessThanOrEqual(bytes.length);
    }), parameters(8_000));
  });

  it('as content is shown or is from a newer version', () => {
    const contents = [...plans, writeCbor(['text', 'words']), writeCbor(['details', 'where', 'words']), writeCbor(['location', 'where'])];
    fc.assert(fc.property(near(contents), (bytes) => {
      const content = readContent(bytes);
      if (content !== undefined) readPlan(content.items);
      expect(['text', 'details', 'location', 'plan', 'newer']).toContain(contentOf(bytes).type);
    }), parameters(8_000));
  });

  it('as what was shared is written again to the same bytes', () => {
    const alert = new Uint8Array(16).fill(7);
    const parts = [writeOpen({ soon: 'now', alert: new Uint8Array(0) }), writeOpen({ soon: 'today', alert }), writeOpen({ soon: 'week', alert, cue: { level: 'crisis', version: 3 } })];
    fc.assert(fc.property(near(parts), (bytes) => {
      const part = readOpen(bytes);
      if (part !== undefined && bytes.length > 0) expect(writeOpen(part)).toEqual(bytes);
    }), parameters(8_000));
  });

  it('as a wrap or padding is read or refused', () => {
    fc.assert(fc.property(near([writeCbor([2, new Uint8Array(32), new Uint8Array(32), new Uint8Array(48)]), new Uint8Array(300)]), (bytes) => {
      const wrap = readWrap(bytes);
      if (isRefusal(wrap)) expect(wrap).toBe('Malformed');
      unpad(bytes);
    }), parameters(4_000));
  });

  it('as MessagePack is read within what it holds, or is no MessagePack', () => {
    const said = [
      pack([1, {}, null, 'Appended', ['circle', { Number: 1, Bytes: new Uint8Array(40), At: 1.5, Ok: true }], []]), pack([3, {}, '1', 3, { Error: null, Items: [{ A: -1 }, { A: 2 ** 40 }] }]),
      Uint8Array.from([0x91, 0x81, 0x81, 0xa8, ...new TextEncoder().encode('toString'), 0x01, 0x01]),
    ];
    fc.assert(fc.property(near(said), (bytes) => {
      try {
        expect(held(unpack(bytes))).toBeLessThanOrEqual(bytes.length);
      } catch (e) {
        if (!(e instanceof RangeError)) throw e;
        expect(e.message).toMatch(/MessagePack|2\^53/);
      }
    }), parameters(20_000));
  });
});

describe('whatever a person types or follows', () => {
  it('is a code, a link or an id, or none', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 90 }), fc.string({ unit: fc.constantFrom(...'ABCDEFGH0123456789-_IOLil \u0130'), minLength: 30, maxLength: 70 }), fc.uint8Array({ minLength: 32, maxLength: 50 }).map(toBase64Url),
    );
    fc.assert(fc.property(text, (typed) => {
      const bytes = fromBase64Url(typed);
      if (bytes !== undefined) expect(toBase64Url(bytes)).toBe(typed);
      const hash = Hash.parse(typed);
      if (hash !== undefined) expect(hash.toString()).toBe(typed);
      PublicKey.parse(typed);
      const invitation = Invitation.decode(typed);
      if (invitation !== undefined) expect(invitation.encode()).toBe(typed);
      expect([undefined, 39]).toContain(RecoveryCode.parse(typed)?.format().length);
    }), parameters(8_000));
  });
});
