import type { Readers, Team } from './types';
import type { Id } from './wire';

/** Who can read a conversation with these members: the patient, teams with their people, persons, the record keepers. */
export function readersOf(members: readonly { readonly principal: Id; readonly patient: boolean }[], who: { person: Id; nameOf(principal: Id): string; team(team: Id): Team | null }): Readers {
  const of = (principal: Id) => ({ person: principal, name: who.nameOf(principal), own: principal === who.person });
  const patient = members.find((m) => m.patient);
  const others = members.filter((m) => !m.patient);
  const teams = others.map((m) => who.team(m.principal)).filter((team) => team !== null);
  const people = others.filter((m) => who.team(m.principal) === null).map((m) => of(m.principal));
  const readers = [...(patient === undefined ? [] : [patient.principal]), ...people.map((p) => p.person), ...teams.filter((t) => !t.custodian).flatMap((t) => t.members.map((m) => m.person))];
  return {
    patient: patient === undefined ? null : of(patient.principal),
    teams: teams.filter((team) => !team.custodian),
    people,
    custodian: teams.find((team) => team.custodian) ?? null,
    others: new Set(readers.filter((person) => person !== who.person)).size,
  };
}

/** Record keepers who are not in the conversation in any other way: what they open is not "opened by the team". */
export function keepersOnly({ patient, people, teams, custodian }: Readers): ReadonlySet<Id> {
  const inside = new Set([patient?.person, ...people.map((p) => p.person), ...teams.flatMap((team) => team.members.map((m) => m.person))]);
  return new Set(custodian?.members.map((m) => m.person).filter((person) => !inside.has(person)));
}
