import { useId, useState } from 'preact/hooks';
import type { Care, Clinic, Team } from '../../care/types';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import { Owner } from '../../view/owner';
import type { Doing } from './teams';
import { teamsWords } from './teams-words';

/** One team: its people, and what this person may do with it. */
export function TeamCard(props: { care: Care; clinic: Clinic; team: Team; tell: (words: string) => void; onDo: (doing: Doing) => void }) {
  const { care, clinic, team, onDo } = props;
  const say = teamsWords();
  const id = useId();
  // A lead changes the team, or a steward who is in it (PROTOCOL section 2).
  const may = team.mine === 'lead' || (team.mine !== null && clinic.steward);
  return (
    <section class="card stack-s" aria-labelledby={id}>
      <div>
        <h2 id={id}>{team.name}</h2>
        <p class="small muted">{say(`care.${team.care}`)}</p>
      </div>
      {team.listed ? null : <Unlisted {...props} />}
      <ul role="list" class="facts">
        {team.members.map((member) => (
          <li key={member.person} class="row row--apart">
            <span class="row">
              <Owner name={member.name} you={member.person === care.person}>
                {member.name}
              </Owner>
              <span class="small muted">{[member.person === care.person ? say('you') : '', member.lead ? say('lead') : ''].filter((part) => part !== '').join(', ')}</span>
            </span>
            {may && member.person !== care.person ? (
              <button
                type="button"
                class="btn btn--quiet"
                aria-label={say('remove.title', { who: member.name, name: team.name })}
                onClick={() => onDo({ is: 'remove', team, person: member.person, name: member.name })}
              >
                {say('remove')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <p>
          <button type="button" class="btn" aria-label={say('add', { name: team.name })} onClick={() => onDo({ is: 'add', team })}>
            {say('add.short')}
          </button>
        </p>
      ) : null}
    </section>
  );
}

function Unlisted({ care, clinic, team, tell }: { care: Care; clinic: Clinic; team: Team; tell: (words: string) => void }) {
  const say = teamsWords();
  const [working, setWorking] = useState(false);
  const list = async (): Promise<void> => {
    if (working) return;
    setWorking(true);
    if (await attempt(() => care.circles.listTeam(team.team, team.care === 'records' ? 'custodian' : 'team', team.name), tell)) tell(say('listed', { name: team.name }));
    setWorking(false);
  };
  return (
    <>
      <p class="next small">
        <Icon name="info" />
        <span>
          {say('unlisted')} {clinic.steward ? null : say('unlisted.wait')}
        </span>
      </p>
      {clinic.steward ? (
        <p>
          <button type="button" class="btn btn--main" aria-disabled={working ? 'true' : undefined} onClick={() => void list()}>
            {working ? say('listing') : say('list', { name: team.name })}
          </button>
        </p>
      ) : null}
    </>
  );
}
