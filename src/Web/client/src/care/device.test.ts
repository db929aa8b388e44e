import '../../tests/care/browser';
import { openDB } from 'idb';
import { describe, expect, it } from 'vitest';
import { Vault } from './device';

const bytes = (n: number, length = 32): Uint8Array<ArrayBuffer> => new Uint8Array(length).fill(n);
const pair = (): Promise<CryptoKeyPair> => crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']) as Promise<CryptoKeyPair>;
const keys = { device: await pair(), seeds: [bytes(2), bytes(3)], clinic: bytes(4) };
let count = 0;
const someone = (): string => `person-${count++}`;

describe("a device's records", () => {
  it('are not there in a browser that never saw the person', async () => {
    expect(await Vault.open(someone())).toBeNull();
  });

  it('come back as they were put', async () => {
    const person = someone();
    (await Vault.create(person, keys)).close();
    const vault = await Vault.open(person);
    const found = await vault?.keys();
    expect([found?.seeds, found?.clinic]).toEqual([keys.seeds, keys.clinic]);
    const signature = await crypto.subtle.sign('Ed25519', found?.device.privateKey as CryptoKey, bytes(1));
    expect(await crypto.subtle.verify('Ed25519', keys.device.publicKey, signature, bytes(1))).toBe(true);
  });

  it('lie sealed: neither names of keys nor their bytes can be read from the disk', async () => {
    const person = someone();
    (await Vault.create(person, { ...keys, clinic: new TextEncoder().encode('a canary that is 32 bytes long..') })).close();
    const db = await openDB(`care-${person}`);
    const record = (await db.get('records', 'clinic')) as { iv: Uint8Array; data: ArrayBuffer };
    expect(new TextDecoder().decode(record.data)).not.toContain('canary');
    const key = (await db.get('records', 'key')) as CryptoKey;
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
    const device = (await db.get('records', 'device')) as CryptoKeyPair;
    await expect(crypto.subtle.exportKey('pkcs8', device.privateKey)).rejects.toThrow();
    db.close();
  });

  it('do not open under another name', async () => {
    const person = someone();
    (await Vault.create(person, keys)).close();
    const db = await openDB(`care-${person}`);
    await db.put('records', await db.get('records', 'seeds'), 'clinic');
    db.close();
    const vault = await Vault.open(person);
    await expect(vault?.read('clinic')).rejects.toThrow();
  });

  it('belong to one person: another account in the same browser sees none of them', async () => {
    await Vault.create(someone(), keys);
    expect(await Vault.open(someone())).toBeNull();
  });

  it('survive a half-emptied storage as "unlock again"', async () => {
    const person = someone();
    const vault = await Vault.create(person, keys);
    await vault.locked((w) => w.put({ seeds: null }));
    vault.close();
    expect(await Vault.open(person)).toBeNull();
  });

  it('keep unsent words when the person unlocks again', async () => {
    const person = someone();
    const vault = await Vault.create(person, keys);
    await vault.locked((w) => w.put({ 'out/1': bytes(9, 5) }));
    const again = await Vault.create(person, { ...keys, clinic: bytes(8) });
    expect(await again.list('out/')).toEqual([['out/1', bytes(9, 5)]]);
    expect((await again.keys()).clinic).toEqual(bytes(8));
  });

  it('are written one at a time, also by two tabs', async () => {
    const person = someone();
    const one = await Vault.create(person, keys);
    const two = await Vault.open(person) as Vault;
    const add = (vault: Vault) => vault.locked(async (w) => {
      const now = (await vault.read('n'))?.[0] ?? 0;
      await w.put({ n: bytes(now + 1, 1) });
    });
    await Promise.all(Array.from({ length: 20 }, (_, i) => add(i % 2 === 0 ? one : two)));
    expect(await one.read('n')).toEqual(bytes(20, 1));
  });

  it('are all taken away by forget', async () => {
    const person = someone();
    (await Vault.create(person, keys)).close();
    await Vault.forget(person);
    expect(await Vault.open(person)).toBeNull();
  });
});
