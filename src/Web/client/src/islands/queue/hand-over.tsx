import { useState } from 'preact/hooks';
import { useStore } from '../../care/use';
import type { Care, Clinic, Team } from '../../care/types';
import type { Id, QueueRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { queueWords } from './queue-words';

export interface HandOverProps {
  care: Care;
  row: QueueRow;
  onDone: (person: Id) => void;
  onClose: () => void;
}

/**
 * Gives a patient to a colleague. One who is not in the row's team joins it first, with what was written before, and the
 * patient sees that they joined; who may not change the team is told who may.
 */
export function HandOver({ care, row, onDone, onClose }: HandOverProps) {
  const say = queueWords();
  const clinic = useStore(care.directory.state);
  const [person, setPerson] = useState<Id | null>(row.coveredBy !== null && row.coveredBy !== care.person ? row.coveredBy : null);
  const team = row.team === null ? null : care.directory.team(row.team);
  const staff = (clinic?.staff ?? []).filter((each) => each.person !== row.owner);
  const inTeam = (id: Id): boolean => team === null || team.members.some((member) => member.person === id);
  const may = team === null || team.mine === 'lead' || clinic?.steward === true;
  const chosen = staff.find((each) => each.person === person);
  const joins = chosen !== undefined && !inTeam(chosen.person);

  const give = async (): Promise<void> => {
    if (chosen === undefined) return;
    if (joins && team !== null) await care.circles.addToTeam(team.team, chosen.person, { history: true });
    await care.hub.ask('HandOver', row.item, chosen.person);
    onDone(chosen.person);
  };

  return (
    <Ask
      title={say('hand.title', { name: row.patientName })}
      act={say('hand.do')}
      missing={chosen === undefined ? say('hand.choose') : joins && !may ? say('hand.barred') : ''}
      working={joins ? say('hand.working', { name: chosen.name }) : say('hand.giving')}
      disabled={staff.length === 0}
      onAct={give}
      onClose={onClose}
    >
      <Choices
        legend={say('hand.who')}
        name="person"
        chosen={person}
        onChoose={setPerson}
        options={[...staff]
          .sort((a, b) => Number(!inTeam(a.person)) - Number(!inTeam(b.person)))
          .map((each) => ({ value: each.person, words: each.person === care.person ? say('hand.me', { name: each.name }) : each.name, ...(team !== null && !inTeam(each.person) ? { hint: say('hand.notIn', { team: team.name }) } : {}) }))}
      />
      {!joins || team === null || clinic === null ? null : (
        <p class="small">{may ? say('hand.joins', { who: chosen.name, team: team.name, name: row.patientName }) : say('hand.ask', { names: whoMay(team, clinic), who: chosen.name, team: team.name })}</p>
      )}
    </Ask>
  );
}

/** Who can add somebody to a team: its leads, and the clinic's stewards. */
function whoMay(team: Team, clinic: Clinic): string {
  const names = [...team.members.filter((member) => member.lead).map((member) => member.name), ...clinic.staff.filter((each) => each.steward).map((each) => each.name)];
  return new Intl.ListFormat(document.documentElement.lang, { type: 'disjunction' }).format([...new Set(names)]);
}
