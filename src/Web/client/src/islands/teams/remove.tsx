import type { Care, Team } from '../../care/types';
import type { Id } from '../../care/wire';
import { Ask } from '../../view/ask';
import { teamsWords } from './teams-words';

/** Someone leaves a team: everybody else gets new keys. */
export function RemoveDialog({ care, team, person, name: who, tell, onClose }: { care: Care; team: Team; person: Id; name: string; tell: (words: string) => void; onClose: () => void }) {
  const say = teamsWords();
  const { name } = team;
  return (
    <Ask
      title={say('remove.title', { who, name })}
      act={say('remove.go', { who })}
      missing=""
      working={say('remove.working')}
      onAct={async () => {
        await care.circles.removeFromTeam(team.team, person);
        tell(say('removed', { who, name }));
      }}
      onClose={onClose}
    >
      <p>{say('remove.what', { who, name })}</p>
    </Ask>
  );
}
