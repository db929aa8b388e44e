import { type Bytes, type Commit, MessageSealer } from '../crypto';
import { type Api, lostRaces } from './api';
import { type Authoring, isDone } from './authoring';
import type { Chains } from './chains';
import { Refused } from './errors';
import type { Hub } from './hub';
import { type Outbox, startingOf, type Waiting } from './outbox';
import type { Planned } from './targets';
import type { Id } from './wire';

export interface PostingParts {
  readonly hub: Hub;
  readonly api: Pick<Api, 'commit'>;
  readonly outbox: Outbox;
  readonly chains: Chains;
  readonly authoring: Authoring;
  readonly now: () => number;
}

/** What posting asks of its conversation, and tells it. */
export interface Spot {
  /** What the target is called on this device. */
  readonly key: string;
  readonly planned: Planned;
  circle(): Id | null;
  /** The number of this person's message, once it is in the log. */
  numberOf(messageId: Uint8Array): number | undefined;
  /** Reads on to the end of the log. */
  read(circle: Id): Promise<void>;
  became(circle: Id): Promise<void>;
  /** Who can read changed since the person pressed send. */
  ask(waiting: Waiting): void;
  /** What waits changed. */
  changed(): Promise<void>;
  /** Whether the hub had no time for what waits, and said when to come back. */
  busy(now: boolean): void;
  /** Try again after so many seconds. */
  later(seconds: number): void;
}

/** Refusals of a post that say: look at the log again, repair if need be, seal again with the same id. */
const sealAgain = new Set(['Stale', 'WrongEpoch', 'WrongSeen', 'ClinicLinkWentBack']);
/** Of these nothing is the matter with the words: they stay and go later. */
const later = new Set(['Busy', 'UnknownDevice']);
const soon = 10;

/** Takes words from the outbox to the server: seals, posts until acknowledged, repairs, asks, starts the circle (PROTOCOL section 4). */
export class Posting {
  readonly #parts: PostingParts;
  readonly #spot: Spot;
  readonly #sealer: MessageSealer;
  /** A circle whose link 0 lies in the outbox. */
  #pending: Id | null = null;

  constructor(parts: PostingParts, spot: Spot) {
    this.#parts = parts;
    this.#spot = spot;
    this.#sealer = new MessageSealer(parts.chains.device, parts.chains.links.newestKnown);
  }

  /** Where in the outbox words for this conversation wait. */
  get place(): Id {
    return this.#spot.circle() ?? this.#pending ?? this.#spot.key;
  }

  /** Finds what an earlier page left. */
  async begin(): Promise<void> {
    if (this.#spot.circle() === null) this.#pending = (await this.#parts.outbox.starting(this.#spot.key))?.circle ?? null;
  }

  /** What waits goes to a circle that was made for this target in another way. */
  async moveTo(circle: Id): Promise<void> {
    await this.#parts.outbox.restart(this.#spot.key, this.place, circle);
    this.#pending = null;
  }

  /** The same words, after the person agreed to who can read them now. */
  async confirm(circle: Id, waiting: Waiting): Promise<void> {
    const draft = this.#sealer.confirm(this.#parts.chains.reader(circle), waiting.draft);
    await this.#parts.outbox.put(circle, { ...waiting, draft, sealed: undefined });
  }

  /** Posts what waits, in order, until the server has acknowledged it or a question stands in the way. */
  async run(): Promise<void> {
    const circle = this.#spot.circle() ?? (await this.#start());
    if (circle === null) return;
    for (const item of await this.#parts.outbox.of(circle)) {
      if (item.failed !== '') continue;
      const went = await this.#post(circle, item);
      await this.#spot.changed();
      if (!went) return;
    }
  }

  /** False when the next words have to wait behind these. */
  async #post(circle: Id, item: Waiting): Promise<boolean> {
    const { outbox, chains, hub, now } = this.#parts;
    let waiting = item;
    for (let attempt = 0; attempt < 6; attempt++) {
      // (1) It may have been stored without our hearing of it, even as another sealing of the same words.
      if (this.#spot.numberOf(waiting.draft.id) !== undefined) return this.#done(circle, waiting);
      // (2) Seal, and keep the bytes: a retry sends the same ones.
      if (waiting.sealed === undefined) {
        const sealed = await this.#sealer.seal(chains.reader(circle), waiting.draft, now());
        if (sealed.kind === 'Ask') {
          this.#spot.ask(waiting);
          return false;
        }
        if (sealed.kind === 'Refused') {
          if (sealed.refusal !== 'Stale') return this.#notSealed(circle, waiting, sealed.refusal);
          if (!(await this.#repaired(circle, waiting))) return true;
          continue;
        }
        waiting = { ...waiting, sealed: sealed.bytes };
        await outbox.put(circle, waiting);
      }
      // (3) Post. After any refusal the log says what happened meanwhile.
      const { error, retryAfter } = await hub.call('Post', waiting.sealed as Bytes);
      this.#spot.busy(error === 'Busy');
      await this.#spot.read(circle);
      if ((error ?? null) === null) return this.#done(circle, waiting);
      if (later.has(error as string)) return this.#wait(retryAfter);
      if (error === 'Different' && this.#spot.numberOf(waiting.draft.id) !== undefined) continue;
      if (!sealAgain.has(error as string)) return this.#failed(circle, waiting, error as string);
      if (error === 'Stale' && !(await this.#repaired(circle, waiting))) return true;
      waiting = { ...waiting, sealed: undefined };
      await outbox.put(circle, waiting);
    }
    return this.#wait(soon);
  }

  /** Repairs before sealing. What this person may not repair keeps the words here, with the reason. */
  async #repaired(circle: Id, waiting: Waiting): Promise<boolean> {
    try {
      await this.#parts.authoring.repair(circle);
      return true;
    } catch (error) {
      if (!isForGood(error)) throw error;
      await this.#failed(circle, waiting, error.reason);
      return false;
    }
  }

  async #done(circle: Id, waiting: Waiting): Promise<true> {
    await this.#parts.outbox.remove(circle, waiting);
    return true;
  }

  async #failed(place: Id, waiting: Waiting, reason: string): Promise<true> {
    await this.#parts.outbox.put(place, { ...waiting, sealed: undefined, failed: reason });
    return true;
  }

  async #notSealed(circle: Id, waiting: Waiting, refusal: string): Promise<boolean> {
    // Without the newest secret another member has to repair first; the words wait for that.
    return refusal === 'DoesNotOpen' || refusal === 'KeysWithheld' ? this.#wait(soon) : this.#failed(circle, waiting, refusal);
  }

  #wait(seconds: number): false {
    this.#spot.later(seconds > 0 ? seconds : soon);
    return false;
  }

  /** Makes link 0 for the first words that wait; null when nothing waits, or it could not be stored yet. */
  async #start(): Promise<Id | null> {
    const { outbox, api } = this.#parts;
    const { key } = this.#spot;
    const first = (await outbox.of(this.place)).find((waiting) => waiting.failed === '');
    if (first === undefined && this.#pending === null) return null;
    for (let attempt = 0; attempt < 5; attempt++) {
      let starting = await outbox.starting(key);
      if (starting === null) {
        const commit = await this.#drafted(first);
        if (commit === null) return null;
        starting = startingOf(commit, this.#spot.planned.beside);
        // Kept before it is posted: a lost answer must not start a second circle.
        await outbox.restart(key, this.place, starting);
        this.#pending = starting.circle;
      }
      const reply = await api.commit({ manifest: starting.manifest, copies: [...starting.copies], ...starting.beside });
      if (isDone(reply)) {
        await this.moveTo(reply.circle);
        await this.#spot.became(reply.circle);
        return reply.circle;
      }
      // Somebody's key or the clinic's list changed meanwhile: made afresh with the newest links.
      await this.moveTo(key);
    }
    this.#wait(soon);
    return null;
  }

  /** Link 0 with the newest links; null when it may not be made, and the words stay here with the reason. */
  async #drafted(first: Waiting | undefined): Promise<Commit | null> {
    const { planned } = this.#spot;
    try {
      return await this.#parts.authoring.draft(planned.kind, planned.members());
    } catch (error) {
      if (first === undefined || !isForGood(error)) throw error;
      await this.#failed(this.place, first, error.reason);
      await this.#spot.changed();
      return null;
    }
  }
}

/** A refusal that trying again does not change. */
function isForGood(error: unknown): error is Refused {
  return error instanceof Refused && !lostRaces.includes(error.reason) && !later.has(error.reason);
}
