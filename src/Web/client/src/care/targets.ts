import { type Kind, kinds, type NewMember, roles } from '../crypto';
import type { Beside } from './authoring';
import { id } from './ids';
import type { Directory, Target } from './types';
import type { CircleInfo, Id } from './wire';

/** What a target is called on this device, before and after it has a circle. */
export function keyOf(target: Target): string {
  if ('circle' in target) return target.circle;
  if ('threadWith' in target) return `thread-${target.threadWith}`;
  if ('threadFor' in target) return `thread-${target.threadFor.patient}-${target.threadFor.team}`;
  if ('roomFor' in target) return `room-${target.roomFor.alert}`;
  if ('planOf' in target) return `plan-${target.planOf.patient}`;
  return `channel-${target.about}-${encodeURIComponent(target.title)}-${[...target.channelWith].sort().join('-')}`;
}

/** The circle that is to be made for a target with its first words: kind, members, and what the server is told beside. */
export class Planned {
  readonly #target: Target;
  readonly #person: Id;
  readonly #directory: Directory;

  constructor(target: Target, person: Id, directory: Directory) {
    this.#target = target;
    this.#person = person;
    this.#directory = directory;
  }

  get kind(): Kind {
    if ('threadWith' in this.#target || 'threadFor' in this.#target || 'planOf' in this.#target) return kinds.thread;
    return 'roomFor' in this.#target ? kinds.crisis : kinds.channel;
  }

  get beside(): Beside {
    const target = this.#target;
    if ('roomFor' in target) return { alert: target.roomFor.alert };
    if ('planOf' in target) return { plan: true };
    return 'channelWith' in target ? { about: target.about, title: target.title } : {};
  }

  members(): NewMember[] {
    const target = this.#target;
    if ('threadWith' in target) return [patient(this.#person), member(target.threadWith)];
    if ('threadFor' in target) return [patient(target.threadFor.patient), member(target.threadFor.team)];
    if ('roomFor' in target) return [patient(target.roomFor.patient), ...this.#crisisTeams().map(member)];
    if ('planOf' in target) return [patient(target.planOf.patient), ...[...new Set([...target.planOf.teams, ...this.#crisisTeams()])].map(member)];
    if (!('channelWith' in target)) return [];
    const reached = target.channelWith.some((p) => p === this.#person || (this.#directory.team(p)?.mine ?? null) !== null);
    return [...target.channelWith, ...(reached ? [] : [this.#person])].map(member);
  }

  /** Who will be able to read, the record keepers among them, as the page says before the circle is there. */
  audience(): Id[] {
    const custodian = this.#directory.state.get()?.custodian ?? null;
    return [...this.members().map((m) => m.principal.toString()), ...(custodian === null ? [] : [custodian])];
  }

  isPatient(principal: Id): boolean {
    if ('threadWith' in this.#target) return principal === this.#person;
    if ('threadFor' in this.#target) return principal === this.#target.threadFor.patient;
    if ('planOf' in this.#target) return principal === this.#target.planOf.patient;
    return 'roomFor' in this.#target && principal === this.#target.roomFor.patient;
  }

  /** A name that is not in the clinic's list, before there is a circle. */
  nameOf(principal: Id): string {
    return 'planOf' in this.#target && principal === this.#target.planOf.patient ? this.#target.planOf.name : '';
  }

  /** Which of this person's circles is the target's already, whoever's device began it. */
  isThere({ kind, plan, patient: record, teams }: CircleInfo): boolean {
    const target = this.#target;
    if ('planOf' in target) return plan && record === target.planOf.record;
    return 'threadWith' in target && kind === kinds.thread && !plan && teams.includes(target.threadWith);
  }

  #crisisTeams(): Id[] {
    return (this.#directory.state.get()?.teams ?? []).filter((team) => team.care === 'crisis').map((team) => team.team);
  }
}

const member = (principal: Id): NewMember => ({ principal: id(principal), role: roles.member });
const patient = (principal: Id): NewMember => ({ principal: id(principal), role: roles.patient });
