import type { CircleReader } from './circleReader';
import { seal } from './hpke';
import { ReceivingSeed } from './keys';
import { commitmentOf, copyInfo, secretLength, teamSeedOf, writeCopy } from './secrets';
import type { UnlockedDevice } from './unlockedDevice';
import { absent, type Bytes, concat, random } from './verification/bytes';
import { Hash } from './verification/hash';
import type { Links } from './verification/links';
import { logNext, logStart } from './verification/log';
import { type Kind, kinds, Manifest, type Member, type Role, roles, writeManifest } from './verification/manifest';
import { checkManifest } from './verification/manifestRules';
import { type Decoded, isRefusal, type Refusal } from './verification/refusal';
import { custodianOf } from './verification/shapes';
import { receivingKeyOf } from './verification/staleness';

/** A principal to be listed. `name` in a clinic only. */
export interface NewMember {
  readonly principal: Hash;
  readonly role: Role;
  /**
   * First epoch whose secret the member gets. Left out: 0 in a team, so that cover can read what waits; the new epoch
   * ("from now on") everywhere else. Give 0 to share the whole history.
   */
  readonly since?: number;
  readonly name?: string;
}

/** What is to change beside the repair that every change makes too. */
export interface Change {
  readonly add?: readonly NewMember[];
  readonly remove?: readonly Hash[];
  /** Shares more history with who is in already. */
  readonly lower?: readonly { readonly principal: Hash; readonly since: number }[];
  readonly roles?: readonly { readonly principal: Hash; readonly role: Role }[];
  /** In a clinic. */
  readonly names?: readonly { readonly principal: Hash; readonly name: string }[];
}

/** A manifest with one sealed copy per member that takes one, in the order of its members: what `POST /api/commits` wants. */
export interface Commit {
  readonly manifest: Manifest;
  readonly copies: readonly { readonly principal: Hash; readonly bytes: Bytes }[];
}

type Draft = Omit<Member, 'head' | 'copy'>;

/** What an author needs of a circle's reader. */
type View = Pick<CircleReader, 'stoppedBy' | 'newest' | 'position' | 'positionHash' | 'earliest' | 'secret'>;

/**
 * Makes links of circles for one person's device (PROTOCOL sections 2 and 3). Every method answers with what to post, or with
 * the refusal that the server would give too. Nothing is changed here: after the server accepted it, the link comes back
 * through the circle's reader like anybody's; when it answers `Lost`, apply the winner and decide afresh.
 *
 * Heads are the newest known links: bring them up to date first.
 */
export class CircleAuthor {
  readonly #device: UnlockedDevice;
  readonly #newest: Links;

  /** `newest` must answer with the newest known links, as `LinkStore.newestKnown` does. A founder's device has no clinic. */
  constructor(device: UnlockedDevice, newest: Links) {
    this.#device = device;
    this.#newest = newest;
  }

  /** Link 0. The clinic's custodian joins every conversation but a journal without being named. */
  start(kind: Kind, members: readonly NewMember[], time: number): Promise<Decoded<Commit>> {
    const drafts = members.map((m) => ({ principal: m.principal, role: m.role, since: 0, name: m.name ?? '' }));
    return this.#build(kind, undefined, this.#withCustodian(kind, drafts, 0), time);
  }

  /** Newest heads; without whom the clinic no longer lists; the clinic's custodian swapped in. Any member may. */
  repair(reader: CircleReader, time: number): Promise<Decoded<Commit>> {
    return this.change(reader, {}, time);
  }

  /** Anything else that the person has the right to, and the repair with it. */
  change(reader: CircleReader, change: Change, time: number): Promise<Decoded<Commit>> {
    return this.#changeFrom(reader, change, time);
  }

  /** The same for the clinic's own chain, which has no secrets: `links` oldest first, all of them. */
  changeClinic(links: readonly Manifest[], change: Change, time: number): Promise<Decoded<Commit>> {
    return this.#changeFrom({
      stoppedBy: 'None', newest: links.at(-1), position: links.length, earliest: links.length, secret: () => undefined,
      positionHash: links.reduce((h, link) => logNext(h, link.name), logStart),
    }, change, time);
  }

  #changeFrom(reader: View, change: Change, time: number): Promise<Decoded<Commit>> {
    if (reader.stoppedBy !== 'None') return Promise.resolve('Stopped');
    const previous = reader.newest;
    if (previous === undefined) return Promise.resolve('UnknownLink');
    const n = previous.n + 1;
    const removed = new Set((change.remove ?? []).map(String));
    const wanted = (principal: Hash) => (x: { principal: Hash }): boolean => x.principal.equals(principal);
    const drafts: Draft[] = this.#stillListed(previous).filter((m) => !removed.has(m.principal.toString())).map((m) => ({
      principal: m.principal,
      role: change.roles?.find(wanted(m.principal))?.role ?? m.role,
      since: change.lower?.find(wanted(m.principal))?.since ?? m.since,
      name: change.names?.find(wanted(m.principal))?.name ?? m.name,
    }));
    for (const m of change.add ?? []) {
      drafts.push({ principal: m.principal, role: m.role, since: m.since ?? (previous.kind === kinds.team ? 0 : n), name: m.name ?? '' });
    }
    return this.#build(previous.kind, reader, this.#withCustodian(previous.kind, drafts, n), time);
  }

  get #clinicManifest(): Manifest | undefined {
    const { clinic } = this.#device;
    const name = clinic && this.#newest.newest(clinic);
    return name && this.#newest.manifest(name);
  }

  #stillListed(previous: Manifest): readonly Member[] {
    const clinic = this.#clinicManifest;
    if (previous.kind === kinds.clinic || previous.kind === kinds.journal || clinic === undefined) return previous.members;
    const before = previous.clinicLink && this.#newest.manifest(previous.clinicLink);
    return previous.members.filter((m) => {
      const listed = clinic.find(m.principal);
      if (m.role === roles.patient && previous.kind !== kinds.team) return true;
      const replaced = before?.find(m.principal)?.role === roles.custodian && listed?.role !== roles.custodian;
      return listed !== undefined && !replaced;
    });
  }

  #withCustodian(kind: Kind, drafts: readonly Draft[], n: number): readonly Draft[] {
    const clinic = this.#clinicManifest;
    const custodian = kind > kinds.team && kind !== kinds.journal && clinic ? custodianOf(clinic) : undefined;
    if (custodian === undefined || drafts.some((m) => m.principal.equals(custodian.principal))) return drafts;
    return [...drafts, { principal: custodian.principal, role: roles.member, since: n, name: '' }];
  }

  async #build(kind: Kind, reader: View | undefined, drafts: readonly Draft[], time: number): Promise<Decoded<Commit>> {
    const previous = reader?.newest;
    const n = previous === undefined ? 0 : previous.n + 1;
    const prev = previous?.name ?? Hash.from(random(32));
    const hasHead = (m: Draft): boolean => kind !== kinds.clinic || m.role === roles.steward;
    const members: Member[] = [...drafts].sort((a, b) => a.principal.compare(b.principal))
      .map((m) => ({ ...m, head: hasHead(m) ? this.#newest.newest(m.principal) : undefined, copy: undefined }));
    if (members.some((m) => hasHead(m) && m.head === undefined)) return 'UnknownLink';
    const secret = kind === kinds.clinic ? undefined : random(secretLength);
    const sealed = secret === undefined ? [] : await this.#sealCopies(reader, members, secret, prev, n);
    if (isRefusal(sealed)) return sealed;
    const body = writeManifest({
      kind, n, prev,
      seenN: reader?.position ?? 0,
      seenH: reader?.positionHash ?? logStart,
      clinicLink: kind === kinds.clinic ? undefined : this.#clinicManifest?.name,
      members: members.map((m, i) => (sealed[i] === undefined ? m : { ...m, copy: Hash.of(sealed[i].bytes) })),
      commitment: secret && commitmentOf(secret, prev),
      teamKey: kind === kinds.team && secret ? await teamKeyOf(secret, prev) : absent,
      author: this.#device.person, device: this.#device.key.publicKey, time,
    });
    secret?.fill(0);
    const manifest = Manifest.decode(await this.#device.key.sign(body));
    if (isRefusal(manifest)) return manifest;
    const refusal = await this.#check(manifest, reader);
    return refusal === 'None' ? { manifest, copies: sealed } : refusal;
  }

  #check(manifest: Manifest, reader: View | undefined): Promise<Refusal> {
    const context = {
      links: this.#newest, clinic: this.#device.clinic, seenN: reader?.position ?? 0, seenH: reader?.positionHash ?? logStart,
    };
    return checkManifest(manifest, reader?.newest, context);
  }

  /** One copy per member. `from` is n for who stays; `since`, or the author's earliest, for new ones and where it was lowered. */
  async #sealCopies(
    reader: View | undefined, members: readonly Member[], secret: Bytes, prev: Hash, n: number,
  ): Promise<Decoded<{ principal: Hash; bytes: Bytes }[]>> {
    const copies: { principal: Hash; bytes: Bytes }[] = [];
    for (const { principal, head, since } of members) {
      const before = reader?.newest?.find(principal);
      const from = before !== undefined && before.since <= since ? n : Math.max(Math.min(since, n), reader?.earliest ?? n);
      const older: Bytes[] = [];
      for (let e = from; e < n; e++) older.push(reader?.secret(e) as Bytes);
      const key = receivingKeyOf(head as Hash, this.#newest);
      if (key === undefined) return 'UnknownLink';
      const plaintext = writeCopy(from, concat(...older, secret));
      copies.push({ principal, bytes: await seal(key, copyInfo(prev, n, principal, head as Hash), plaintext) });
      plaintext.fill(0);
    }
    return copies;
  }
}

async function teamKeyOf(secret: Bytes, prev: Hash): Promise<Bytes> {
  const raw = teamSeedOf(secret, prev);
  const seed = await ReceivingSeed.fromSeed(raw);
  raw.fill(0);
  seed.dispose();
  return seed.publicKey;
}
