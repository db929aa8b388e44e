import type { RefObject } from 'preact';
import { useRef } from 'preact/hooks';
import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import type { AlertRow } from '../../care/wire';
import { dialled } from '../../plan/steps';
import { Icon } from '../../view/icons';
import { useNow } from '../../view/now';
import { readersLine } from '../../view/readers';
import { useRoom } from '../../view/room';
import { Talk, useOpened } from '../../view/talk';
import { boardWords } from './board-words';
import { CheckIns, Contacts, Means, PlanFacts, usePlanTalk } from './facts';
import { Notes } from './notes';
import { useFacts } from './use-facts';
import { ConfirmWhere, placesOf, Where } from './where';

export interface RoomProps {
  care: Care;
  alert: AlertRow;
  /** Whether this person writes here, or only reads. */
  writes: boolean;
  tell: (words: string) => void;
}

/**
 * The responder's room: where the patient is and when that was said, what is happening, whom to call, the safety plan, means,
 * what was shared of late, notes of the team, and the messages for who has the alert.
 */
export function Room({ care, alert, writes, tell }: RoomProps) {
  const say = boardWords();
  const talk = useRoom(care, alert, alert.patientPerson);
  const { contacts, results } = useFacts(care, alert.patient);
  const plan = usePlanTalk(care, alert);
  const now = useNow(30_000);
  const field = useRef<HTMLTextAreaElement>(null);
  const name = alert.patientName.split(' ')[0] ?? alert.patientName;
  const phone = contacts?.phone ?? '';
  return (
    <>
      <div class="row">
        {dialled(phone) === '' ? null : (
          <a class="btn" href={`tel:${dialled(phone)}`}>
            <Icon name="phone" />
            {say('call', { name })}
          </a>
        )}
        {writes && talk !== null ? (
          <button type="button" class="btn" onClick={() => field.current?.focus()}>
            <Icon name="message" />
            {say('message')}
          </button>
        ) : null}
      </div>
      <dl class="dl dl--side">
        {talk === null ? (
          <>
            <dt>{say('where')}</dt>
            <dd class="stack-s">
              <Where places={[]} usual={contacts?.address ?? ''} now={now} />
              <p class="muted">{say(alert.patientPerson === null ? 'noKeys' : 'noDetails')}</p>
            </dd>
          </>
        ) : (
          <Said talk={talk} alert={alert} writes={writes} usual={contacts?.address ?? ''} now={now} tell={tell} />
        )}
        <dt>{say('contacts')}</dt>
        <dd>
          <Contacts contacts={contacts} name={alert.patientName} />
        </dd>
        <dt>{say('plan')}</dt>
        <dd>
          <PlanFacts talk={plan} now={now} />
        </dd>
        <dt>{say('means')}</dt>
        <dd>
          <Means talk={plan} />
        </dd>
        <dt>{say('checkin')}</dt>
        <dd>
          <CheckIns results={results} now={now} />
        </dd>
      </dl>
      {writes ? <Notes care={care} alert={alert} teams={contacts === undefined ? undefined : (contacts?.teams ?? [])} tell={tell} /> : null}
      {talk !== null && writes ? <Messages talk={talk} name={alert.patientName} field={field} tell={tell} /> : null}
    </>
  );
}

/** What was written in the room: where the patient is, newest first, and what is happening. */
function Said({ talk, alert, writes, usual, now, tell }: { talk: Conversation; alert: AlertRow; writes: boolean; usual: string; now: number; tell: (words: string) => void }) {
  const say = boardWords();
  const state = useStore(talk.state);
  useOpened(talk, state);
  const places = placesOf(state.lines, alert.patientPerson);
  const details = state.lines.flatMap((line) => (line.is === 'message' && line.content.type === 'details' ? [line.content.text] : []));
  const what = details.findLast((text) => text !== '');
  return (
    <>
      <dt>{say('where')}</dt>
      <dd class="stack-s">
        <Where places={places} usual={usual} now={now} />
        {writes ? <ConfirmWhere talk={talk} suggested={places[0]?.where ?? usual} tell={tell} /> : null}
      </dd>
      <dt>{say('what')}</dt>
      <dd>{what === undefined ? <p class="muted">{say('noDetails')}</p> : what}</dd>
    </>
  );
}

function Messages({ talk, name, field, tell }: { talk: Conversation; name: string; field: RefObject<HTMLTextAreaElement | null>; tell: (words: string) => void }) {
  const say = boardWords();
  const { circle, readers } = useStore(talk.state);
  return (
    <Talk
      talk={talk}
      voice={{ to: 'staff' }}
      label={say('room', { name })}
      tell={tell}
      field={field}
      sentWords={say('said.sent', { name })}
      connectionShown
      composer={{ rows: 2, label: say('reply', { name }), note: circle === null ? say('room.first', { name }) : readersLine(readers) }}
    />
  );
}
