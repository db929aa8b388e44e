import {
  type Change, CircleAuthor, type CircleReader, type Commit, type Decoded, type Hash, isRefusal, isStale, type Kind, kinds, type Manifest, type NewMember, roles,
} from '../crypto';
import { type Api, lostRaces } from './api';
import type { Chains } from './chains';
import { Refused } from './errors';
import { id } from './ids';
import type { CommitReply, Id } from './wire';

/** What the server is told beside link 0: `about` or `title` of a channel, the alert of a crisis room, that it is a safety plan. */
export interface Beside { readonly about?: string; readonly title?: string; readonly alert?: string; readonly plan?: boolean }

/** Commits links of circles for this device: starts, changes, repairs; loses races and decides afresh. */
export class Authoring {
  readonly #chains: Chains;
  readonly #api: Pick<Api, 'commit'>;
  readonly #author: CircleAuthor;
  readonly #now: () => number;

  constructor(chains: Chains, api: Pick<Api, 'commit'>, now: () => number) {
    this.#chains = chains;
    this.#api = api;
    this.#now = now;
    this.#author = new CircleAuthor(chains.device, chains.links.newestKnown);
  }

  /** Makes link 0, with the newest links of its members. Nothing is posted. */
  async draft(kind: Kind, members: readonly NewMember[]): Promise<Commit> {
    await this.#chains.followLinks(this.#chains.clinic.toString());
    await this.#chains.refresh([...members.map((m) => m.principal), ...this.#custodian()]);
    const commit = await this.#author.start(kind, members, this.#now());
    if (isRefusal(commit)) throw new Refused(commit);
    return commit;
  }

  /** Starts a circle with one try after another; a caller who must not start two keeps a `draft` and posts it. */
  async start(kind: Kind, members: readonly NewMember[], beside: Beside = {}): Promise<Id> {
    for (let attempt = 0; ; attempt++) {
      const reply = await this.post(await this.draft(kind, members), beside);
      if (isDone(reply)) return reply.circle;
      if (attempt === 4 || !lostRaces.includes(reply.error as string)) throw new Refused(reply.error as string, reply);
    }
  }

  post({ manifest, copies }: Commit, beside: Beside = {}): Promise<CommitReply> {
    return this.#api.commit({ manifest: manifest.bytes, copies: copies.map((c) => ({ principal: c.principal.toString(), bytes: c.bytes })), ...beside });
  }

  /** Commits what `want` asks for on a team or conversation, looking again after every lost race; null when nothing is left to do. */
  async change(circle: Id, want: (newest: Manifest) => Change | null): Promise<void> {
    await this.#untilCommitted(want, {
      newest: async () => (await this.#newest(circle)).newest,
      make: async (change) => this.#author.change(this.#chains.reader(circle), change, this.#now()),
      follow: async () => void (await this.#follow(circle)),
    });
  }

  /** The same for the clinic's list, by a steward. */
  async changeClinic(want: (newest: Manifest) => Change | null): Promise<void> {
    const clinic = this.#chains.clinic;
    const follow = (): Promise<void> => this.#chains.followLinks(clinic.toString());
    await this.#untilCommitted(want, {
      newest: async () => {
        await follow();
        const list = this.#chains.links.newestClinic;
        await Promise.all((list?.members ?? []).filter((m) => m.role === roles.steward).map((m) => this.#chains.card(m.principal.toString())));
        return list;
      },
      make: (change) => this.#author.changeClinic(this.#chains.links.chain(clinic), change, this.#now()),
      follow,
    });
  }

  /** Makes the next epoch when the newest one is stale, or is the one that a member could not open, as the server says. */
  async repair(circle: Id, notOpening?: number): Promise<void> {
    await this.change(circle, (newest) => (this.isStale(newest) || newest.n === notOpening ? {} : null));
  }

  /** Whether an epoch names a key, a list or a custodian that is not the newest known here. */
  isStale(epoch: Manifest): boolean {
    const clinic = this.#chains.links.newestClinic;
    return clinic !== undefined && isStale(epoch, clinic, this.#chains.links.newestKnown);
  }

  /** Follows a team or conversation, and all that its next epoch names. */
  async #newest(circle: Id): Promise<CircleReader> {
    const reader = await this.#follow(circle);
    if (reader.stoppedBy !== 'None') throw new Refused('Stopped');
    await this.#chains.refresh([...(reader.newest?.members ?? []).map((m) => m.principal), ...(reader.newest?.kind === kinds.team ? [] : this.#custodian())]);
    return reader;
  }

  async #follow(circle: Id): Promise<CircleReader> {
    if (this.#chains.links.chain(id(circle)).length === 0) return this.#chains.follow(circle);
    await this.#chains.followLinks(circle);
    const reader = this.#chains.teamReader(circle);
    // Only who is in a team can make its next epoch.
    if (reader === undefined) throw new Refused('AuthorNotMember');
    return reader;
  }

  async #untilCommitted(want: (newest: Manifest) => Change | null, circle: { newest(): Promise<Manifest | undefined>; make(change: Change): Promise<Decoded<Commit>>; follow(): Promise<void> }): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      const newest = await circle.newest();
      if (newest === undefined) throw new Refused('UnknownLink');
      const change = want(newest);
      if (change === null) return;
      // A team that comes onto the clinic's list needs no head there.
      await this.#chains.refresh([...(change.add ?? []), ...(change.roles ?? [])].filter((m) => m.role < roles.team).map((m) => m.principal));
      const commit = await circle.make(change);
      const error = isRefusal(commit) ? commit : (await this.post(commit)).error;
      if (error === null || error === undefined) return circle.follow();
      if (attempt === 4 || !lostRaces.includes(error)) throw new Refused(error);
    }
  }

  #custodian(): Hash[] {
    return (this.#chains.links.newestClinic?.members ?? []).filter((m) => m.role === roles.custodian).map((m) => m.principal);
  }
}

/** Whether a commit is stored; a crisis room or plan that another device started first, and a link 0 that is there already, count too. */
export function isDone(reply: CommitReply): boolean {
  return reply.error === null || reply.error === undefined || (reply.error === 'Lost' && reply.circle !== '');
}
