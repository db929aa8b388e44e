import { isStaff, isTeam, type Manifest, roles } from '../crypto';
import type { Api } from './api';
import type { Chains } from './chains';
import { Refused } from './errors';
import { id } from './ids';
import { type Readable, Store } from './store';
import type { Clinic, Directory, Team, Trouble } from './types';
import type { ClinicInfo, Id } from './wire';

/** The clinic's signed list and its teams' chains as names and members. Nothing here is believed of the server but the kind of care. */
export class CareDirectory implements Directory {
  readonly state = new Store<Clinic | null>(null);
  readonly trouble: Readable<readonly Trouble[]>;
  readonly ready: Promise<void>;
  readonly #chains: Chains;
  readonly #api: Pick<Api, 'clinic'>;
  #told: () => void = () => undefined;
  #running: Promise<void> | null = null;
  #wanted = false;

  constructor(chains: Chains, api: Pick<Api, 'clinic'>) {
    this.#chains = chains;
    this.#api = api;
    this.trouble = chains.trouble;
    this.ready = new Promise((resolve) => { this.#told = resolve; });
  }

  /** Reads on in all chains. Calls while one runs are answered by one more. */
  async load(): Promise<void> {
    this.#wanted = true;
    this.#running ??= this.#loop().finally(() => { this.#running = null; });
    return this.#running;
  }

  nameOf(principal: Id): string | null {
    const hash = id(principal);
    for (const list of this.#lists()) {
      const name = list.find(hash)?.name;
      if (name !== undefined && name !== '') return name;
    }
    return this.state.get()?.unlisted.find((t) => t.team === principal)?.name ?? null;
  }

  team(team: Id): Team | null {
    const clinic = this.state.get();
    return clinic?.teams.find((t) => t.team === team) ?? clinic?.unlisted.find((t) => t.team === team) ?? null;
  }

  async #loop(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false;
      const clinic = this.#chains.clinic.toString();
      const [info] = await Promise.all([this.#api.clinic(), this.#chains.followLinks(clinic)]);
      const list = this.#chains.links.newestClinic;
      if (list === undefined) continue;
      const teams = new Set([...list.members.filter(isTeam).map((m) => m.principal.toString()), ...info.teams.map((t) => t.team)]);
      await Promise.all([...teams].map((team) => this.#follow(team)));
      this.state.set(this.#picture(list, info, [...teams]));
      this.#told();
    }
  }

  /** A team that the server refuses to show is reported; the others go on. */
  async #follow(team: Id): Promise<void> {
    try {
      await this.#chains.followLinks(team);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#chains.report(team, 'team', this.#chains.links.chain(id(team)).length, error.reason);
    }
  }

  #picture(list: Manifest, info: ClinicInfo, teams: readonly Id[]): Clinic {
    const all = teams.map((team) => this.#team(team, list, info)).filter((t) => t !== null);
    const staff = list.members.filter(isStaff).map((m) => ({ person: m.principal.toString(), name: m.name, steward: m.role === roles.steward })).sort(byName);
    return {
      id: this.#chains.clinic.toString(), name: info.name, staff,
      teams: all.filter((t) => t.listed).sort(byName), unlisted: all.filter((t) => !t.listed),
      custodian: all.find((t) => t.custodian)?.team ?? null,
      stewards: staff.filter((s) => s.steward).length,
      steward: list.find(this.#chains.person)?.role === roles.steward,
    };
  }

  #team(team: Id, list: Manifest, info: ClinicInfo): Team | null {
    const newest = this.#chains.links.chain(id(team)).at(-1);
    if (newest === undefined) return null;
    const listed = list.find(id(team));
    const attributes = info.teams.find((t) => t.team === team);
    const own = newest.find(this.#chains.person);
    return {
      team, name: listed?.name ?? attributes?.proposedName ?? '', care: attributes?.care ?? 'other', listed: listed !== undefined,
      custodian: listed?.role === roles.custodian,
      members: newest.members.map((m) => ({ person: m.principal.toString(), name: this.nameOf(m.principal.toString()) ?? '', lead: m.role === roles.lead })).sort(byName),
      mine: own === undefined ? null : own.role === roles.lead ? 'lead' : 'member',
    };
  }

  /** The clinic's lists, newest first: who has left is still named by the last one that listed them. */
  *#lists(): Iterable<Manifest> {
    yield* [...this.#chains.links.chain(this.#chains.clinic)].reverse();
  }
}

/** As people look for names; the chains order by key. */
const byName = (a: { readonly name: string }, b: { readonly name: string }): number => a.name.localeCompare(b.name);
