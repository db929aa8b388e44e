import { useState } from 'preact/hooks';
import type { Care, Conversation, Team } from '../../care/types';
import type { Id, QueueRow, RerouteReason } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { queueWords } from './queue-words';

const reasons: readonly RerouteReason[] = ['their-kind-of-care', 'cover-needed', 'needs-prescriber', 'needs-front-desk', 'patient-asked'];

export interface RerouteProps {
  care: Care;
  row: QueueRow;
  /** The row's thread; null when it has none. */
  talk: Conversation | null;
  onDone: (team: Team) => void;
  onClose: () => void;
}

/** Gives a patient to another team: first the team can read the conversation, then it waits in their queue. */
export function Reroute({ care, row, talk, onDone, onClose }: RerouteProps) {
  const say = queueWords();
  const [team, setTeam] = useState<Id | null>(null);
  const [reason, setReason] = useState<RerouteReason | null>(null);
  const teams = (care.directory.state.get()?.teams ?? []).filter((each) => each.listed && !each.custodian && each.team !== row.team);
  const chosen = teams.find((each) => each.team === team);

  const reroute = async (): Promise<void> => {
    if (chosen === undefined || reason === null) return;
    const reads = talk === null || talk.state.get().readers.teams.some((each) => each.team === chosen.team);
    if (!reads) await talk.addMember(chosen.team, true);
    await care.hub.ask('Reroute', row.item, chosen.team, reason);
    onDone(chosen);
  };

  return (
    <Ask
      title={say('reroute.title', { name: row.patientName })}
      act={say('reroute.do')}
      missing={chosen === undefined || reason === null ? say('reroute.choose') : ''}
      working={say('reroute.working')}
      disabled={teams.length === 0}
      onAct={reroute}
      onClose={onClose}
    >
      {teams.length === 0 ? (
        <p>{say('reroute.none')}</p>
      ) : (
        <>
          <Choices legend={say('reroute.team')} name="team" chosen={team} onChoose={setTeam} options={teams.map((each) => ({ value: each.team, words: each.name }))} />
          <Choices legend={say('reroute.why')} name="reason" chosen={reason} onChoose={setReason} options={reasons.map((each) => ({ value: each, words: say(`reroute.why.${each}`) }))} />
          {chosen === undefined || talk === null ? null : <p class="small">{say('reroute.reads', { team: chosen.name, name: row.patientName })}</p>}
        </>
      )}
    </Ask>
  );
}
