import { useState } from 'preact/hooks';
import type { Care, Clinic, Team } from '../../care/types';
import { useStore } from '../../care/use';
import { Toast, useToast } from '../../view/announce';
import { Banner } from '../../view/banner';
import { ConnectionBanner } from '../../view/connection';
import { Empty, Skeleton } from '../../view/waiting';
import { AddDialog } from './add';
import { MakeDialog } from './make';
import { RemoveDialog } from './remove';
import { TeamCard } from './team-card';
import { teamsWords } from './teams-words';

export type Doing =
  | { readonly is: 'make' }
  | { readonly is: 'add'; readonly team: Team }
  | { readonly is: 'remove'; readonly team: Team; readonly person: string; readonly name: string };

/** The clinic's teams: who is in them, and changes to them by who may make them. */
export function Teams({ care }: { care: Care }) {
  const say = teamsWords();
  const clinic = useStore(care.directory.state);
  const [toast, tell] = useToast();
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      <h1>{say('title')}</h1>
      <ConnectionBanner connection={useStore(care.hub.connection)} />
      <p class="muted">{say('what')}</p>
      {clinic === null ? <Skeleton words={say('loading')} /> : <List care={care} clinic={clinic} tell={tell} onDo={setDoing} />}
      {clinic !== null && doing?.is === 'make' ? <MakeDialog care={care} clinic={clinic} tell={tell} onClose={close} /> : null}
      {clinic !== null && doing?.is === 'add' ? <AddDialog care={care} clinic={clinic} team={doing.team} tell={tell} onClose={close} /> : null}
      {doing?.is === 'remove' ? <RemoveDialog care={care} team={doing.team} person={doing.person} name={doing.name} tell={tell} onClose={close} /> : null}
      <Toast text={toast} />
    </>
  );
}

function List({ care, clinic, tell, onDo }: { care: Care; clinic: Clinic; tell: (words: string) => void; onDo: (doing: Doing) => void }) {
  const say = teamsWords();
  const all = [...clinic.teams, ...clinic.unlisted];
  // Nobody can be in a team who is not on the clinic's list, so nobody else can make one.
  const staff = clinic.staff.some((member) => member.person === care.person);
  return (
    <>
      {clinic.custodian === null && all.length > 0 ? (
        <Banner tone="heed" icon="info" title={say('keepers.title')}>
          {say('keepers')}
        </Banner>
      ) : null}
      {staff ? (
        <p>
          <button type="button" class="btn btn--main" onClick={() => onDo({ is: 'make' })}>
            {say('make')}
          </button>
        </p>
      ) : null}
      {all.length === 0 ? <Empty title={say('none.title')}>{say('none')}</Empty> : null}
      {all.map((team) => (
        <TeamCard key={team.team} care={care} clinic={clinic} team={team} tell={tell} onDo={onDo} />
      ))}
    </>
  );
}
