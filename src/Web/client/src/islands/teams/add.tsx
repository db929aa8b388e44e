import { useState } from 'preact/hooks';
import type { Care, Clinic, Team } from '../../care/types';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { teamsWords } from './teams-words';

/** Someone of the clinic's list joins a team; by default with everything that waits (PROTOCOL section 3). */
export function AddDialog({ care, clinic, team, tell, onClose }: { care: Care; clinic: Clinic; team: Team; tell: (words: string) => void; onClose: () => void }) {
  const say = teamsWords();
  const [person, setPerson] = useState<string | null>(null);
  const [history, setHistory] = useState<'all' | 'new'>('all');
  const [lead, setLead] = useState(false);
  const { name } = team;
  const free = clinic.staff.filter((member) => !team.members.some((m) => m.person === member.person));

  const add = async (): Promise<void> => {
    await care.circles.addToTeam(team.team, person as string, { history: history === 'all', lead });
    tell(say('added', { name, who: free.find((member) => member.person === person)?.name ?? '' }));
  };

  return (
    <Ask
      title={say('add.title', { name })}
      act={say('add.go')}
      missing={person === null ? say('add.missing') : ''}
      working={say('add.working')}
      onAct={add}
      onClose={onClose}
      disabled={free.length === 0}
    >
      {free.length === 0 ? (
        <p>{say('add.none')}</p>
      ) : (
        <>
          <Choices legend={say('add.who')} name="who" chosen={person} onChoose={setPerson} options={free.map((member) => ({ value: member.person, words: member.name }))} />
          <Choices
            legend={say('add.history')}
            name="history"
            chosen={history}
            onChoose={setHistory}
            options={[
              { value: 'all', words: say('add.all'), hint: say('add.all.hint') },
              { value: 'new', words: say('add.new'), hint: say('add.new.hint') },
            ]}
          />
          <label class="choice">
            <input type="checkbox" checked={lead} onChange={(event) => setLead(event.currentTarget.checked)} />
            <span>{say('add.lead')}</span>
          </label>
        </>
      )}
    </Ask>
  );
}
