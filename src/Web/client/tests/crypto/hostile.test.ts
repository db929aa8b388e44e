import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CircleReader, open, random, ReceivingSeed, seal, utf8 } from '../../src/crypto';
import { accepted, Party, smallClinic } from './world';

const bytes = (maxLength: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });

describe('hostile bytes', () => {
  it('never throw out of opening a sealed copy, and never open', async () => {
    const seed = random(32);
    const key = (await ReceivingSeed.fromSeed(seed)).publicKey;
    const sealed = await seal(key, utf8('info'), utf8('words'));
    const flip = fc.nat({ max: sealed.length * 8 - 1 }).map((bit) => {
      const bad = new Uint8Array(sealed);
      bad[bit >> 3] = (bad[bit >> 3] as number) ^ (1 << (bit & 7));
      return bad;
    });
    const cut = fc.nat({ max: sealed.length - 1 }).map((length) => sealed.subarray(0, length));
    await fc.assert(fc.asyncProperty(fc.oneof(flip, cut, bytes(2000)), async (bad) => {
      expect(await open(seed, utf8('info'), bad)).toBeUndefined();
    }), { numRuns: 60 });
    expect(await open(seed, utf8('info'), sealed)).toEqual(utf8('words'));
  });

  it('are refused as a key to seal to', async () => {
    const { publicKey } = await ReceivingSeed.generate();
    const bad = new Uint8Array(publicKey);
    bad.set([255, 255, 255]);
    for (const key of [bad, publicKey.subarray(1), new Uint8Array(1216)]) await expect(seal(key, utf8('i'), utf8('w'))).rejects.toThrow(RangeError);
  });

  it('in a log become placeholders or stop the circle, and never throw', async () => {
    const { shelf, clinic, team, thread, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    const message = (await patient.say(thread, 'hello')).bytes;
    await therapist.sync(clinic, [team]);
    const first = shelf.log(thread)[0];
    expect(first).toBeDefined();
    if (first === undefined) return;
    const changed = fc.record({ from: fc.constantFrom(message, first.bytes), at: fc.nat({ max: 400 }), to: fc.nat({ max: 255 }) }).map(({ from, at, to }) => {
      const bad = new Uint8Array(from);
      bad[at % bad.length] = to;
      return bad;
    });
    await fc.assert(fc.asyncProperty(fc.oneof(changed, bytes(300)), async (bad) => {
      const reader = new CircleReader(thread, therapist.keys);
      await reader.offer(shelf.copies.get(thread.toString()) ?? []);
      await reader.apply(first);
      const [applied] = await reader.apply({ number: 2, bytes: bad, at: shelf.clock.now });
      expect(['Placeholder', 'CircleStopped', 'MessageOpened']).toContain(applied?.kind);
      // Only the message as it was said is ever shown.
      if (applied?.kind === 'MessageOpened') expect(bad).toEqual(message);
      expect(reader.position).toBe(applied?.kind === 'CircleStopped' ? 1 : 2);
    }), { numRuns: 60 });
  });
});

describe('a reader that misses a chain', () => {
  it('asks for it, and goes on when it came', async () => {
    const { shelf, clinic, team, thread, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'hello');
    const asked: string[] = [];
    const late = new Party(shelf, therapist.device);
    const reader = new CircleReader(thread, late.keys, {
      missing: async (chains) => {
        asked.push(...chains.map((c) => c.kind));
        await late.sync(clinic, [team]);
      },
    });
    await reader.offer(shelf.copies.get(thread.toString()) ?? []);
    const kinds: string[] = [];
    for (const entry of shelf.log(thread)) kinds.push(...(await reader.apply(entry)).map((a) => a.kind));
    expect(kinds).toEqual(['EpochStarted', 'MessageOpened']);
    expect(asked).toContain('clinic');
  });

  it('stays as it was when the chain could not be fetched', async () => {
    const { shelf, thread, patient } = await smallClinic();
    const late = new Party(shelf, patient.device);
    let offline = true;
    const reader = new CircleReader(thread, late.keys, {
      missing: () => (offline ? Promise.reject(new Error('offline')) : Promise.resolve()),
    });
    const first = shelf.log(thread)[0];
    if (first === undefined) throw new Error('No link');
    await expect(reader.apply(first)).rejects.toThrow('offline');
    expect([reader.position, reader.stoppedBy]).toEqual([0, 'None']);
    offline = false;
    expect(await reader.apply(first)).toEqual([{ kind: 'CircleStopped', number: 1, refusal: 'UnknownLink' }]);
  });
});

describe('a device that saw more before', () => {
  it('stops the circle when the server goes back', async () => {
    const { shelf, clinic, team, thread, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    shelf.commit(thread, accepted(await patient.author.repair(patient.reader(thread), shelf.clock.now)));
    await patient.sync(clinic, [team], [thread]);
    expect(patient.reader(thread).caughtUp()).toBe('None');
    const again = new CircleReader(thread, patient.keys, { pins: patient.links.pins });
    await again.apply(shelf.log(thread)[0] ?? { number: 1, bytes: new Uint8Array(), at: 0 });
    expect(again.caughtUp()).toBe('RolledBack');
    expect(again.stoppedBy).toBe('RolledBack');
  });
});
