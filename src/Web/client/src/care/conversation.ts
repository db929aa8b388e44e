import { random, roles, utf8, writeCbor } from '../crypto';
import type { Api } from './api';
import type { Authoring } from './authoring';
import type { Chains } from './chains';
import type { Vault } from './device';
import { Refused, SignedOut, Unreachable } from './errors';
import type { Hub } from './hub';
import { id } from './ids';
import { itemsOf, Lines, openOf } from './lines';
import type { Outbox, Waiting } from './outbox';
import { picture, textOf } from './picture';
import { Posting } from './posting';
import { type Readable, Store } from './store';
import { keyOf, Planned } from './targets';
import { Typists } from './typists';
import type { Content, Conversation, ConversationState, Directory, SendOptions, Target } from './types';
import type { CircleInfo, Entry, Id, OpenedMark, Self } from './wire';

/** What a conversation is made of; shared by all of a page. */
export interface ConversationParts {
  readonly self: Self;
  readonly person: Id;
  readonly hub: Hub;
  readonly api: Pick<Api, 'commit' | 'circles'>;
  readonly vault: Vault;
  readonly outbox: Outbox;
  readonly chains: Chains;
  readonly authoring: Authoring;
  readonly directory: Directory;
  readonly mine: Readable<readonly CircleInfo[] | null>;
  readonly now: () => number;
  /** Milliseconds drawn between nothing and `most`: so that not everybody repairs at once. */
  readonly jitter: (most: number) => number;
}

const typingToldEvery = 3_000;
/** The slow timer of DESIGN section 2. */
const lookEvery = 60_000;

export class CareConversation implements Conversation {
  readonly state: Store<ConversationState>;
  readonly draft = new Store('');
  readonly #parts: ConversationParts;
  readonly #target: Target;
  readonly #planned: Planned;
  readonly #posting: Posting;
  readonly #lines = new Lines();
  readonly #typing = new Typists(() => this.#show());
  readonly #stops: (() => void)[] = [];
  #circle: Id | null;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #waiting: readonly Waiting[] = [];
  #asking: Waiting | null = null;
  #loading = true;
  #busy = false;
  #gone: ConversationState['gone'] = null;
  #pressed = 0;
  #told = 0;
  #openedTo = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(target: Target, parts: ConversationParts) {
    this.#target = target;
    this.#parts = parts;
    this.#planned = new Planned(target, parts.person, parts.directory);
    this.#circle = 'circle' in target ? target.circle : 'roomFor' in target ? target.roomFor.room : null;
    this.#posting = new Posting(parts, {
      key: keyOf(target),
      planned: this.#planned,
      circle: () => this.#circle,
      numberOf: (messageId) => this.#lines.numberOf(messageId),
      read: (circle) => this.#reading(() => parts.chains.follow(circle)),
      became: (circle) => this.#became(circle),
      ask: (waiting) => {
        this.#asking = waiting;
        this.#show();
      },
      changed: () => this.#showWaiting(),
      busy: (now) => this.#busyNow(now),
      later: (seconds) => this.#later(seconds),
    });
    this.state = new Store(this.#picture());
    this.#listen();
    void this.#begin();
  }

  async send(content: Content, options: SendOptions = {}): Promise<void> {
    const { outbox, now } = this.#parts;
    const audience = this.#circle === null ? this.#planned.audience() : this.#audience();
    // Two in the same millisecond keep their order.
    this.#pressed = Math.max(now(), this.#pressed + 1);
    const waiting: Waiting = { draft: { id: random(16), content: writeCbor(itemsOf(content)), open: openOf(options), audience }, pressedAt: this.#pressed, sealed: undefined, failed: '' };
    await outbox.put(this.#posting.place, waiting);
    await this.#keepNow('');
    await this.#showWaiting();
    this.retry();
  }

  async answer(sendAnyway: boolean): Promise<void> {
    const asked = this.#asking;
    if (asked === null || this.#circle === null) return;
    this.#asking = null;
    if (sendAnyway) await this.#posting.confirm(this.#circle, asked);
    else {
      await this.#parts.outbox.remove(this.#circle, asked);
      await this.#keepNow(textOf(asked));
    }
    await this.#showWaiting();
    this.retry();
  }

  retry(): void {
    void this.#retryFailed();
  }

  opened(number: number): void {
    if (this.#circle === null || number <= Math.max(this.#openedTo, this.#lines.openedBy(this.#parts.person))) return;
    this.#openedTo = number;
    // Not heard now, it is said again with the next entry, or on the next visit.
    this.#parts.hub.ask('Opened', this.#circle, number).catch(() => { this.#openedTo = 0; });
  }

  typing(): void {
    const now = this.#parts.now();
    if (this.#circle === null || now - this.#told < typingToldEvery || this.#parts.hub.connection.get() !== 'connected') return;
    this.#told = now;
    // A hint: when it does not arrive, nobody misses it.
    this.#parts.hub.call('Typing', this.#circle).catch(() => undefined);
  }

  async addMember(principal: Id, withHistory: boolean): Promise<void> {
    const circle = this.#existing();
    await this.#parts.authoring.change(circle, (newest) => {
      if (newest.find(id(principal)) !== undefined) return null;
      return { add: [{ principal: id(principal), role: roles.member, since: withHistory ? 0 : newest.n + 1 }] };
    });
  }

  async removeMember(principal: Id): Promise<void> {
    const circle = this.#existing();
    await this.#parts.authoring.change(circle, (newest) => (newest.find(id(principal)) === undefined ? null : { remove: [id(principal)] }));
  }

  /** The circle that somebody else made for this target: the first committed crisis room. */
  async adopt(circle: Id): Promise<void> {
    if (this.#circle !== null) return;
    await this.#quietly(async () => {
      await this.#posting.moveTo(circle);
      await this.#became(circle);
      await this.#showWaiting();
    });
    this.#run();
  }

  keep(text: string): void {
    this.draft.set(text);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#keepNow(text), 300);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#retry);
    this.#typing.close();
  }

  async #begin(): Promise<void> {
    const [text] = await Promise.all([this.#parts.vault.read(this.#draftName), this.#posting.begin()]);
    if (text !== null && this.draft.get() === '') this.draft.set(new TextDecoder().decode(text));
    await this.#showWaiting();
    this.#listenToLog();
    this.#run();
  }

  #existing(): Id {
    if (this.#circle === null) throw new Refused('NotFound');
    return this.#circle;
  }

  async #keepNow(text: string): Promise<void> {
    clearTimeout(this.#saving);
    this.draft.set(text);
    await this.#parts.vault.locked((writer) => writer.put({ [this.#draftName]: text === '' ? null : utf8(text) }));
  }

  get #draftName(): string {
    return `draft/${this.#circle ?? keyOf(this.#target)}`;
  }

  async #retryFailed(): Promise<void> {
    const { outbox } = this.#parts;
    const { place } = this.#posting;
    for (const item of await outbox.of(place)) if (item.failed !== '') await outbox.put(place, { ...item, failed: '', sealed: undefined });
    this.#run();
  }

  #listen(): void {
    const { hub, directory, mine } = this.#parts;
    const here = (circle: Id): boolean => circle === this.#circle;
    const look = (): void => this.#run();
    const timer = setInterval(look, lookEvery);
    this.#stops.push(
      () => clearInterval(timer),
      hub.on('Appended', (circle, entry) => { if (here(circle)) void this.#take(entry); }),
      hub.on('OpenedBy', (circle, person, number, at) => { if (here(circle)) this.#noteOpened([{ person, number, at }]); }),
      hub.on('TypingBy', (circle, person) => { if (here(circle) && person !== this.#parts.person) this.#typing.started(person); }),
      hub.on('CircleStale', (circle) => { if (here(circle)) this.#repairSoon(); }),
      hub.on('AlertChanged', ({ alert, room }) => { if ('roomFor' in this.#target && this.#target.roomFor.alert === alert && room !== null) void this.adopt(room); }),
      hub.on('CirclesChanged', look),
      hub.onConnected(look),
      hub.connection.subscribe(() => this.#show()),
      directory.state.subscribe(() => this.#show()),
      mine.subscribe(() => this.#show()),
    );
    if (typeof document !== 'undefined') {
      const seen = (): void => { if (document.visibilityState === 'visible') look(); };
      document.addEventListener('visibilitychange', seen);
      this.#stops.push(() => document.removeEventListener('visibilitychange', seen));
    }
  }

  #listenToLog(): void {
    if (this.#circle === null) return;
    this.#parts.chains.reader(this.#circle, {
      applied: (applied, at) => {
        this.#lines.add(applied, at, this.#parts.person);
        if (applied.kind === 'MessageOpened') this.#typing.stopped(applied.message.header.author.toString());
        this.#show();
      },
      opened: (marks) => this.#noteOpened(marks),
    });
  }

  async #take(entry: Entry): Promise<void> {
    try {
      await this.#parts.chains.take(this.#circle as Id, entry);
    } catch {
      // The push was a hint: what could not be read now is fetched with the next look.
      this.#run();
    }
    this.#show();
  }

  #noteOpened(marks: readonly OpenedMark[]): void {
    for (const mark of marks) this.#lines.opened(mark);
    this.#show();
  }

  /** A member's key changed, or a copy did not open for somebody. One of us repairs; who is first, is drawn. */
  #repairSoon(): void {
    const { chains, authoring, jitter } = this.#parts;
    const circle = this.#circle as Id;
    const epoch = chains.reader(circle).newest?.n;
    setTimeout(() => void this.#quietly(() => authoring.repair(circle, epoch)), jitter(5_000));
  }

  /** One run at a time; a call meanwhile is one more run after it. */
  #run(): void {
    this.#again = true;
    this.#running ??= (async () => {
      while (this.#again) {
        this.#again = false;
        await this.#quietly(() => this.#look());
      }
    })().finally(() => { this.#running = null; });
  }

  async #look(): Promise<void> {
    const { chains, outbox, directory } = this.#parts;
    if (this.#circle !== null) await this.#reading(() => chains.follow(this.#circle as Id));
    else {
      await directory.ready;
      await this.#findThere();
      this.#loading = false;
    }
    await outbox.posting(() => this.#posting.run());
  }

  async #reading(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.#gone = null;
      this.#loading = false;
    } catch (error) {
      if (!(error instanceof Refused) || (error.reason !== 'NotAllowed' && error.reason !== 'NotFound')) throw error;
      this.#gone = error.reason;
      this.#loading = false;
    } finally {
      this.#show();
    }
  }

  /** A patient's thread with a team, or a plan, that is there already is gone on with. */
  async #findThere(): Promise<void> {
    if (!('threadWith' in this.#target) && !('planOf' in this.#target)) return;
    const items = this.#parts.mine.get() ?? (await this.#parts.api.circles()).items;
    const there = items.find((c) => this.#planned.isThere(c));
    if (there !== undefined) await this.adopt(there.circle);
  }

  /** Who was told the same does not come back at the same moment. */
  #later(seconds: number): void {
    clearTimeout(this.#retry);
    const wait = 1000 * (seconds > 0 ? seconds : 10);
    this.#retry = setTimeout(() => this.#run(), wait + this.#parts.jitter(wait / 2));
  }

  #busyNow(busy: boolean): void {
    this.#busy = busy;
    this.#show();
  }

  async #became(circle: Id): Promise<void> {
    const { vault } = this.#parts;
    if (this.#circle !== null) return;
    this.#circle = circle;
    this.#listenToLog();
    const text = this.draft.get();
    await vault.locked((writer) => writer.put({ [`draft/${keyOf(this.#target)}`]: null, [`draft/${circle}`]: text === '' ? null : utf8(text) }));
    await this.#parts.chains.follow(circle);
    this.#show();
  }

  #audience(): string[] {
    return this.#parts.chains.reader(this.#circle as Id).newest?.members.map((m) => m.principal.toString()) ?? [];
  }

  async #showWaiting(): Promise<void> {
    this.#waiting = await this.#parts.outbox.of(this.#posting.place);
    if (!this.#waiting.some((w) => this.#asking !== null && w.pressedAt === this.#asking.pressedAt)) this.#asking = null;
    this.#show();
  }

  #show(): void {
    this.state.set(this.#picture());
  }

  #picture(): ConversationState {
    const view = {
      circle: this.#circle, loading: this.#loading, gone: this.#gone, lines: this.#lines, waiting: this.#waiting, asking: this.#asking,
      typing: this.#typing.now, openedTo: this.#openedTo, busy: this.#busy,
    };
    return picture(view, this.#planned, this.#parts);
  }

  /** Without a connection, or when the server has no time, things wait and are tried again. What else fails is a mistake of ours. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused && error.reason === 'Busy') this.#busyNow(true);
      if (error instanceof Refused || error instanceof Unreachable) this.#later(error instanceof Refused ? error.retryAfter : 15);
      else if (!(error instanceof SignedOut)) console.error(error);
      this.#show();
    }
  }
}
