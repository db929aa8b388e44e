import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import type { AlertRow } from '../../care/wire';
import { useRoom } from '../../view/room';
import { readersLine } from '../../view/readers';
import { Talk, useOpened } from '../../view/talk';
import { boardWords } from './board-words';

/** What the patient wrote about where they are and what is happening; the newest of each. */
export function Details({ talk }: { talk: Conversation }) {
  const say = boardWords();
  const state = useStore(talk.state);
  useOpened(talk, state);
  const details = state.lines.flatMap((line) => (line.is === 'message' && line.content.type === 'details' ? [line.content] : []));
  const where = details.findLast((each) => each.where !== '')?.where;
  const what = details.findLast((each) => each.text !== '')?.text;
  if (where === undefined && what === undefined) return <p class="muted">{say('noDetails')}</p>;
  return (
    <dl class="dl dl--side">
      {where === undefined ? null : [<dt key="wt">{say('where')}</dt>, <dd key="wd">{where}</dd>]}
      {what === undefined ? null : [<dt key="ht">{say('what')}</dt>, <dd key="hd">{what}</dd>]}
    </dl>
  );
}

export interface RoomProps {
  care: Care;
  alert: AlertRow;
  /** Whether this person writes here, or only reads. */
  writes: boolean;
  tell: (words: string) => void;
}

/** The crisis room: the details for everyone of the team, the messages for who has it. */
export function Room({ care, alert, writes, tell }: RoomProps) {
  const say = boardWords();
  const talk = useRoom(care, alert, alert.patientPerson);
  if (talk === null) return <p class="muted">{say(alert.patientPerson === null ? 'noKeys' : 'noDetails')}</p>;
  return (
    <>
      <Details talk={talk} />
      {writes ? <Messages talk={talk} name={alert.patientName} tell={tell} /> : null}
    </>
  );
}

function Messages({ talk, name, tell }: { talk: Conversation; name: string; tell: (words: string) => void }) {
  const say = boardWords();
  const { circle, readers } = useStore(talk.state);
  return (
    <Talk
      talk={talk}
      voice={{ to: 'staff' }}
      label={say('room', { name })}
      tell={tell}
      sentWords={say('said.sent', { name })}
      connectionShown
      composer={{ rows: 2, label: say('reply', { name }), note: circle === null ? say('room.first', { name }) : readersLine(readers) }}
    />
  );
}
