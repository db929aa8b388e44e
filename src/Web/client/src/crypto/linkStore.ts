import { Pins } from './pins';
import { Card } from './verification/card';
import { checkCard } from './verification/cardRules';
import type { Hash } from './verification/hash';
import type { Links } from './verification/links';
import { logNext, logStart } from './verification/log';
import { kinds, Manifest } from './verification/manifest';
import { checkManifest } from './verification/manifestRules';
import { isRefusal, type Refusal } from './verification/refusal';

/**
 * The cards, clinic links and team links that a device knows, each checked when it comes in. As a source of links it answers for
 * readers ("at or after"); `newestKnown` answers for what this device writes itself. Give it links in the order of their chains.
 */
export class LinkStore implements Links {
  readonly pins: Pins;
  readonly #cards = new Map<string, Card>();
  readonly #persons = new Map<string, readonly Card[]>();
  readonly #manifests = new Map<string, Manifest>();
  readonly #chains = new Map<string, readonly Manifest[]>();
  readonly #chainOf = new Map<string, Hash>();
  #clinic: Hash | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  /** `clinic` is the pinned one; undefined only for a founder. */
  constructor(clinic: Hash | undefined, pins: Pins = new Pins()) {
    this.#clinic = clinic;
    this.pins = pins;
  }

  /** Id of the pinned clinic. */
  get clinic(): Hash | undefined {
    return this.#clinic;
  }

  /**
   * Takes a person's chain as the server gave it, oldest first, or a tail of it that follows what is known. Returns the first
   * refusal; the links before it are kept. `RolledBack` (report it) is another card at a known number.
   */
  addCards(chain: readonly Uint8Array[]): Promise<Refusal> {
    return this.#queue(() => this.#addCards(chain));
  }

  // One after another: two answers about the same chain may arrive at once.
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #addCards(chain: readonly Uint8Array[]): Promise<Refusal> {
    for (const bytes of chain) {
      const card = Card.decode(bytes);
      if (isRefusal(card)) return card;
      const person = card.n === 0 ? card.name : this.#chainOf.get(card.prev.toString());
      if (person === undefined) return 'WrongPrev';
      if (this.#cards.has(card.name.toString())) continue;
      const known = this.cards(person);
      if (card.n < known.length) return 'RolledBack';
      let refusal = await checkCard(card, known);
      if (refusal === 'None') refusal = this.pins.follow(person, card);
      if (refusal !== 'None') return refusal;
      this.#cards.set(card.name.toString(), card);
      this.#chainOf.set(card.name.toString(), person);
      this.#persons.set(person.toString(), [...known, card]);
    }
    return 'None';
  }

  /**
   * Takes the next link of the clinic or of a team; a known one is accepted again. What it names must be there before it (see
   * `missingOf`). The first clinic link of a founder sets `clinic`.
   */
  addManifest(bytes: Uint8Array): Promise<Refusal> {
    return this.#queue(() => this.#addManifest(bytes));
  }

  async #addManifest(bytes: Uint8Array): Promise<Refusal> {
    const manifest = Manifest.decode(bytes);
    if (isRefusal(manifest)) return manifest;
    if (this.#manifests.has(manifest.name.toString())) return 'None';
    if (manifest.kind > kinds.team) return 'Shape';
    const id = manifest.n === 0 ? manifest.name : this.#chainOf.get(manifest.prev.toString());
    if (id === undefined) return 'WrongPrev';
    const chain = this.chain(id);
    if (manifest.n < chain.length) return 'RolledBack';
    // Their logs hold manifests only, so link n is entry n + 1.
    const seenH = chain.reduce((h, link) => logNext(h, link.name), logStart);
    let refusal = await checkManifest(manifest, chain.at(-1), { links: this, clinic: this.clinic, seenN: chain.length, seenH });
    if (refusal === 'None') refusal = this.pins.follow(id, manifest);
    if (refusal !== 'None') return refusal;
    if (manifest.kind === kinds.clinic) this.#clinic ??= id;
    this.#manifests.set(manifest.name.toString(), manifest);
    this.#chainOf.set(manifest.name.toString(), id);
    this.#chains.set(id.toString(), [...chain, manifest]);
    return 'None';
  }

  /** To be asked when the server has given a chain to its end: `RolledBack` when this device has seen more of it. */
  checkEnd(chain: Hash): Refusal {
    const newest = this.cards(chain).at(-1) ?? this.chain(chain).at(-1);
    const pin = this.pins.newest(chain);
    return pin !== undefined && pin.n > (newest?.n ?? -1) ? 'RolledBack' : 'None';
  }

  card(name: Hash): Card | undefined {
    return this.#cards.get(name.toString());
  }

  manifest(name: Hash): Manifest | undefined {
    return this.#manifests.get(name.toString());
  }

  cards(person: Hash): readonly Card[] {
    return this.#persons.get(person.toString()) ?? [];
  }

  newest(): undefined {
    return undefined;
  }

  /** Every known link of the clinic or of a team, oldest first. */
  chain(id: Hash): readonly Manifest[] {
    return this.#chains.get(id.toString()) ?? [];
  }

  /** The newest known clinic manifest. */
  get newestClinic(): Manifest | undefined {
    return this.#clinic && this.chain(this.#clinic).at(-1);
  }

  /** The same links for authors and for staleness: answers with the newest known ones. */
  get newestKnown(): Links {
    return {
      card: (name) => this.card(name),
      manifest: (name) => this.manifest(name),
      cards: (person) => this.cards(person),
      newest: (chain) => (this.cards(chain).at(-1) ?? this.chain(chain).at(-1))?.name,
    };
  }
}
