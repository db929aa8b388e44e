import { openKeyring, type OpenedKeyring, sealKeyring } from './keyring';
import { type DeviceKey, Identity, ReceivingSeed } from './keys';
import { UnlockedDevice } from './unlockedDevice';
import { type Bytes, random } from './verification/bytes';
import { Card, writeCard } from './verification/card';
import { Hash } from './verification/hash';
import type { PublicKey } from './verification/publicKey';
import { type Decoded, isRefusal, type Refusal } from './verification/refusal';
import { openWrap, sealWrap, type Unlocker } from './wrap';

/** A new card with what must be stored with it, together or not at all. */
export interface CardUpdate {
  readonly card: Card;
  readonly keyring: Bytes;
  readonly wraps: readonly Bytes[];
}

/**
 * A keyring open for one act: enrolling, adding or removing a device, setting the clinic, a new code. Dispose it right after,
 * which erases U and the identity seed (PROTOCOL section 5). Every act gives a `CardUpdate` to be stored; open again for the next.
 */
export class UnlockedKeyring {
  readonly person: Hash;
  readonly #u: Bytes;
  readonly #keys: OpenedKeyring;
  readonly #stored: CardUpdate;

  private constructor(u: Bytes, keys: OpenedKeyring, person: Hash, stored: CardUpdate) {
    this.#u = u;
    this.#keys = keys;
    this.person = person;
    this.#stored = stored;
  }

  /** Enrols a new person with their first device. `clinic` is the one pinned by the invitation; undefined for a founder. */
  static async enrol(device: PublicKey, methods: readonly Unlocker[], clinic: Hash | undefined, time: number): Promise<{ keyring: UnlockedKeyring; update: CardUpdate }> {
    const u = random(32);
    const keys = { identity: await Identity.generate(), seeds: [await ReceivingSeed.generate()], clinic };
    const keyring = await sealKeyring(u, keys);
    const card = await signCard(keys, { n: 0, prev: Hash.from(random(32)), keyring, devices: [device], time });
    const wraps = await Promise.all(methods.map((by) => sealWrap(u, card.name, by)));
    const update = { card, keyring, wraps };
    return { keyring: new UnlockedKeyring(u, keys, card.name, update), update };
  }

  /**
   * Opens a stored keyring: `WrongCode`, `KeysWithheld` for an older keyring or missing seeds, the refusals of cards, wrap and
   * keyring. `cards` is the person's whole chain, oldest first.
   */
  static async open(cards: readonly Card[], keyring: Bytes, wraps: readonly Bytes[], by: Unlocker): Promise<Decoded<UnlockedKeyring>> {
    const [first, newest] = [cards[0], cards.at(-1)];
    if (first === undefined || newest === undefined || !Hash.of(keyring).equals(newest.keyring)) return 'KeysWithheld';
    let refusal: Refusal = 'WrongCode';
    for (const wrap of wraps) {
      const u = await openWrap(wrap, first.name, by);
      if (isRefusal(u)) {
        refusal = u;
        continue;
      }
      const keys = await openKeyring(u, keyring, first.name, cards);
      return isRefusal(keys) ? keys : new UnlockedKeyring(u, keys, first.name, { card: newest, keyring, wraps });
    }
    return refusal;
  }

  /** The pinned clinic; undefined for a founder who has none yet. */
  get clinic(): Hash | undefined {
    return this.#keys.clinic;
  }

  /** The person on this device. The seeds are copied, so that this keyring can be disposed. */
  toDevice(device: DeviceKey): UnlockedDevice {
    return new UnlockedDevice(this.person, device, this.#keys.seeds.map((seed) => seed.copy()), this.clinic);
  }

  /** A card with one device more; keys, keyring and wraps stay. */
  addDevice(device: PublicKey, time: number): Promise<CardUpdate> {
    return this.#next(this.#keys, [...this.#stored.card.devices, device], this.#stored.keyring, this.#stored.wraps, time);
  }

  /** The founder's card 1: same keys, and a keyring that names the clinic. */
  async setClinic(clinic: Hash, time: number): Promise<CardUpdate> {
    const keys = { ...this.#keys, clinic };
    return this.#next(keys, this.#stored.card.devices, await sealKeyring(this.#u, keys), this.#stored.wraps, time);
  }

  /** A card without this device, with a new receiving key, U and wraps. Every other device unlocks once more. */
  removeDevice(device: PublicKey, methods: readonly Unlocker[], time: number): Promise<CardUpdate> {
    return this.#renew(this.#stored.card.devices.filter((d) => !d.equals(device)), methods, time);
  }

  /** New ways of unlocking in place of the old: a new receiving key, U and wraps too. */
  replaceMethods(methods: readonly Unlocker[], time: number): Promise<CardUpdate> {
    return this.#renew(this.#stored.card.devices, methods, time);
  }

  /** Erases U and every seed. */
  dispose(): void {
    this.#u.fill(0);
    this.#keys.identity.dispose();
    for (const seed of this.#keys.seeds) seed.dispose();
  }

  toString(): string {
    return `UnlockedKeyring of ${this.person}`;
  }

  async #renew(devices: readonly PublicKey[], methods: readonly Unlocker[], time: number): Promise<CardUpdate> {
    const u = random(32);
    const keys = { ...this.#keys, seeds: [...this.#keys.seeds, await ReceivingSeed.generate()] };
    const keyring = await sealKeyring(u, keys);
    const wraps = await Promise.all(methods.map((by) => sealWrap(u, this.person, by)));
    u.fill(0);
    return this.#next(keys, devices, keyring, wraps, time);
  }

  async #next(keys: OpenedKeyring, devices: readonly PublicKey[], keyring: Bytes, wraps: readonly Bytes[], time: number): Promise<CardUpdate> {
    const before = this.#stored.card;
    return { card: await signCard(keys, { n: before.n + 1, prev: before.name, keyring, devices, time }), keyring, wraps };
  }
}

async function signCard(keys: OpenedKeyring, fields: { n: number; prev: Hash; keyring: Bytes; devices: readonly PublicKey[]; time: number }): Promise<Card> {
  const card = Card.decode(await keys.identity.sign(writeCard({
    ...fields,
    identity: keys.identity.publicKey,
    receivingKey: (keys.seeds.at(-1) as ReceivingSeed).publicKey,
    keyring: Hash.of(fields.keyring),
    devices: [...fields.devices].sort((a, b) => a.compare(b)),
  })));
  if (isRefusal(card)) throw new RangeError(`A card that may not be: ${card}`);
  return card;
}
