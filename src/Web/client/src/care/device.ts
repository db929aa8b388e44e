import { deleteDB, openDB, type IDBPDatabase } from 'idb';
import { utf8, type Bytes } from '../crypto';
import type { Id } from './wire';

/** What a device keeps of long-term keys (PROTOCOL section 5), and the clinic that the person's invitation pinned. */
export interface DeviceKeys {
  /** The device's signing key, which the browser never gives out. */
  readonly device: CryptoKeyPair;
  /** Receiving seeds, oldest first, 32 bytes each. */
  readonly seeds: readonly Bytes[];
  /** Id of the clinic, 32 bytes. */
  readonly clinic: Bytes;
}

/** Writes, under the one lock. All of one `put` arrive together or not at all; null takes a record away. */
export interface Writer {
  put(records: Readonly<Record<string, Bytes | null>>): Promise<void>;
}

const store = 'records';
// Both keys are objects that the browser keeps to itself; everything else lies sealed under the first.
const keyName = 'key';
const deviceName = 'device';

interface Sealed { readonly iv: Bytes; readonly data: ArrayBuffer }

/**
 * One person's records on this device, in IndexedDB, each sealed with AES-GCM under a key that the browser never gives out.
 * Some browsers throw such storage away after a week without a visit: `open` then answers null, and the person unlocks again.
 * Nothing here is the only copy of anything but words that were not sent yet.
 */
export class Vault {
  readonly person: Id;
  readonly #db: IDBPDatabase;
  readonly #key: CryptoKey;

  private constructor(person: Id, db: IDBPDatabase, key: CryptoKey) {
    this.person = person;
    this.#db = db;
    this.#key = key;
  }

  /** The records of this person, or null when this browser has none, or not all of them. */
  static async open(person: Id): Promise<Vault | null> {
    const db = await database(person);
    const key = (await db.get(store, keyName)) as CryptoKey | undefined;
    if (key === undefined) {
      db.close();
      return null;
    }
    const vault = new Vault(person, db, key);
    if ((await db.get(store, deviceName)) !== undefined && (await vault.read('seeds')) !== null) return vault;
    vault.close();
    return null;
  }

  /** Begins this person's records on this device, or begins them afresh; words waiting to be sent are kept. */
  static async create(person: Id, keys: DeviceKeys): Promise<Vault> {
    return navigator.locks.request(lockOf(person), async () => {
      const db = await database(person);
      const known = (await db.get(store, keyName)) as CryptoKey | undefined;
      const key = known ?? (await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']));
      if (known === undefined) await db.put(store, key, keyName);
      const vault = new Vault(person, db, key);
      await db.put(store, keys.device, deviceName);
      await vault.#put({ seeds: join(keys.seeds), clinic: keys.clinic });
      return vault;
    });
  }

  /** Takes everything of this person away from this device, words that were not sent included. */
  static async forget(person: Id): Promise<void> {
    await deleteDB(nameOf(person));
  }

  async keys(): Promise<DeviceKeys> {
    const device = (await this.#db.get(store, deviceName)) as CryptoKeyPair | undefined;
    const [seeds, clinic] = await Promise.all([this.read('seeds'), this.read('clinic')]);
    if (device === undefined || seeds === null || clinic === null) throw new Error('The keys of this device are gone');
    return { device, seeds: split(seeds), clinic };
  }

  async read(name: string): Promise<Bytes | null> {
    const sealed = (await this.#db.get(store, name)) as Sealed | undefined;
    return sealed === undefined ? null : this.#open(name, sealed);
  }

  /** Records whose name begins so, by name. */
  async list(prefix: string): Promise<[name: string, value: Bytes][]> {
    const range = IDBKeyRange.bound(prefix, `${prefix}\uffff`);
    const transaction = this.#db.transaction(store);
    const [names, values] = await Promise.all([transaction.store.getAllKeys(range), transaction.store.getAll(range) as Promise<Sealed[]>]);
    return Promise.all(names.map(async (name, i) => [String(name), await this.#open(String(name), values[i] as Sealed)] as [string, Bytes]));
  }

  /** Two tabs are one device: every write, and every read that a write depends on, happens in here, one at a time. */
  async locked<T>(work: (writer: Writer) => Promise<T>): Promise<T> {
    return navigator.locks.request(lockOf(this.person), () => work({ put: (records) => this.#put(records) })) as Promise<T>;
  }

  close(): void {
    this.#db.close();
  }

  async #put(records: Readonly<Record<string, Bytes | null>>): Promise<void> {
    // Sealing first: a transaction ends by itself when it waits for anything else.
    const sealed = await Promise.all(Object.entries(records).map(async ([name, value]) => [name, value === null ? null : await this.#seal(name, value)] as const));
    const transaction = this.#db.transaction(store, 'readwrite', { durability: 'strict' });
    for (const [name, value] of sealed) void (value === null ? transaction.store.delete(name) : transaction.store.put(value, name));
    await transaction.done;
  }

  async #seal(name: string, value: Bytes): Promise<Sealed> {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, data: await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, this.#key, value) };
  }

  async #open(name: string, { iv, data }: Sealed): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData: utf8(name) }, this.#key, data));
  }
}

const nameOf = (person: Id): string => `care-${person}`;
const lockOf = nameOf;

function database(person: Id): Promise<IDBPDatabase> {
  return openDB(nameOf(person), 1, {
    upgrade: (db) => void db.createObjectStore(store),
    // Another tab wants these records gone, or newer: this one must not hold them.
    blocking: (_, __, event) => (event.target as IDBDatabase).close(),
  });
}

function join(seeds: readonly Bytes[]): Bytes {
  const all = new Uint8Array(32 * seeds.length);
  seeds.forEach((seed, i) => all.set(seed, 32 * i));
  return all;
}

function split(all: Bytes): Bytes[] {
  return Array.from({ length: all.length / 32 }, (_, i) => all.slice(32 * i, 32 * i + 32));
}
