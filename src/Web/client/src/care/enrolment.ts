import {
  absent, type Bytes, Card, type CardUpdate, CircleAuthor, codeUnlocker, DeviceKey, Hash, isRefusal, kinds, limits, LinkStore, Manifest,
  type PublicKey, RecoveryCode, type Refusal, roles, type UnlockedDevice, UnlockedKeyring,
} from '../crypto';
import type { Api } from './api';
import { Vault } from './device';
import { Refused } from './errors';
import { CareHub } from './hub';
import { id } from './ids';
import type { Id, Self } from './wire';

/** What enrolment asks of the server, and of the clock. */
export interface EnrolParts {
  readonly api: Pick<Api, 'me' | 'keys' | 'storeCard' | 'commit'>;
  readonly now?: () => number;
  /** Link 0 of a clinic, asked with a listed device. */
  readonly firstLink?: (clinic: Hash, device: PublicKey) => Promise<Bytes>;
}

/** The clinic that an invitation pinned, with the proof that this person had it; or how a founder wants to be listed. */
export type Beginning =
  | { readonly clinic: Hash; readonly tag: (person: Hash) => Bytes }
  | { readonly foundAs: string };

/** A new person before there is anything of them: only a recovery code, in this page, until it was typed back and `store` is called. */
export class NewPerson {
  readonly #code = RecoveryCode.generate();

  /** Eight groups of four, to be written down. */
  get groups(): readonly string[] {
    return this.#code.format().split(/[ -]/);
  }

  /** The first group, from 1, that differs from what was typed; 0 when all are right. */
  firstWrongGroup(typed: string): number {
    return firstWrongGroup(this.groups, typed);
  }

  /** Stores card 0 with keyring and wrap, founds the clinic where there is none, and keeps this device's keys. */
  async store(beginning: Beginning, parts: EnrolParts): Promise<Id> {
    const { api, now = Date.now } = parts;
    const self = await api.me();
    const name = 'foundAs' in beginning ? beginning.foundAs : '';
    // An earlier try got through without our hearing of it: go on from there, as after any interruption.
    if (self.person !== null) return unlock(self, this.#code.format(), parts, name);
    const clinic = 'clinic' in beginning ? beginning.clinic : undefined;
    const device = await DeviceKey.generate();
    const { keyring, update } = await UnlockedKeyring.enrol(device.publicKey, [codeUnlocker(this.#code)], clinic, now());
    try {
      const tag = 'clinic' in beginning ? beginning.tag(keyring.person) : absent;
      await api.storeCard({ card: update.card.bytes, keyring: update.keyring, wraps: [...update.wraps], tag });
      if (clinic !== undefined) await keep(await keyring.toDevice(device), clinic);
      else await found([update.card], keyring, device, name, parts);
      return keyring.person.toString();
    } finally {
      keyring.dispose();
    }
  }
}

/** Compares group by group, as people read codes: any case, O as 0, I and L as 1, spaces and hyphens aside. */
export function firstWrongGroup(groups: readonly string[], typed: string): number {
  const plain = typed.toUpperCase().replace(/[\s\-‐-―]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  const wrong = groups.findIndex((group, i) => plain.slice(4 * i, 4 * i + 4) !== group);
  if (wrong >= 0) return wrong + 1;
  return plain.length > 4 * groups.length ? groups.length : 0;
}

/**
 * A returning person on a browser without their keys: opens the keyring with the recovery code, makes this a new device, and
 * takes up a founding that was interrupted (then `foundAs` is the name to be listed with). Throws `Refused` with `WrongCode`,
 * `KeysWithheld` or another refusal.
 */
export async function unlock(self: Self, typed: string, parts: EnrolParts, foundAs = ''): Promise<Id> {
  const code = RecoveryCode.parse(typed);
  if (code === undefined) throw new Refused('WrongCode');
  for (let attempt = 0; ; attempt++) {
    try {
      return await addThisDevice(self, code, parts, foundAs);
    } catch (error) {
      // Another device stored a card in between: look again, on top of it.
      if (attempt === 2 || !(error instanceof Refused) || !['WrongNumber', 'WrongPrev', 'Lost'].includes(error.reason)) throw error;
    }
  }
}

async function addThisDevice(self: Self, code: RecoveryCode, parts: EnrolParts, foundAs: string): Promise<Id> {
  const { api, now = Date.now } = parts;
  const { cards, keyring: stored, wraps } = await readKeys(api);
  const keyring = accepted(await UnlockedKeyring.open(cards, stored, wraps, codeUnlocker(code)));
  try {
    // The server names the account's person; keys of another would be a mix-up.
    if (self.person !== null && self.person !== keyring.person.toString()) throw new Refused('KeysWithheld');
    const newest = cards.at(-1) as Card;
    if (newest.devices.length === limits.devices) {
      // A card can list so many devices. The one that came first goes, which renews the receiving key: the others unlock once more.
      await store(api, await keyring.removeDevice(oldestDevice(cards), [codeUnlocker(code)], now()));
      return await addThisDevice(self, code, parts, foundAs);
    }
    const device = await DeviceKey.generate();
    const added = await keyring.addDevice(device.publicKey, now());
    await store(api, added);
    if (keyring.clinic !== undefined) await keep(await keyring.toDevice(device), keyring.clinic);
    else await foundWith([...cards, added.card], added, code, device, foundAs, parts);
    return keyring.person.toString();
  } finally {
    keyring.dispose();
  }
}

/** Goes on with a founding, on top of the card that added this device. */
async function foundWith(cards: readonly Card[], added: CardUpdate, code: RecoveryCode, device: DeviceKey, name: string, parts: EnrolParts): Promise<void> {
  const keyring = accepted(await UnlockedKeyring.open(cards, added.keyring, added.wraps, codeUnlocker(code)));
  try {
    await found(cards, keyring, device, name, parts);
  } finally {
    keyring.dispose();
  }
}

/** Clinic link 0, if it is not there, then the card whose keyring names the clinic (PROTOCOL section 5). */
async function found(cards: readonly Card[], keyring: UnlockedKeyring, device: DeviceKey, name: string, parts: EnrolParts): Promise<void> {
  const { api, now = Date.now, firstLink = firstLinkFromHub } = parts;
  const unlocked = await keyring.toDevice(device);
  const there = (await api.me()).clinic;
  const clinic = there === null ? await foundClinic(cards, unlocked, name, api, now()) : await ownClinic(id(there), cards, await firstLink(id(there), device.publicKey));
  await store(api, await keyring.setClinic(clinic, now()));
  await keep(unlocked, clinic);
}

/** The clinic's first link: its founder, as the only steward. */
async function foundClinic(cards: readonly Card[], founder: UnlockedDevice, name: string, api: EnrolParts['api'], time: number): Promise<Hash> {
  const links = new LinkStore(undefined);
  await links.addCards(cards.map((card) => card.bytes));
  const author = new CircleAuthor(founder, links.newestKnown);
  const { manifest } = accepted(await author.start(kinds.clinic, [{ principal: founder.person, role: roles.steward, name }], time));
  const reply = await api.commit({ manifest: manifest.bytes, copies: [] });
  if (reply.error !== null && reply.error !== undefined) throw new Refused(reply.error, reply);
  return manifest.name;
}

/** A clinic that is there already counts only when one of this founder's own devices signed its first link. */
async function ownClinic(clinic: Hash, cards: readonly Card[], bytes: Bytes): Promise<Hash> {
  const link = accepted(Manifest.decode(bytes));
  const device = cards.flatMap((card) => card.devices).find((d) => d.equals(link.device));
  const own = link.name.equals(clinic) && link.kind === kinds.clinic && link.author.equals((cards[0] as Card).name);
  if (!own || device === undefined || !(await link.verifySignature(device))) throw new Refused('OtherClinic');
  return clinic;
}

async function firstLinkFromHub(clinic: Hash, device: PublicKey): Promise<Bytes> {
  const hub = new CareHub(device.bytes);
  try {
    const { entries } = await hub.ask('Since', clinic.toString(), 0);
    if (entries[0] === undefined) throw new Refused('NotFound');
    return entries[0].bytes;
  } finally {
    await hub.stop();
  }
}

async function readKeys(api: EnrolParts['api']): Promise<{ cards: Card[]; keyring: Bytes; wraps: Bytes[] }> {
  const keys = await api.keys();
  return { ...keys, cards: keys.cards.map((bytes) => accepted(Card.decode(bytes))) };
}

async function store(api: EnrolParts['api'], update: CardUpdate): Promise<void> {
  await api.storeCard({ card: update.card.bytes, keyring: update.keyring, wraps: [...update.wraps], tag: absent });
}

async function keep(device: UnlockedDevice, clinic: Hash): Promise<void> {
  const seeds = device.seeds.map((seed) => seed.exportSeed());
  (await Vault.create(device.person.toString(), { device: device.key.pair, seeds, clinic: clinic.bytes })).close();
  for (const seed of seeds) seed.fill(0);
}

function oldestDevice(cards: readonly Card[]): PublicKey {
  const newest = cards.at(-1) as Card;
  return cards.flatMap((card) => card.devices).find((device) => newest.lists(device)) as PublicKey;
}

function accepted<T extends object>(value: T | Refusal): T {
  if (isRefusal(value)) throw new Refused(value);
  return value;
}
