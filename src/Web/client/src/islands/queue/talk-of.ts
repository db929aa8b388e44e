import type { Care, Conversation, Team } from '../../care/types';
import { Kind, type QueueRow } from '../../care/wire';

/** The teams whose name a person can write under: theirs, listed, and not the record keepers. */
export const writingTeams = (care: Care): readonly Team[] =>
  (care.directory.state.get()?.teams ?? []).filter((team) => team.mine !== null && team.listed && !team.custodian);

/**
 * Where this person and the row's patient can talk: the row's thread; else one that a team of theirs has with the
 * patient; else one that begins with the first words. Null when none can be: the patient has no keys, or this person no team.
 * `apart`: the row's own thread cannot be read here, so another one is wanted.
 */
export function talkOf(care: Care, row: QueueRow, apart = false): Conversation | null {
  if (row.circle !== null && !apart) return care.conversation({ circle: row.circle });
  const teams = writingTeams(care);
  const known = care.mine.get()?.find(
    (circle) => circle.kind === Kind.thread && !circle.plan && circle.patient === row.patient && circle.circle !== row.circle && teams.some((team) => circle.teams.includes(team.team)),
  );
  if (known !== undefined) return care.conversation({ circle: known.circle });
  const team = teams.find((each) => each.team === row.team) ?? teams.find((each) => each.care !== 'crisis') ?? teams[0];
  if (row.patientPerson === null || team === undefined) return null;
  return care.conversation({ threadFor: { patient: row.patientPerson, team: team.team } });
}
