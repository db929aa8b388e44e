import {
  type Applied, CircleReader, Hash, HeldKeys, isRefusal, kinds, LinkStore, Manifest, type MissingChain, missingOf, Pins,
  reach, roles, type UnlockedDevice, utf8,
} from '../crypto';
import type { Api } from './api';
import type { Vault } from './device';
import { Refused } from './errors';
import type { Hub } from './hub';
import { id } from './ids';
import { Store } from './store';
import type { Trouble } from './types';
import type { Entry, Id, OpenedMark } from './wire';

export interface ChainParts {
  readonly hub: Pick<Hub, 'ask'>;
  readonly api: Pick<Api, 'cards' | 'copies'>;
  readonly vault: Vault;
}

/** What a conversation wants to hear of its log. */
export interface Listener {
  /** `at`: when the server stored the entry; left out for what opened later. */
  applied(applied: Applied, at: number | undefined): void;
  opened(marks: readonly OpenedMark[]): void;
}

/** A circle's reader with what it was given. */
interface Followed {
  readonly reader: CircleReader;
  readonly listeners: Set<Listener>;
  /** What listeners heard, for those who come later. */
  readonly said: (readonly [applied: Applied, at: number | undefined])[];
  marks: readonly OpenedMark[];
  copiesTo: number;
  reported: number;
}

/**
 * All chains that this page follows, over one store of checked links: the clinic, its teams, persons' cards, and the
 * conversations that are open. What was seen before is pinned on the device; a chain that went back or fails its checks is
 * reported and followed no further (PROTOCOL section 2).
 */
export class Chains {
  readonly device: UnlockedDevice;
  readonly clinic: Hash;
  readonly links: LinkStore;
  readonly keys: HeldKeys;
  readonly trouble = new Store<readonly Trouble[]>([]);
  readonly #parts: ChainParts;
  readonly #followed = new Map<Id, Followed>();
  readonly #turns = new Map<Id, Promise<unknown>>();
  readonly #asking = new Map<Id, Promise<void>>();
  #saved: PinsJson;

  private constructor(device: UnlockedDevice, clinic: Hash, pins: PinsJson, parts: ChainParts) {
    this.device = device;
    this.clinic = clinic;
    this.links = new LinkStore(clinic, Pins.fromJSON(pins));
    this.keys = new HeldKeys(device, this.links);
    this.#saved = pins;
    this.#parts = parts;
  }

  static async open(device: UnlockedDevice, clinic: Hash, parts: ChainParts): Promise<Chains> {
    return new Chains(device, clinic, readPins(await parts.vault.read('pins')), parts);
  }

  get person(): Hash {
    return this.device.person;
  }

  /** Reads on in the clinic's or a team's log to its end; of the teams this person is in, opens what can be opened. */
  followLinks(chain: Id): Promise<void> {
    return this.#inTurn(chain, async () => {
      if (this.#troubled(chain)) return;
      const hash = id(chain);
      for (;;) {
        const { entries, last } = await this.#parts.hub.ask('Since', chain, this.links.chain(hash).length);
        for (const entry of entries) if (!this.#troubled(chain)) await this.#addLink(chain, entry);
        if (this.#troubled(chain)) return;
        if (this.links.chain(hash).length >= last || entries.length === 0) break;
      }
      if (this.links.checkEnd(hash) !== 'None') return this.report(chain, this.#kindOf(chain), this.links.chain(hash).length, 'RolledBack');
      await this.#savePins();
      if (chain !== this.clinic.toString()) await this.#readTeam(chain, hash);
    });
  }

  /** The reader of a team that this person is or was in. */
  teamReader(team: Id): CircleReader | undefined {
    return this.#followed.get(team)?.reader;
  }

  /** The reader of a conversation. Its entries come by `follow` and `take`. */
  reader(circle: Id, listener?: Listener): CircleReader {
    return this.#open(circle, listener).reader;
  }

  /** Reads on to the end of a conversation's log and opens what can be opened. */
  follow(circle: Id): Promise<CircleReader> {
    const followed = this.#open(circle);
    return this.#inTurn(circle, async () => {
      await this.#readOn(circle, followed);
      return followed.reader;
    });
  }

  /** An entry of a conversation that came by itself; what lies between is fetched. */
  take(circle: Id, entry: Entry): Promise<void> {
    const followed = this.#open(circle);
    return this.#inTurn(circle, async () => {
      const { reader } = followed;
      if (entry.number <= reader.position) return;
      if (entry.number > reader.position + 1 || entry.kind === 'manifest') return this.#readOn(circle, followed);
      this.#hear(circle, followed, await reader.apply(entry), entry);
    });
  }

  /** Fetches a person's cards again. Several at once are one. */
  card(person: Id): Promise<void> {
    const running = this.#asking.get(person);
    if (running !== undefined) return running;
    const asking = this.#readCards(person).finally(() => this.#asking.delete(person));
    this.#asking.set(person, asking);
    return asking;
  }

  /** Brings up to date what the next epoch of a circle names: the clinic, and the newest link of each principal. */
  async refresh(principals: Iterable<Hash>): Promise<void> {
    await this.followLinks(this.clinic.toString());
    const clinic = this.links.newestClinic;
    const newest = (principal: Hash): Promise<void> =>
      ((clinic?.find(principal)?.role ?? 0) >= roles.team ? this.followLinks(principal.toString()) : this.card(principal.toString()));
    await Promise.all([...principals].map(newest));
  }

  report(chain: Id, kind: Trouble['kind'], number: number, refusal: string): void {
    const known = this.trouble.get();
    if (!known.some((t) => t.chain === chain && t.refusal === refusal)) this.trouble.set([...known, { chain, kind, number, refusal }]);
  }

  /** Whether this person is in a manifest, directly or through a team as the team is now. */
  reaches(manifest: Manifest): boolean {
    return reach(manifest, this.links).has(this.person.toString())
      || manifest.members.some((m) => this.links.chain(m.principal).at(-1)?.find(this.person) !== undefined);
  }

  async #addLink(chain: Id, entry: Entry): Promise<void> {
    const link = Manifest.decode(entry.bytes);
    if (isRefusal(link)) return this.report(chain, this.#kindOf(chain), entry.number, link);
    if (link.n === 0 && link.name.toString() !== chain) return this.report(chain, this.#kindOf(chain), entry.number, 'WrongCircle');
    await this.#missing(missingOf(link, this.clinic, this.links));
    let refusal = await this.links.addManifest(entry.bytes);
    // The author's device may be in a card that is not known yet.
    if (refusal === 'UnknownDevice') {
      await this.card(link.author.toString());
      refusal = await this.links.addManifest(entry.bytes);
    }
    if (refusal !== 'None') this.report(chain, this.#kindOf(chain), entry.number, refusal);
  }

  async #readTeam(team: Id, hash: Hash): Promise<void> {
    const links = this.links.chain(hash);
    if (!links.some((link) => link.find(this.person) !== undefined)) return;
    const followed = this.#open(team);
    this.keys.add(followed.reader);
    const fresh = links.slice(followed.reader.position);
    if (fresh.length > 0) await this.#copies(team, followed);
    // Clinic and team logs hold manifests only: link n is entry n + 1.
    for (const link of fresh) this.#hear(team, followed, await followed.reader.apply({ number: link.n + 1, bytes: link.bytes, at: 0 }));
    await this.#whole(team, followed);
  }

  async #readOn(circle: Id, followed: Followed): Promise<void> {
    const { reader } = followed;
    for (;;) {
      const { entries, last, opened } = await this.#parts.hub.ask('Since', circle, reader.position);
      if (entries.some((entry) => entry.kind === 'manifest')) await this.#copies(circle, followed);
      for (const entry of entries) this.#hear(circle, followed, await reader.apply(entry), entry);
      followed.marks = opened;
      for (const listener of followed.listeners) listener.opened(opened);
      if (reader.stoppedBy !== 'None' || reader.position >= last || entries.length === 0) break;
    }
    if (reader.caughtUp() !== 'None') this.report(circle, 'conversation', reader.position, reader.stoppedBy);
    await this.#savePins();
    await this.#whole(circle, followed);
  }

  /** Looks once more, through the teams as they are now, when the newest secret is not there; then asks the others to repair. */
  async #whole(circle: Id, followed: Followed): Promise<void> {
    const { reader } = followed;
    const current = reader.newest;
    const held = (): boolean => current === undefined || reader.secret(current.n) !== undefined;
    if (current === undefined || held() || !this.reaches(current)) return;
    if (current.kind > kinds.team) {
      await this.refresh(current.members.map((m) => m.principal));
      this.#hear(circle, followed, await reader.openCopies());
    }
    if (!held()) {
      followed.copiesTo = 0;
      await this.#copies(circle, followed);
    }
    if (!held()) await this.#cannotOpen(circle, followed, current.n);
  }

  #open(circle: Id, listener?: Listener): Followed {
    const known = this.#followed.get(circle);
    if (known !== undefined) {
      if (listener !== undefined && !known.listeners.has(listener)) {
        known.listeners.add(listener);
        for (const [applied, at] of known.said) listener.applied(applied, at);
        listener.opened(known.marks);
      }
      return known;
    }
    const reader = new CircleReader(id(circle), this.keys, { pins: this.links.pins, missing: (chains) => this.#missing(chains) });
    const followed: Followed = { reader, listeners: new Set(listener === undefined ? [] : [listener]), said: [], marks: [], copiesTo: 0, reported: -1 };
    this.#followed.set(circle, followed);
    return followed;
  }

  #hear(circle: Id, followed: Followed, all: readonly Applied[], at?: Entry): void {
    for (const applied of all) {
      if (applied.kind === 'CircleStopped' && applied.refusal !== 'Stopped') this.report(circle, this.#kindOf(circle), applied.number, applied.refusal);
      const stored = applied.number === at?.number ? at.at : undefined;
      followed.said.push([applied, stored]);
      for (const listener of followed.listeners) listener.applied(applied, stored);
    }
  }

  async #copies(circle: Id, followed: Followed): Promise<void> {
    const { items } = await this.#parts.api.copies(circle, followed.copiesTo);
    for (const copy of items) followed.copiesTo = Math.max(followed.copiesTo, copy.epoch);
    const copies = items.map((copy) => ({ epoch: copy.epoch, principal: id(copy.principal), bytes: copy.bytes }));
    this.#hear(circle, followed, await followed.reader.offer(copies));
  }

  async #cannotOpen(circle: Id, followed: Followed, epoch: number): Promise<void> {
    if (followed.reported >= epoch) return;
    followed.reported = epoch;
    await this.#parts.hub.ask('CannotOpen', circle, epoch);
  }

  async #missing(chains: readonly MissingChain[]): Promise<void> {
    // The clinic first: it says which principals are teams.
    if (chains.some((chain) => chain.kind === 'clinic')) await this.followLinks(this.clinic.toString());
    await Promise.all(chains.map((chain) => {
      const text = chain.id.toString();
      if (chain.kind === 'clinic') return undefined;
      return chain.kind === 'team' || (this.links.newestClinic?.find(chain.id)?.role ?? 0) >= roles.team ? this.followLinks(text) : this.card(text);
    }));
  }

  async #readCards(person: Id): Promise<void> {
    const links = await this.#parts.api.cards(person).then((found) => found.links, (error: unknown) => {
      // Withheld or not there: what relies on it is refused by the verifier.
      if (error instanceof Refused && error.reason === 'NotFound') return [];
      throw error;
    });
    let refusal = await this.links.addCards(links);
    if (refusal === 'None') refusal = this.links.checkEnd(id(person));
    if (refusal !== 'None') this.report(person, 'card', this.links.cards(id(person)).length, refusal);
  }

  #kindOf(circle: Id): Trouble['kind'] {
    if (circle === this.clinic.toString()) return 'clinic';
    return (this.#followed.get(circle)?.listeners.size ?? 0) === 0 ? 'team' : 'conversation';
  }

  #troubled(chain: Id): boolean {
    return this.trouble.get().some((t) => t.chain === chain);
  }

  #inTurn<T>(circle: Id, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(circle) ?? Promise.resolve();
    const turn = before.then(work, work);
    this.#turns.set(circle, turn);
    return turn;
  }

  /** Another tab may have seen more: the higher number of each chain stays. */
  async #savePins(): Promise<void> {
    const mine = Object.entries(this.links.pins.toJSON());
    const newer = (than: PinsJson) => mine.filter(([chain, pin]) => (than[chain]?.n ?? -1) < pin.n);
    if (newer(this.#saved).length === 0) return;
    const { vault } = this.#parts;
    await vault.locked(async (writer) => {
      const there = readPins(await vault.read('pins'));
      const saved = { ...there, ...Object.fromEntries(newer(there)) };
      await writer.put({ pins: utf8(JSON.stringify(saved)) });
      this.#saved = saved;
    });
  }
}

type PinsJson = ReturnType<Pins['toJSON']>;

function readPins(saved: Uint8Array | null): PinsJson {
  return saved === null ? {} : (JSON.parse(new TextDecoder().decode(saved)) as PinsJson);
}
