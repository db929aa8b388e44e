import { toBase64Url, type Bytes } from '../../src/crypto/verification/bytes';
import { Card } from '../../src/crypto/verification/card';
import { Hash } from '../../src/crypto/verification/hash';
import type { Links } from '../../src/crypto/verification/links';
import { logNext, logStart } from '../../src/crypto/verification/log';
import { Manifest } from '../../src/crypto/verification/manifest';
import { checkManifest } from '../../src/crypto/verification/manifestRules';
import { Message } from '../../src/crypto/verification/message';
import { isStale } from '../../src/crypto/verification/staleness';
import type { Api } from '../../src/care/api';
import { Refused, SignedOut, Unreachable } from '../../src/care/errors';
import type { Wire } from '../../src/care/hub';
import type * as W from '../../src/care/wire';

// An in-memory server that keeps PROTOCOL.md's rules for commits and posts, for unit tests only.

interface Account { id: string; role: W.Role; name: string; person: string | null; cards: Card[]; keyring: Bytes; wraps: Bytes[]; wires: FakeWire[] }
interface Log { kind: number; entries: W.Entry[]; manifests: Manifest[]; ids: Map<string, { bytes: Bytes; number: number }>; copies: W.SealedCopy[]; opened: W.OpenedMark[]; about: string; title: string; plan: boolean; cannotOpen: [string, number][] }

const must = <T>(value: T | string): T => {
  if (typeof value === 'string') throw new Refused(value);
  return value;
};
const same = (a: Uint8Array, b: Uint8Array): boolean => toBase64Url(a) === toBase64Url(b);

export class FakeServer implements Links {
  readonly accounts: Account[] = [];
  readonly logs = new Map<string, Log>();
  readonly vouches: Bytes[] = [];
  readonly invitations: (W.InvitationInfo & { by: string; tokenHash: string })[] = [];
  readonly teams = new Map<string, W.TeamAttributes>();
  readonly reports: Omit<W.Report, 'at'>[] = [];
  clinicId: string | null = null;
  clinicName = 'Harbor';
  /** Nothing reaches it while true. */
  down = false;
  /** Accounts that are offline. */
  readonly cut = new Set<Account>();
  /** Loses the answer of this many posts that it has stored. */
  loseAnswers = 0;
  /** Loses posts before they are stored. */
  dropPosts = false;
  loseCommitAnswers = 0;
  /** Loses this many reports before they are stored. */
  loseReports = 0;
  /** Refuses every post with this. */
  refusePosts: string | null = null;
  now = Date.parse('2026-11-24T15:00:00Z');

  account(role: W.Role, name: string): Account {
    const account: Account = { id: `0199${this.accounts.length.toString().padStart(4, '0')}-0000-7000-8000-000000000000`, role, name, person: null, cards: [], keyring: new Uint8Array(0), wraps: [], wires: [] };
    this.accounts.push(account);
    return account;
  }

  self(a: Account): W.Self {
    return { account: a.id, role: a.role, name: a.name, person: a.person, clinic: this.clinicId, clinicName: this.clinicName, listed: a.person !== null && this.clinic?.find(hash(a.person)) !== undefined, demo: false };
  }

  get clinic(): Manifest | undefined {
    return this.clinicId === null ? undefined : this.logs.get(this.clinicId)?.manifests.at(-1);
  }

  // Links, newest ones.
  card(name: Hash): Card | undefined { return this.accounts.flatMap((a) => a.cards).find((c) => c.name.equals(name)); }
  manifest(name: Hash): Manifest | undefined { return [...this.logs.values()].flatMap((l) => l.manifests).find((m) => m.name.equals(name)); }
  cards(person: Hash): readonly Card[] { return this.accounts.find((a) => a.person === person.toString())?.cards ?? []; }
  newest(chain: Hash): Hash | undefined { return this.cards(chain).at(-1)?.name ?? this.logs.get(chain.toString())?.manifests.at(-1)?.name; }

  /** Persons in a circle now, through the newest link of its teams. */
  reached(log: Log): Set<string> {
    const persons = new Set<string>();
    for (const { principal } of log.manifests.at(-1)?.members ?? []) {
      const team = this.logs.get(principal.toString());
      if (team === undefined) persons.add(principal.toString());
      else for (const m of team.manifests.at(-1)?.members ?? []) persons.add(m.principal.toString());
    }
    return persons;
  }

  tell(persons: Iterable<string>, method: string, ...args: unknown[]): void {
    for (const p of persons) for (const w of this.accounts.find((a) => a.person === p)?.wires ?? []) if (w.live) w.push(method, args);
  }

  stale(log: Log): boolean {
    const epoch = log.manifests.at(-1);
    return epoch !== undefined && this.clinic !== undefined && isStale(epoch, this.clinic, this);
  }

  #append(circle: string, log: Log, kind: W.Entry['kind'], bytes: Bytes, name: Hash): W.Entry {
    const before = log.entries.at(-1);
    const entry = { number: log.entries.length + 1, kind, bytes, hash: logNext(before === undefined ? logStart : Hash.from(before.hash), name).bytes, at: this.now };
    log.entries.push(entry);
    const wireEntry = { Number: entry.number, Kind: kind, Bytes: bytes, Hash: entry.hash, At: entry.at };
    if (log.kind > 2) this.tell(this.reached(log), 'Appended', circle, wireEntry);
    if (log.kind <= 2) this.tell(this.accounts.flatMap((a) => a.person ?? []), 'CirclesChanged');
    return entry;
  }

  /** Stores an entry without a check: what a malicious server would. */
  force(circle: string, kind: W.Entry['kind'], bytes: Bytes): void {
    this.#append(circle, this.logs.get(circle) as Log, kind, bytes, Hash.of(bytes.subarray(0, -64)));
  }

  #writer: Promise<unknown> = Promise.resolve();

  /** One writer: whatever is checked is still so when it is stored. */
  #write<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writer.then(work, work);
    this.#writer = turn.catch(() => undefined);
    return turn;
  }

  commit(a: Account, body: W.Commit): Promise<W.CommitReply> {
    return this.#write(() => this.#commit(a, body));
  }

  post(a: Account, bytes: Bytes): Promise<unknown> {
    return this.#write(() => this.#post(a, bytes));
  }

  async #commit(a: Account, body: W.Commit): Promise<W.CommitReply> {
    const manifest = must<Manifest>(Manifest.decode(body.manifest));
    const known = manifest.n === 0 ? undefined : [...this.logs.entries()].find(([, l]) => l.manifests.some((m) => m.name.equals(manifest.prev)));
    const circle = known?.[0] ?? manifest.name.toString();
    const reply = { error: null, circle, number: 0, hash: null, winner: null, newest: null };
    const log: Log = known?.[1] ?? { kind: manifest.kind, entries: [], manifests: [], ids: new Map(), copies: [], opened: [], about: body.about ?? '', title: body.title ?? '', plan: body.plan ?? false, cannotOpen: [] };
    const winner = log.manifests[manifest.n];
    if (winner !== undefined) return same(winner.bytes, manifest.bytes) ? { ...reply, number: 1 } : { ...reply, error: 'Lost', winner: winner.bytes };
    if (a.person !== manifest.author.toString()) throw new Refused('NotAllowed');
    const plan = body.plan === true ? [...this.logs].find(([, l]) => l.plan) : undefined;
    if (plan !== undefined) return { ...reply, error: 'Lost', circle: plan[0], winner: (plan[1].manifests[0] as Manifest).bytes };
    const last = log.entries.at(-1);
    const refusal = await checkManifest(manifest, log.manifests.at(-1), { links: this, clinic: this.clinicId === null ? undefined : hash(this.clinicId), seenN: last?.number ?? 0, seenH: last === undefined ? logStart : Hash.from(last.hash) });
    if (refusal === 'Stale' || refusal === 'WrongSeen') return { ...reply, error: refusal };
    if (refusal !== 'None') throw new Refused(refusal);
    for (const m of manifest.members) {
      const copy = body.copies.find((c) => c.principal === m.principal.toString());
      if (m.copy !== undefined && (copy === undefined || !Hash.of(copy.bytes).equals(m.copy))) throw new Refused('CopyMissing');
    }
    if (this.logs.get(circle) === undefined) this.logs.set(circle, log);
    if (manifest.kind === 1 && manifest.n === 0) this.clinicId = circle;
    const before = new Set(log.manifests.length === 0 ? [] : this.reached(log));
    log.manifests.push(manifest);
    log.copies.push(...body.copies.map((c) => ({ epoch: manifest.n, principal: c.principal, bytes: c.bytes })));
    const entry = this.#append(circle, log, 'manifest', manifest.bytes, manifest.name);
    const after = this.reached(log);
    this.tell([...before, ...after].filter((p) => before.has(p) !== after.has(p)), 'CirclesChanged');
    return { ...reply, number: entry.number, hash: entry.hash };
  }

  async #post(a: Account, bytes: Bytes): Promise<unknown> {
    if (this.dropPosts) throw new Error('The line broke before the commit');
    if (this.refusePosts !== null) return { Error: this.refusePosts, RetryAfter: this.refusePosts === 'Busy' ? 1 : 0 };
    const message = Message.decode(bytes);
    if (typeof message === 'string') return { Error: message };
    const { header } = message;
    const log = this.logs.get(header.circle.toString());
    if (log === undefined || a.person === null || !this.reached(log).has(a.person)) return { Error: 'NotAllowed' };
    const id = `${header.device.toString()} ${message.idText}`;
    const known = log.ids.get(id);
    if (known !== undefined) {
      const entry = log.entries[known.number - 1];
      return same(known.bytes, bytes) ? { Error: null, Number: known.number, Hash: entry?.hash, At: entry?.at } : { Error: 'Different' };
    }
    if (header.epoch !== (log.manifests.at(-1)?.n ?? 0)) return { Error: 'WrongEpoch', Newest: [] };
    if (this.stale(log)) return { Error: 'Stale', Newest: [] };
    if (!(this.cards(header.author).at(-1)?.lists(header.device) ?? false)) return { Error: 'UnknownDevice' };
    if (!same(header.seenH.bytes, header.seenN === 0 ? logStart.bytes : (log.entries[header.seenN - 1]?.hash ?? new Uint8Array(0)))) return { Error: 'WrongSeen' };
    if (!(await message.verifySignature(header.device))) return { Error: 'BadSignature' };
    const entry = this.#append(header.circle.toString(), log, 'message', bytes, message.name);
    log.ids.set(id, { bytes, number: entry.number });
    if (this.loseAnswers > 0) {
      this.loseAnswers--;
      throw new Error('The line broke after the commit');
    }
    return { Error: null, Number: entry.number, Hash: entry.hash, At: entry.at };
  }

  async call(a: Account, wire: FakeWire, method: string, args: unknown[]): Promise<unknown> {
    const log = typeof args[0] === 'string' ? this.logs.get(args[0]) : undefined;
    const circle = args[0] as string;
    switch (method) {
      case 'Hello':
        wire.device = args[0] as Bytes;
        return { Error: a.cards.at(-1)?.devices.some((d) => same(d.bytes, args[0] as Bytes)) === true ? null : 'UnknownDevice' };
      case 'Post': return this.post(a, args[0] as Bytes);
      case 'Since': {
        if (log === undefined) return { Error: 'NotFound', Entries: [], Last: 0, Opened: [] };
        if (log.kind > 2 && !this.reached(log).has(a.person ?? '')) return { Error: 'NotAllowed', Entries: [], Last: 0, Opened: [] };
        const rest = log.entries.slice(args[1] as number, (args[1] as number) + 200);
        return { Error: null, Last: log.entries.length, Entries: rest.map((e) => ({ Number: e.number, Kind: e.kind, Bytes: e.bytes, Hash: e.hash, At: e.at })), Opened: log.opened.map((o) => ({ Person: o.person, Number: o.number, At: o.at })) };
      }
      case 'Opened': {
        const mark = { person: a.person as string, number: args[1] as number, at: this.now };
        log?.opened.push(mark);
        if (log !== undefined) this.tell(this.reached(log), 'OpenedBy', circle, mark.person, mark.number, mark.at);
        return { Error: null };
      }
      case 'Typing':
        if (log !== undefined) this.tell([...this.reached(log)].filter((p) => p !== a.person), 'TypingBy', circle, a.person);
        return { Error: null };
      case 'CannotOpen':
        log?.cannotOpen.push([a.person as string, args[1] as number]);
        if (log !== undefined) this.tell([...this.reached(log)].filter((p) => p !== a.person), 'CircleStale', circle);
        return { Error: null };
      case 'Report':
        if (this.loseReports > 0) {
          this.loseReports--;
          throw new Error('The line broke before it was stored');
        }
        this.reports.push({ person: a.person as string, chain: circle, number: args[1] as number, refusal: args[2] as string });
        return { Error: null };
      default: return { Error: 'Malformed' };
    }
  }

  wire(a: Account): FakeWire {
    const wire = new FakeWire(this, a);
    a.wires.push(wire);
    return wire;
  }

  api(a: Account): Api {
    const ok: W.Reply = { error: null, retryAfter: 0 };
    const on = <A extends unknown[], R>(work: (...args: A) => R | Promise<R>) => async (...args: A): Promise<R> => {
      if (this.down || this.cut.has(a)) throw new Unreachable('down');
      return work(...args);
    };
    const server = this;
    return {
      me: on(() => this.self(a)),
      setup: on(() => { throw new Refused('NotAllowed'); }),
      storeCard: on((body) => {
        const card = must<Card>(Card.decode(body.card));
        if (card.n !== a.cards.length || !Hash.of(body.keyring).equals(card.keyring)) throw new Refused('WrongNumber');
        a.cards.push(card);
        a.person ??= card.name.toString();
        a.keyring = body.keyring;
        a.wraps = body.wraps;
        const invitation = this.invitations.find((i) => i.record === a.id);
        if (invitation !== undefined && card.n === 0) Object.assign(invitation, { person: a.person, tag: body.tag, state: 'joined' });
        return ok;
      }),
      keys: on(() => {
        if (a.cards.length === 0) throw new Refused('NotFound');
        return { cards: a.cards.map((c) => c.bytes), keyring: a.keyring, wraps: a.wraps };
      }),
      cards: on((person) => {
        const links = this.cards(hash(person)).map((c) => c.bytes);
        if (links.length === 0) throw new Refused('NotFound');
        return { links };
      }),
      circles: on(() => ({
        items: [...this.logs].filter(([, l]) => l.kind > 1 && this.reached(l).has(a.person ?? '')).map(([circle, l]) => ({
          circle, kind: l.kind, epoch: l.manifests.length - 1, last: l.entries.length, opened: 0, unread: 0, lastMessageAt: 0, stale: this.stale(l), patient: l.kind === 3 || l.kind === 5 ? 'record' : null, patientName: '', title: l.title, plan: l.plan,
          teams: (l.manifests.at(-1)?.members ?? []).map((m) => m.principal.toString()).filter((p) => this.logs.has(p)),
        })),
      })),
      copies: on((circle, from) => ({
        items: (this.logs.get(circle)?.copies ?? []).filter((c) => c.epoch >= from && (c.principal === a.person || (this.logs.get(c.principal)?.manifests.at(-1)?.members.some((m) => m.principal.toString() === a.person) ?? false))),
      })),
      commit: on(async (body) => {
        const reply = await this.commit(a, body);
        if (this.loseCommitAnswers === 0) return reply;
        this.loseCommitAnswers--;
        throw new Unreachable('The line broke after the commit');
      }),
      clinic: on(() => ({ clinic: this.clinicId, name: this.clinicName, timeZone: 'America/Denver', teams: [...this.teams].map(([team, t]) => ({ team, ...t, listed: this.clinic?.find(hash(team)) !== undefined })) })),
      teamAttributes: on((team, body) => { this.teams.set(team, body); return ok; }),
      invite: on((body) => {
        this.invitations.push({ id: String(this.invitations.length), role: body.role, steward: body.steward, name: body.name, sealed: body.sealed, state: 'open', expiresAt: this.now + 7 * 86_400_000, person: null, tag: null, record: null, by: a.id, tokenHash: toBase64Url(body.tokenHash) });
        return ok;
      }),
      invitations: on(() => ({ items: this.invitations.filter((i) => i.by === a.id) })),
      look: on((token) => {
        const found = this.invitations.find((i) => i.tokenHash === Hash.of(token).toString());
        if (found === undefined) throw new Refused('NotFound');
        return { error: null, role: found.role, name: found.name, clinicName: server.clinicName, clinic: server.clinicId as string };
      }),
      join: on((body) => {
        const found = this.invitations.find((i) => i.tokenHash === Hash.of(body.token).toString());
        if (found === undefined) throw new Refused('NotFound');
        found.record = a.id;
        return ok;
      }),
      vouch: on((bytes) => { this.vouches.push(bytes); return ok; }),
      patients: on(() => ({ items: [] })),
      contacts: on(() => { throw new Refused('NotFound'); }),
replyTemplates: async () => ({ items: [] }),
      results: on((): never => { throw new Refused('NotFound'); }),
      reports: on(() => ({ items: this.reports.map((report) => ({ ...report, at: this.now })) })),
      replyTimes: on(() => ({ open: true, now: this.now, today: this.now, week: this.now })),
      addPush: on((): never => { throw new Refused('NotFound'); }),
    };
  }
}

export class FakeWire implements Wire {
  live = false;
  device: Bytes | undefined;
  readonly asked: [method: string, ...args: unknown[]][] = [];
  readonly #server: FakeServer;
  readonly #account: Account;
  readonly #listeners = new Map<string, (...args: unknown[]) => void>();
  #closed: (error?: Error) => void = () => undefined;

  constructor(server: FakeServer, account: Account) {
    this.#server = server;
    this.#account = account;
  }

  async start(): Promise<void> {
    if (this.#unreachable) throw new Error('no network');
    this.live = true;
  }

  get #unreachable(): boolean { return this.#server.down || this.#server.cut.has(this.#account); }

  async stop(): Promise<void> { this.live = false; }

  async invoke(method: string, ...args: unknown[]): Promise<unknown> {
    if (!this.live || this.#unreachable) throw new SignedOut('not connected');
    this.asked.push([method, ...args]);
    return this.#server.call(this.#account, this, method, args);
  }

  on(method: string, listener: (...args: unknown[]) => void): void { this.#listeners.set(method, listener); }
  onclose(listener: (error?: Error) => void): void { this.#closed = listener; }
  push(method: string, args: unknown[]): void { queueMicrotask(() => this.#listeners.get(method)?.(...args)); }

  drop(): void {
    this.live = false;
    this.#closed(new Error('dropped'));
  }
}

export type { Account };

export function hash(text: string): Hash {
  const value = Hash.parse(text);
  if (value === undefined) throw new Error(`No id: ${text}`);
  return value;
}
