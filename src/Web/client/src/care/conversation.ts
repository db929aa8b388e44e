import { absent, type Bytes, fromHex, type Kind, kinds, type Manifest, MessageSealer, type NewMember, random, roles, utf8, writeCbor, writeOpen } from '../crypto';
import type { Api } from './api';
import { type Authoring, isDone } from './authoring';
import type { Chains } from './chains';
import type { Vault } from './device';
import { Refused, Unreachable } from './errors';
import type { Hub } from './hub';
import { id } from './ids';
import { contentOf, itemsOf, Lines } from './lines';
import { type Outbox, startingOf, type Waiting } from './outbox';
import { keepersOnly, readersOf } from './readers';
import { Store, type Readable } from './store';
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

const typingLasts = 6_000;
const typingToldEvery = 3_000;
/** The slow timer of DESIGN section 2. */
const lookEvery = 60_000;

/** Refusals of a post that say: look at the log again, repair if need be, seal again with the same id. */
const sealAgain = new Set(['Stale', 'WrongEpoch', 'WrongSeen', 'ClinicLinkWentBack']);
/** Of these nothing is the matter with the words: they stay and go later. */
const later = new Set(['Busy', 'UnknownDevice']);

/** What a target is called on this device, before and after it has a circle. */
export function keyOf(target: Target): string {
  if ('circle' in target) return target.circle;
  if ('threadWith' in target) return `thread-${target.threadWith}`;
  if ('roomFor' in target) return `room-${target.roomFor.alert}`;
  return `channel-${target.about}-${encodeURIComponent(target.title)}-${[...target.channelWith].sort().join('-')}`;
}

export class CareConversation implements Conversation {
  readonly state: Store<ConversationState>;
  readonly draft = new Store('');
  readonly #parts: ConversationParts;
  readonly #target: Target;
  readonly #key: string;
  readonly #sealer: MessageSealer;
  readonly #lines = new Lines();
  readonly #typing = new Map<Id, ReturnType<typeof setTimeout>>();
  readonly #stops: (() => void)[] = [];
  #circle: Id | null;
  /** A circle whose link 0 lies in the outbox. */
  #pending: Id | null = null;
  #saving: ReturnType<typeof setTimeout> | undefined;
  #waiting: readonly Waiting[] = [];
  #asking: Waiting | null = null;
  #loading = true;
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
    this.#key = keyOf(target);
    this.#circle = 'circle' in target ? target.circle : 'roomFor' in target ? target.roomFor.room : null;
    this.#sealer = new MessageSealer(parts.chains.device, parts.chains.links.newestKnown);
    this.state = new Store(this.#picture());
    this.#listen();
    void this.#begin();
  }

  async send(content: Content, options: SendOptions = {}): Promise<void> {
    const { outbox, now } = this.#parts;
    const open = options.soon === undefined && options.alert === undefined ? absent : writeOpen({ soon: options.soon ?? 'none', alert: alertBytes(options.alert) });
    const audience = this.#circle === null ? this.#expected() : this.#audience();
    // Two in the same millisecond keep their order.
    this.#pressed = Math.max(now(), this.#pressed + 1);
    const waiting: Waiting = { draft: { id: random(16), content: writeCbor(itemsOf(content)), open, audience }, pressedAt: this.#pressed, sealed: undefined, failed: '' };
    await outbox.put(this.#place(), waiting);
    await this.#keepNow('');
    await this.#showWaiting();
    this.retry();
  }

  async answer(sendAnyway: boolean): Promise<void> {
    const asked = this.#asking;
    const { outbox, chains } = this.#parts;
    if (asked === null || this.#circle === null) return;
    this.#asking = null;
    if (sendAnyway) await outbox.put(this.#circle, { ...asked, draft: this.#sealer.confirm(chains.reader(this.#circle), asked.draft), sealed: undefined });
    else {
      await outbox.remove(this.#circle, asked);
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

  keep(text: string): void {
    this.draft.set(text);
    clearTimeout(this.#saving);
    this.#saving = setTimeout(() => void this.#keepNow(text), 300);
  }

  close(): void {
    for (const stop of this.#stops) stop();
    clearTimeout(this.#retry);
    for (const timer of this.#typing.values()) clearTimeout(timer);
  }

  async #begin(): Promise<void> {
    const { vault, outbox } = this.#parts;
    const [text, starting] = await Promise.all([vault.read(this.#draftName), outbox.starting(this.#key)]);
    if (text !== null && this.draft.get() === '') this.draft.set(new TextDecoder().decode(text));
    if (starting !== null && this.#circle === null) this.#pending = starting.circle;
    await this.#showWaiting();
    this.#listenToLog();
    this.#run();
  }

  /** Where in the outbox words for this target wait. */
  #place(): Id {
    return this.#circle ?? this.#pending ?? this.#key;
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
    return `draft/${this.#circle ?? this.#key}`;
  }

  async #retryFailed(): Promise<void> {
    const { outbox } = this.#parts;
    const place = this.#place();
    for (const item of await outbox.of(place)) if (item.failed !== '') await outbox.put(place, { ...item, failed: '', sealed: undefined });
    this.#run();
  }

  // ---- Hearing -------------------------------------------------------------------------------------------------------

  #listen(): void {
    const { hub, directory, mine } = this.#parts;
    const here = (circle: Id): boolean => circle === this.#circle;
    const look = (): void => this.#run();
    const timer = setInterval(look, lookEvery);
    this.#stops.push(
      () => clearInterval(timer),
      hub.on('Appended', (circle, entry) => { if (here(circle)) void this.#take(entry); }),
      hub.on('OpenedBy', (circle, person, number, at) => { if (here(circle)) this.#noteOpened([{ person, number, at }]); }),
      hub.on('TypingBy', (circle, person) => { if (here(circle) && person !== this.#parts.person) this.#noteTyping(person); }),
      hub.on('CircleStale', (circle) => { if (here(circle)) this.#repairSoon(); }),
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
        if (applied.kind === 'MessageOpened') this.#stopTyping(applied.message.header.author.toString());
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

  #noteTyping(person: Id): void {
    clearTimeout(this.#typing.get(person));
    this.#typing.set(person, setTimeout(() => this.#stopTyping(person), typingLasts));
    this.#show();
  }

  #stopTyping(person: Id): void {
    clearTimeout(this.#typing.get(person));
    if (this.#typing.delete(person)) this.#show();
  }

  /** A member's key changed, or a copy did not open for somebody. One of us repairs; who is first, is drawn. */
  #repairSoon(): void {
    const { chains, authoring, jitter } = this.#parts;
    const circle = this.#circle as Id;
    const epoch = chains.reader(circle).newest?.n;
    setTimeout(() => void this.#quietly(() => authoring.repair(circle, epoch)), jitter(5_000));
  }

  // ---- Reading on, and sending what waits ----------------------------------------------------------------------------

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
      await this.#findThread();
      this.#loading = false;
    }
    await outbox.posting(() => this.#post());
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

  /** Posts what waits, in order, until the server has acknowledged it or a question stands in the way. */
  async #post(): Promise<void> {
    const { outbox } = this.#parts;
    if (this.#circle === null && !(await this.#start())) return;
    const circle = this.#circle as Id;
    for (const item of await outbox.of(circle)) {
      if (item.failed !== '') continue;
      const went = await this.#postOne(circle, item);
      await this.#showWaiting();
      if (!went) return;
    }
  }

  async #postOne(circle: Id, item: Waiting): Promise<boolean> {
    const { outbox, chains, authoring, hub, now } = this.#parts;
    let waiting = item;
    for (let attempt = 0; attempt < 6; attempt++) {
      // It may have been stored without our hearing of it, even as another sealing of the same words.
      if (this.#lines.numberOf(waiting.draft.id) !== undefined) return this.#done(circle, waiting);
      if (waiting.sealed === undefined) {
        const sealed = await this.#sealer.seal(chains.reader(circle), waiting.draft, now());
        if (sealed.kind === 'Ask') return this.#ask(waiting);
        if (sealed.kind === 'Refused') {
          if (sealed.refusal !== 'Stale') return this.#refusedHere(circle, waiting, sealed.refusal);
          await authoring.repair(circle);
          continue;
        }
        waiting = { ...waiting, sealed: sealed.bytes };
        await outbox.put(circle, waiting);
      }
      const reply = await hub.call('Post', waiting.sealed as Bytes);
      const error = reply.error ?? null;
      if (error === null) {
        await chains.follow(circle);
        return this.#done(circle, waiting);
      }
      await this.#reading(() => chains.follow(circle));
      if (later.has(error)) return this.#tryLater(reply.retryAfter);
      if (error === 'Different' && this.#lines.numberOf(waiting.draft.id) !== undefined) continue;
      if (!sealAgain.has(error)) return this.#failed(circle, waiting, error);
      if (error === 'Stale') await authoring.repair(circle);
      waiting = { ...waiting, sealed: undefined };
      await outbox.put(circle, waiting);
    }
    return this.#tryLater(10);
  }

  async #done(circle: Id, waiting: Waiting): Promise<boolean> {
    await this.#parts.outbox.remove(circle, waiting);
    return true;
  }

  async #failed(circle: Id, waiting: Waiting, reason: string): Promise<boolean> {
    await this.#parts.outbox.put(circle, { ...waiting, sealed: undefined, failed: reason });
    return true;
  }

  async #refusedHere(circle: Id, waiting: Waiting, refusal: string): Promise<boolean> {
    // Without the newest secret another member has to repair first; the words wait for that.
    if (refusal === 'DoesNotOpen' || refusal === 'KeysWithheld') return this.#tryLater(10);
    return this.#failed(circle, waiting, refusal);
  }

  #ask(waiting: Waiting): boolean {
    this.#asking = waiting;
    this.#show();
    return false;
  }

  #tryLater(seconds: number): boolean {
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#run(), Math.max(1, seconds) * 1000);
    return false;
  }

  // ---- Starting a circle ---------------------------------------------------------------------------------------------

  /** Makes link 0 for the first words that wait. False when nothing waits, or it could not be stored yet. */
  async #start(): Promise<boolean> {
    const { outbox, authoring, api } = this.#parts;
    const [first] = await outbox.of(this.#place());
    if (first === undefined && this.#pending === null) return false;
    for (let attempt = 0; attempt < 5; attempt++) {
      let starting = await outbox.starting(this.#key);
      if (starting === null) {
        starting = startingOf(await authoring.draft(this.#kind(), this.#members()), this.#beside());
        // Kept before it is posted: a lost answer must not start a second circle.
        await outbox.restart(this.#key, this.#place(), starting);
        this.#pending = starting.circle;
      }
      const reply = await api.commit({ manifest: starting.manifest, copies: [...starting.copies], ...starting.beside });
      if (isDone(reply)) {
        await outbox.restart(this.#key, starting.circle, reply.circle);
        this.#pending = null;
        await this.#became(reply.circle);
        return true;
      }
      // Somebody's key or the clinic's list changed meanwhile: made afresh with the newest links.
      await outbox.restart(this.#key, starting.circle, this.#key);
      this.#pending = null;
    }
    return this.#tryLater(10);
  }

  /** A patient's thread with a team that is there already is gone on with, whoever's device began it. */
  async #findThread(): Promise<void> {
    const target = this.#target;
    if (!('threadWith' in target)) return;
    const items = this.#parts.mine.get() ?? (await this.#parts.api.circles()).items;
    const there = items.find((c) => c.kind === kinds.thread && c.teams.includes(target.threadWith));
    if (there === undefined) return;
    await this.#parts.outbox.restart(this.#key, this.#place(), there.circle);
    this.#pending = null;
    await this.#became(there.circle);
    await this.#showWaiting();
  }

  async #became(circle: Id): Promise<void> {
    const { vault } = this.#parts;
    this.#circle = circle;
    this.#listenToLog();
    const text = this.draft.get();
    await vault.locked((writer) => writer.put({ [`draft/${this.#key}`]: null, [`draft/${circle}`]: text === '' ? null : utf8(text) }));
    await this.#parts.chains.follow(circle);
    this.#show();
  }

  #kind(): Kind {
    if ('threadWith' in this.#target) return kinds.thread;
    return 'roomFor' in this.#target ? kinds.crisis : kinds.channel;
  }

  #members(): NewMember[] {
    const { person } = this.#parts;
    const target = this.#target;
    const member = (principal: Id): NewMember => ({ principal: id(principal), role: roles.member });
    const patient = (principal: Id): NewMember => ({ principal: id(principal), role: roles.patient });
    if ('threadWith' in target) return [patient(person), member(target.threadWith)];
    if ('roomFor' in target) return [patient(target.roomFor.patient), ...this.#crisisTeams().map(member)];
    if (!('channelWith' in target)) return [];
    const { directory } = this.#parts;
    const reached = target.channelWith.some((p) => p === person || (directory.team(p)?.mine ?? null) !== null);
    return [...target.channelWith, ...(reached ? [] : [person])].map(member);
  }

  #crisisTeams(): Id[] {
    return (this.#parts.directory.state.get()?.teams ?? []).filter((t) => t.care === 'crisis').map((t) => t.team);
  }

  #beside() {
    if ('roomFor' in this.#target) return { alert: this.#target.roomFor.alert };
    return 'channelWith' in this.#target ? { about: this.#target.about, title: this.#target.title } : {};
  }

  /** Who will be able to read, as the page says before the circle is there. */
  #expected(): string[] {
    const custodian = this.#parts.directory.state.get()?.custodian ?? null;
    return [...this.#members().map((m) => m.principal.toString()), ...(custodian === null ? [] : [custodian])];
  }

  #audience(): string[] {
    return this.#parts.chains.reader(this.#circle as Id).newest?.members.map((m) => m.principal.toString()) ?? [];
  }

  // ---- Showing -------------------------------------------------------------------------------------------------------

  async #showWaiting(): Promise<void> {
    this.#waiting = await this.#parts.outbox.of(this.#place());
    if (!this.#waiting.some((w) => this.#asking !== null && w.pressedAt === this.#asking.pressedAt)) this.#asking = null;
    this.#show();
  }

  #show(): void {
    this.state.set(this.#picture());
  }

  #picture(): ConversationState {
    const { chains, person, hub, directory } = this.#parts;
    const reader = this.#circle === null ? undefined : chains.reader(this.#circle);
    const newest = reader?.newest;
    const stopped = reader === undefined || reader.stoppedBy === 'None' ? null : reader.stoppedBy;
    const nameOf = (principal: Id): string => this.#nameOf(principal, newest);
    const members = newest?.members.map((m) => ({ principal: m.principal.toString(), patient: m.role === roles.patient }))
      ?? (this.#circle === null && directory.state.get() !== null ? this.#expected().map((p) => ({ principal: p, patient: this.#isPatient(p) })) : []);
    const readers = readersOf(members, { person, nameOf, team: (t) => directory.team(t) });
    const lines = this.#lines.draw(this.#waiting, {
      person, links: chains.links, nameOf, typing: [...this.#typing.keys()], reaches: (epoch) => chains.reaches(epoch),
      aside: keepersOnly(readers),
    });
    return {
      circle: this.#circle, kind: newest?.kind ?? this.#kind(), loading: this.#loading, lines,
      readers,
      typing: [...this.#typing.keys()].map(nameOf),
      canWrite: stopped === null && this.#gone === null && (newest === undefined ? this.#circle === null : chains.reaches(newest)),
      stopped, gone: this.#gone,
      ask: this.#asking === null ? null : { id: `${this.#asking.pressedAt}`, text: textOf(this.#asking), added: this.#added(newest).map(nameOf) },
      last: reader?.position ?? 0, openedByMe: Math.max(this.#openedTo, this.#lines.openedBy(person)),
      connection: hub.connection.get(),
    };
  }

  #isPatient(principal: Id): boolean {
    if ('threadWith' in this.#target) return principal === this.#parts.person;
    return 'roomFor' in this.#target && principal === this.#target.roomFor.patient;
  }

  #added(newest: Manifest | undefined): Id[] {
    const before = new Set(this.#asking?.draft.audience);
    return (newest?.members ?? []).map((m) => m.principal.toString()).filter((p) => !before.has(p));
  }

  /** Staff and teams by the clinic's signed list; the patient by the clinic's record. */
  #nameOf(principal: Id, newest: Manifest | undefined): string {
    const { directory, self, person, mine } = this.#parts;
    const signed = directory.nameOf(principal);
    if (signed !== null) return signed;
    if (principal === person) return self.name;
    if (newest?.find(id(principal))?.role !== roles.patient) return '';
    return mine.get()?.find((c) => c.circle === this.#circle)?.patientName ?? '';
  }

  /** Without a connection things wait; what else fails is a mistake that the page should tell. */
  async #quietly(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof Refused) this.#parts.chains.report(this.#place(), 'conversation', error.reason);
      else if (!(error instanceof Unreachable) && (error as Error).name !== 'SignedOut') console.error(error);
      if (this.#waiting.length > 0 && error instanceof Unreachable) this.#tryLater(15);
      this.#show();
    }
  }
}

function textOf({ draft }: Waiting): string {
  const content = contentOf(draft.content);
  return 'text' in content ? content.text : '';
}

function alertBytes(alert: string | undefined): Bytes {
  return alert === undefined ? absent : (fromHex(alert.replaceAll('-', '')) ?? absent);
}
