import { type Bytes, kinds, roles, utf8, writeVouch } from '../crypto';
import type { Api } from './api';
import type { Authoring } from './authoring';
import type { Chains } from './chains';
import { Refused, Unreachable } from './errors';
import { id } from './ids';
import type { CircleActions, NewTeamMember } from './types';
import type { Care as KindOfCare, CircleInfo, Id } from './wire';

export interface CircleParts {
  readonly chains: Chains;
  readonly authoring: Authoring;
  readonly api: Pick<Api, 'teamAttributes' | 'vouch' | 'circles'>;
  readonly now: () => number;
  /** Reads the clinic's list and teams again, for the page. */
  readonly changed: () => Promise<void>;
}

/** Changes to teams and to the clinic's list, as a person asks for them on a page. Failures are Refused or Unreachable. */
export class CareCircles implements CircleActions {
  readonly #parts: CircleParts;

  constructor(parts: CircleParts) {
    this.#parts = parts;
  }

  async createTeam(name: string, care: KindOfCare, members: readonly NewTeamMember[]): Promise<Id> {
    const { authoring, api, chains } = this.#parts;
    const own = chains.person.toString();
    // Nobody can make a team without being in it (PROTOCOL section 2, Author).
    const all = [{ person: own, lead: true }, ...members.filter((m) => m.person !== own)];
    const team = await authoring.start(kinds.team, all.map((m) => ({ principal: id(m.person), role: m.lead ? roles.lead : roles.member })));
    await api.teamAttributes(team, { care, proposedName: name });
    await this.#parts.changed();
    return team;
  }

  async addToTeam(team: Id, person: Id, options: { readonly history?: boolean; readonly lead?: boolean } = {}): Promise<void> {
    await this.#parts.authoring.change(team, (newest) => {
      if (newest.find(id(person)) !== undefined) return null;
      const since = options.history === false ? newest.n + 1 : 0;
      return { add: [{ principal: id(person), role: options.lead === true ? roles.lead : roles.member, since }] };
    });
    await this.#afterTeamChange(team);
  }

  async removeFromTeam(team: Id, person: Id): Promise<void> {
    await this.#parts.authoring.change(team, (newest) => (newest.find(id(person)) === undefined ? null : { remove: [id(person)] }));
    await this.#afterTeamChange(team);
  }

  async listTeam(team: Id, as: 'team' | 'custodian', name: string): Promise<void> {
    await this.#list(team, as === 'team' ? roles.team : roles.custodian, name);
    await this.repairStale();
  }

  async listStaff(person: Id, name: string, steward: boolean): Promise<void> {
    await this.#list(person, steward ? roles.steward : roles.staff, name);
  }

  async unlist(principal: Id): Promise<void> {
    await this.#parts.authoring.changeClinic((newest) => (newest.find(id(principal)) === undefined ? null : { remove: [id(principal)] }));
    await this.#parts.changed();
    await this.repairStale();
  }

  async vouch(person: Id, record: string, method: 1 | 2): Promise<void> {
    const { chains, api, now } = this.#parts;
    await chains.followLinks(chains.clinic.toString());
    const clinicLink = chains.links.newestClinic?.name;
    if (clinicLink === undefined) throw new Refused('UnknownLink');
    const { key } = chains.device;
    const body = writeVouch({ clinicLink, person: id(person), record: recordBytes(record), method, author: chains.person, device: key.publicKey, time: now() });
    await api.vouch(await key.sign(body));
  }

  /**
   * Repairs the stale teams, then the stale conversations that this device can read, so that who came can write too and who left
   * reads no further. What cannot be repaired now is repaired with its next message, by whoever writes it.
   */
  async repairStale(): Promise<void> {
    const { authoring, api } = this.#parts;
    const stale = (await api.circles()).items.filter((circle) => circle.stale && !forKeepersOnly(circle));
    for (const { circle, epoch } of [...stale].sort(teamsFirst)) await this.#repair(() => authoring.repair(circle, epoch));
  }

  async #repair(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Refused) && !(error instanceof Unreachable)) throw error;
    }
  }

  async #list(principal: Id, role: 0 | 1 | 3 | 4, name: string): Promise<void> {
    await this.#parts.authoring.changeClinic((newest) => {
      const listed = newest.find(id(principal));
      if (listed?.role === role && listed.name === name) return null;
      if (listed === undefined) return { add: [{ principal: id(principal), role, name }] };
      return { roles: [{ principal: id(principal), role }], names: [{ principal: id(principal), name }] };
    });
    await this.#parts.changed();
  }

  async #afterTeamChange(team: Id): Promise<void> {
    await this.#parts.chains.followLinks(team);
    await this.#parts.changed();
    await this.repairStale();
  }
}

/** Record keepers see their circles by id alone, and open them only when they must: each time is written down. */
const forKeepersOnly = (circle: CircleInfo): boolean => circle.kind > kinds.team && circle.patient === null && circle.title === '';

const teamsFirst = (a: CircleInfo, b: CircleInfo): number => a.kind - b.kind;

/** The record as a vouch names it: the UUID's 36 characters. */
export function recordBytes(record: string): Bytes {
  return utf8(record.toLowerCase());
}
