import type { Applied, CircleStopped, CopyRefused, LogEntry, MissingChain, SealedCopy } from './applied';
import { type Epoch, EpochKeys } from './epochKeys';
import type { HeldKeys } from './heldKeys';
import { openMessage } from './messageContent';
import { marksOf, MessageLog, type CheckedMessage } from './messageLog';
import { missingOf } from './missingLinks';
import type { Pins } from './pins';
import type { Bytes } from './verification/bytes';
import { Hash } from './verification/hash';
import { limits } from './verification/limits';
import { logNext, logStart } from './verification/log';
import { Manifest } from './verification/manifest';
import { checkManifest } from './verification/manifestRules';
import { Message } from './verification/message';
import { isRefusal, type Refusal } from './verification/refusal';
import { labelOf } from './verification/signedObject';

export interface CircleReaderOptions {
  /** What this device has seen of the circle's chain before; a roll back then stops the circle. */
  readonly pins?: Pins;
  /**
   * Called with the chains that an entry relies on and that are not known far enough; bring them into the links and return. What
   * is still missing then counts against the entry. A rejection leaves the reader as it was: apply the entry again later.
   */
  readonly missing?: (chains: readonly MissingChain[]) => Promise<void>;
}

/**
 * One reader's view of one circle (PROTOCOL section 4, Reader): a team this person is in, or a conversation.
 *
 *     const reader = new CircleReader(circle, keys, { pins, missing });
 *     await reader.offer(copies);
 *     for (const entry of entries) show(await reader.apply(entry));
 *     if (reader.caughtUp() !== 'None') report();  // after the server's last entry
 *
 * Entries come in order; sealed copies may be offered at any time and are kept until their manifest and the key to open them
 * are there. Read teams before conversations, and register each with `keys.add(teamReader)`; when a team's reader got further,
 * ask the conversations' readers for `openCopies()`. Calls may overlap; they are done one after another.
 */
export class CircleReader {
  readonly circle: Hash;
  readonly #keys: HeldKeys;
  readonly #options: CircleReaderOptions;
  readonly #secrets: EpochKeys;
  readonly #messages = new MessageLog();
  readonly #epochs: Epoch[] = [];
  readonly #log: Hash[] = [logStart];
  #stoppedBy: Refusal = 'None';
  #turn: Promise<unknown> = Promise.resolve();

  constructor(circle: Hash, keys: HeldKeys, options: CircleReaderOptions = {}) {
    this.circle = circle;
    this.#keys = keys;
    this.#options = options;
    this.#secrets = new EpochKeys(keys, this.#epochs);
  }

  /** Number of the last applied entry. */
  get position(): number {
    return this.#log.length - 1;
  }

  /** Log hash at `position`. */
  get positionHash(): Hash {
    return this.#log[this.position] as Hash;
  }

  /** The newest applied manifest. */
  get newest(): Manifest | undefined {
    return this.#epochs.at(-1)?.manifest;
  }

  /** Every applied manifest, by epoch. */
  get epochs(): readonly Manifest[] {
    return this.#epochs.map((epoch) => epoch.manifest);
  }

  /** Why the circle stopped, or `None`. */
  get stoppedBy(): Refusal {
    return this.#stoppedBy;
  }

  /** Epochs whose secret this device has not got. */
  get withoutSecret(): number[] {
    return this.#epochs.map(({ manifest }) => manifest.n).filter((epoch) => this.secret(epoch) === undefined);
  }

  /** The first epoch from which on every secret is held, up to the newest; the next epoch when there is none. */
  get earliest(): number {
    return this.#secrets.earliest;
  }

  /** The secret of an epoch, once opened. Do not keep it elsewhere. */
  secret(epoch: number): Bytes | undefined {
    return this.#secrets.secret(epoch);
  }

  /** Applies one entry. One that was applied already gives nothing. */
  apply(entry: LogEntry): Promise<Applied[]> {
    return this.#queue(() => this.#apply(entry));
  }

  /** Takes sealed copies, now or for when they can be opened. */
  offer(copies: readonly SealedCopy[]): Promise<Applied[]> {
    for (const copy of copies) this.#secrets.keep(copy);
    return this.openCopies();
  }

  /** Tries kept copies again; to be called when a team's reader has new secrets. */
  openCopies(): Promise<Applied[]> {
    return this.#queue(() => this.#openCopies());
  }

  /** To be asked after the server's last entry: `RolledBack`, and stopped, when this device has seen a newer manifest. */
  caughtUp(): Refusal {
    const pin = this.#options.pins?.newest(this.circle);
    if (this.#stoppedBy === 'None' && pin !== undefined && pin.n > (this.newest?.n ?? -1)) this.#stoppedBy = 'RolledBack';
    return this.#stoppedBy;
  }

  #queue<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #apply(entry: LogEntry): Promise<Applied[]> {
    const { number, bytes } = entry;
    if (this.#stoppedBy !== 'None') return [{ kind: 'CircleStopped', number, refusal: 'Stopped' }];
    if (number <= this.position) return [];
    if (number !== this.position + 1) return [{ kind: 'Gap', number, next: this.position + 1 }];
    // What is not labelled as a manifest can only be a message, which never stops the circle.
    return labelOf(bytes) === Manifest.label ? this.#applyManifest(entry) : [await this.#applyMessage(entry)];
  }

  async #applyManifest({ number, bytes }: LogEntry): Promise<Applied[]> {
    const manifest = Manifest.decode(bytes);
    if (isRefusal(manifest)) return [this.#stop(number, manifest)];
    const before = this.newest;
    if (before === undefined && manifest.n === 0 && !manifest.name.equals(this.circle)) return [this.#stop(number, 'WrongCircle')];
    const { links, device } = this.#keys;
    if (device.clinic !== undefined) await this.#fetch(missingOf(manifest, device.clinic, links));
    const context = { links, clinic: device.clinic, seenN: this.position, seenH: this.positionHash };
    let refusal = await checkManifest(manifest, before, context);
    // The author's device may be in a card that is not known yet.
    if (refusal === 'UnknownDevice' && (await this.#fetch([{ kind: 'person', id: manifest.author }]))) {
      refusal = await checkManifest(manifest, before, context);
    }
    if (refusal === 'None') refusal = this.#options.pins?.follow(this.circle, manifest) ?? 'None';
    if (refusal !== 'None') return [this.#stop(number, refusal)];
    this.#epochs.push({ manifest, number });
    this.#log.push(logNext(this.positionHash, manifest.name));
    const only = (a: Manifest | undefined, b: Manifest | undefined): Hash[] =>
      (a?.members ?? []).map((m) => m.principal).filter((p) => b?.find(p) === undefined);
    return [{ kind: 'EpochStarted', number, manifest, added: only(manifest, before), removed: only(before, manifest) }, ...(await this.#openCopies())];
  }

  async #applyMessage({ number, bytes, at }: LogEntry): Promise<Applied> {
    const message = Message.decode(bytes);
    const refusal = isRefusal(message) ? message : await this.#checkMessage(message);
    // The log goes on over what could not be checked, by the bytes as they came.
    const name = isRefusal(message) ? Hash.of(bytes.subarray(0, Math.max(0, bytes.length - limits.signature))) : message.name;
    const before = this.position;
    this.#log.push(logNext(this.positionHash, name));
    if (isRefusal(message) || refusal !== 'None') return { kind: 'Placeholder', number, refusal };
    const seen = message.header.seenN <= before ? this.#log[message.header.seenN] : undefined;
    return this.#open({ number, message, at, seen });
  }

  async #checkMessage(message: Message): Promise<Refusal> {
    const epoch = this.newest;
    if (epoch === undefined) return 'WrongEpoch';
    const check = (): Promise<Refusal> => this.#messages.check(message, epoch, this.circle, this.#keys.links);
    const refusal = await check();
    return refusal === 'UnknownDevice' && (await this.#fetch([{ kind: 'person', id: message.header.author }])) ? check() : refusal;
  }

  async #openCopies(): Promise<Applied[]> {
    const results: (CopyRefused | Applied)[] = await this.#secrets.open();
    for (const waiting of this.#messages.waiting()) {
      if (this.secret(waiting.message.header.epoch) === undefined) continue;
      this.#messages.done(waiting.number);
      results.push(await this.#open(waiting));
    }
    return results;
  }

  async #open(checked: CheckedMessage): Promise<Applied> {
    const secret = this.secret(checked.message.header.epoch);
    if (secret === undefined) {
      this.#messages.wait(checked);
      return { kind: 'MessageWaiting', number: checked.number, message: checked.message };
    }
    const { number, message, at } = checked;
    const content = await openMessage(message, secret);
    if (isRefusal(content)) return { kind: 'Placeholder', number, refusal: content };
    return { kind: 'MessageOpened', number, message, content, marks: marksOf(checked, this.#keys.links), at };
  }

  async #fetch(chains: readonly MissingChain[]): Promise<boolean> {
    if (chains.length === 0 || this.#options.missing === undefined) return false;
    await this.#options.missing(chains);
    return true;
  }

  #stop(number: number, refusal: Refusal): CircleStopped {
    this.#stoppedBy = refusal;
    return { kind: 'CircleStopped', number, refusal };
  }
}
