import { useState } from 'preact/hooks';
import type { Invitee, Pending } from '../../care/invitations';
import type { Care, Clinic } from '../../care/types';
import { useStore } from '../../care/use';
import { Banner } from '../../view/banner';
import { Toast, useToast } from '../../view/announce';
import { ConnectionBanner } from '../../view/connection';
import { failureWords } from '../../view/failures';
import { Skeleton } from '../../view/waiting';
import { InviteDialog } from './invite';
import { LinkDialog, Links } from './links';
import { Patients } from './patients';
import { peopleWords } from './people-words';
import { Reports } from './reports';
import { Staff } from './staff';
import { type InvitationsPort, type PeopleLists, usePeople, useReports } from './use-people';
import { WaitingList } from './waiting-list';

export interface PeopleProps { care: Care; invitations: InvitationsPort; origin: string }

interface Link { readonly name: string; readonly fragment: string }

/** Who is in the clinic: staff by its signed list, patients by its record; invitations, and who waits to be confirmed. */
export function People({ care, invitations, origin }: PeopleProps) {
  const say = peopleWords();
  const clinic = useStore(care.directory.state);
  const [toast, tell] = useToast();
  const [lists, look] = usePeople(care, invitations, (error) => tell(failureWords(error)));
  const reports = useReports(care, care.self.role === 'administrator' || clinic?.steward === true, (error) => tell(failureWords(error)));
  const [inviting, setInviting] = useState(false);
  const [link, setLink] = useState<Link | null>(null);

  const invite = async (invitee: Invitee): Promise<void> => {
    const fragment = await invitations.invite(invitee);
    setLink({ name: invitee.name, fragment });
    await look();
  };

  return (
    <>
      <h1>{say('title')}</h1>
      <ConnectionBanner connection={useStore(care.hub.connection)} />
      {/* Above the lists: they may be what could not be checked. */}
      <Reports care={care} patients={lists?.patients ?? []} reports={reports} />
      {clinic === null || lists === null ? (
        <Skeleton words={say('loading')} />
      ) : (
        <Lists {...{ care, clinic, lists, invitations, tell, look, setLink }} onInvite={() => setInviting(true)} />
      )}
      {inviting && clinic !== null ? <InviteDialog clinic={clinic} role={care.self.role} onInvite={invite} onClose={() => setInviting(false)} /> : null}
      {link === null ? null : <LinkDialog name={link.name} link={`${origin}/join#${link.fragment}`} onClose={() => setLink(null)} />}
      <Toast text={toast} />
    </>
  );
}

function Lists(props: {
  care: Care;
  clinic: Clinic;
  lists: PeopleLists;
  invitations: InvitationsPort;
  tell: (words: string) => void;
  look: () => Promise<void>;
  setLink: (link: Link) => void;
  onInvite: () => void;
}) {
  const say = peopleWords();
  const { care, clinic, lists, tell, look } = props;
  const confirm = async (pending: Pending, method: 1 | 2): Promise<void> => {
    await props.invitations.confirm(pending, method);
    tell(say('confirmed', { name: pending.invitee?.name ?? '' }));
    await look();
  };
  return (
    <>
      {clinic.stewards < 2 ? (
        <Banner tone="heed" icon="people" title={say('second.title')}>
          {say('second')}
        </Banner>
      ) : null}
      <p>
        <button type="button" class="btn btn--main" onClick={props.onInvite}>
          {say('invite')}
        </button>
      </p>
      <div class="stack-l">
        <WaitingList pending={lists.pending} clinic={clinic} onConfirm={confirm} tell={tell} />
        <Staff care={care} clinic={clinic} tell={tell} />
        <Patients care={care} patients={lists.patients} tell={tell} onChanged={look} />
        <Links pending={lists.pending} onShow={(pending) => props.setLink({ name: pending.invitee?.name ?? '', fragment: pending.fragment ?? '' })} />
      </div>
    </>
  );
}
