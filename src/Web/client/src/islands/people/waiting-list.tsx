import { useState } from 'preact/hooks';
import type { Pending } from '../../care/invitations';
import type { Clinic } from '../../care/types';
import type { Id } from '../../care/wire';
import { attempt } from '../../view/failures';
import { Icon } from '../../view/icons';
import { Compare } from './compare';
import { peopleWords } from './people-words';

export interface WaitingListProps {
  pending: readonly Pending[];
  clinic: Clinic;
  onConfirm: (pending: Pending, method: 1 | 2) => Promise<void>;
  tell: (words: string) => void;
}

/** Who joined with this person's links. Their tag was checked here, on this device. */
export function WaitingList(props: WaitingListProps) {
  const say = peopleWords();
  const joined = props.pending.filter((p) => p.info.state === 'joined');
  if (joined.length === 0) return null;
  return (
    <section class="stack-s" aria-labelledby="waiting">
      <h2 id="waiting">{say('waiting')}</h2>
      <ul role="list" class="facts card">
        {joined.map((p) => (
          <li key={p.info.id}>
            <Joined {...props} joined={p} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Joined({ joined, clinic, onConfirm, tell }: WaitingListProps & { joined: Pending }) {
  const say = peopleWords();
  const [meeting, setMeeting] = useState(false);
  const [working, setWorking] = useState(false);
  const { invitee, info, tagHolds } = joined;
  if (invitee === null) return <Heed words={say('waiting.unreadable')} />;
  if (invitee.role !== 'patient' && !clinic.steward) return <Heed words={say('waiting.steward')} />;
  const confirm = async (): Promise<void> => {
    if (working) return;
    setWorking(true);
    await attempt(() => onConfirm(joined, 1), tell);
    setWorking(false);
  };
  return (
    <div class="row row--apart">
      {tagHolds === true ? <span>{say('waiting.proved', { name: invitee.name, role: say(`role.${invitee.role}`) })}</span> : <Heed words={say('waiting.notproved', { name: invitee.name })} />}
      {tagHolds === true ? (
        <button type="button" class="btn btn--main" aria-disabled={working ? 'true' : undefined} onClick={() => void confirm()}>
          {working ? say('confirming') : say('confirm', { name: invitee.name })}
        </button>
      ) : (
        <button type="button" class="btn" onClick={() => setMeeting(true)}>
          {say('meet')}
        </button>
      )}
      {meeting ? <Compare name={invitee.name} person={info.person as Id} onSame={() => onConfirm(joined, 2)} onClose={() => setMeeting(false)} /> : null}
    </div>
  );
}

function Heed({ words }: { words: string }) {
  return (
    <p class="error">
      <Icon name="warn" />
      <span>{words}</span>
    </p>
  );
}
