import { expect } from 'vitest';
import {
  type Applied, Card, CircleReader, codeUnlocker, DeviceKey, HeldKeys, isRefusal, LinkStore, Message, open, openMessage, openWrap, pad,
  ReceivingSeed, RecoveryCode, type Refusal, toHex, UnlockedDevice, UnlockedKeyring, unpad, wrapMethods,
} from '../../../src/crypto';
import { EpochKeys } from '../../../src/crypto/epochKeys';
import { Manifest } from '../../../src/crypto';
import { type Case, decoded } from './cases';
import { hex } from '../files';

/** Ops that open something; each also compares what it opened. */
export const opening: Record<string, (c: Case) => Promise<Refusal>> = {
  async open(c) {
    const plaintext = await open(c.bytes('seed'), c.bytes('info'), c.bytes('sealed'));
    if (plaintext === undefined) return 'DoesNotOpen';
    expect(toHex(plaintext)).toBe(c.text('plaintext'));
    return 'None';
  },

  async copy(c) {
    const epochs = c.allNamed('epochs').map((bytes, i) => ({ manifest: decoded(Manifest.decode(bytes)), number: i + 1 }));
    const seed = await ReceivingSeed.fromSeed(c.bytes('seed'));
    const keys = new EpochKeys({ find: () => Promise.resolve(seed), keep: () => undefined }, epochs);
    const epoch = epochs.length - 1;
    keys.keep({ epoch, principal: c.hash('principal'), bytes: c.named('copy') });
    const refusal = (await keys.open())[0]?.refusal ?? 'None';
    const secrets = epochs.flatMap((_, e) => keys.secret(e) ?? []).map(toHex);
    expect(secrets).toEqual(refusal === 'None' ? c.texts('secrets') : []);
    return refusal;
  },

  async wrap(c) {
    const code = c.number('method') === 1 ? RecoveryCode.parse(c.text('code')) : undefined;
    const by = code === undefined ? { method: wrapMethods.passkey, credential: c.bytes('credential'), secret: c.bytes('prf') } : codeUnlocker(code);
    const u = await openWrap(c.bytes('wrap'), c.hash('person'), by);
    if (isRefusal(u)) return u;
    expect(toHex(u)).toBe(c.text('key'));
    return 'None';
  },

  async unlock(c) {
    const code = RecoveryCode.parse(c.text('code'));
    if (code === undefined) return 'WrongCode';
    const cards = c.allNamed('cards').map((bytes) => decoded(Card.decode(bytes)));
    const keyring = await UnlockedKeyring.open(cards, c.bytes('keyring'), c.texts('wraps').map(hex), codeUnlocker(code));
    if (isRefusal(keyring)) return keyring;
    const device = keyring.toDevice(await DeviceKey.generate());
    expect(device.seeds.map((seed) => toHex(seed.exportSeed()))).toEqual(c.texts('seeds'));
    expect(device.clinic).toEqual(c.optionalHash('clinic'));
    return 'None';
  },

  async padding(c) {
    const content = unpad(c.bytes('padded'));
    if (content === undefined) return 'BadPadding';
    expect(toHex(content)).toBe(c.text('content'));
    expect(toHex(pad(content))).toBe(c.text('padded'));
    return 'None';
  },

  async messageOpen(c) {
    const message = Message.decode(c.named('message'));
    if (isRefusal(message)) return message;
    const content = await openMessage(message, c.bytes('secret'));
    if (isRefusal(content)) return content;
    expect(toHex(content)).toBe(c.text('content'));
    return 'None';
  },
};

/** The whole reading of a circle, as `expect` of a case writes it. */
export async function read(c: Case): Promise<object[]> {
  const store = new LinkStore(c.hash('clinic'));
  for (const bytes of c.allNamed('links')) {
    expect(isRefusal(Card.decode(bytes)) ? await store.addManifest(bytes) : await store.addCards([bytes])).toBe('None');
  }
  const seeds = await Promise.all(c.texts('seeds').map((seed) => ReceivingSeed.fromSeed(hex(seed))));
  const keys = new HeldKeys(new UnlockedDevice(c.hash('person'), await DeviceKey.generate(), seeds, c.hash('clinic')), store);
  for (const team of c.each('teams')) {
    const reader = new CircleReader(team.hash('circle'), keys);
    await apply(reader, team);
    keys.add(reader);
  }
  return (await apply(new CircleReader(c.hash('circle'), keys), c)).map(describeApplied);
}

async function apply(reader: CircleReader, c: Case): Promise<Applied[]> {
  const results = await reader.offer(c.each('copies').map((x) => ({ epoch: x.number('epoch'), principal: x.hash('principal'), bytes: x.named('bytes') })));
  for (const e of c.each('entries')) results.push(...(await reader.apply({ number: e.number('number'), bytes: e.named('object'), at: e.number('time') })));
  return results;
}

function describeApplied(applied: Applied): object {
  const { number, kind: type } = applied;
  switch (applied.kind) {
    case 'EpochStarted': return { number, type, epoch: applied.manifest.n };
    case 'MessageOpened': return { number, type, content: toHex(applied.content), marks: applied.marks };
    case 'CopyRefused': return { number, type, epoch: applied.epoch, refusal: applied.refusal };
    case 'Gap': return { number, type, next: applied.next };
    case 'MessageWaiting': return { number, type };
    default: return { number, type, refusal: applied.refusal };
  }
}
