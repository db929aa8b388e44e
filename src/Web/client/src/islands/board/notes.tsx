import { useMemo, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import { useStore } from '../../care/use';
import { type AlertRow, type Id, Kind } from '../../care/wire';
import { Icon } from '../../view/icons';
import { readersLine } from '../../view/readers';
import { Talk } from '../../view/talk';
import { boardWords } from './board-words';

export interface NotesProps {
  care: Care;
  alert: AlertRow;
  /** The teams that the patient writes to, once they are known. */
  teams: readonly Id[] | undefined;
  tell: (words: string) => void;
}

/** Notes about the patient between the crisis team and the patient's own teams: a care-team channel, which no patient is in. */
export function Notes(props: NotesProps) {
  const say = boardWords();
  const [open, setOpen] = useState(false);
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('notes')}</summary>
      {open ? <Channel {...props} /> : null}
    </details>
  );
}

function Channel({ care, alert, teams, tell }: NotesProps) {
  const say = boardWords();
  const mine = useStore(care.mine);
  const crisis = (care.directory.state.get()?.teams ?? []).filter((team) => team.care === 'crisis').map((team) => team.team);
  const there = mine?.find((circle) => circle.kind === Kind.channel && circle.patient === alert.patient && circle.teams.some((team) => crisis.includes(team)))?.circle;
  const readers = [...new Set([...crisis, ...(teams ?? [])])].filter((team) => care.directory.team(team)?.care !== 'front-desk');
  const known = mine !== null && (there !== undefined || teams !== undefined);
  const talk = useMemo(
    () => (!known ? null : care.conversation(there === undefined ? { channelWith: readers, about: alert.patient, title: '' } : { circle: there })),
    [care, known, there, readers.join(' '), alert.patient],
  );
  if (talk === null) return <p class="muted">{say('notes.loading')}</p>;
  return <Writing key={alert.alert} talk={talk} name={alert.patientName} tell={tell} />;
}

function Writing({ talk, name, tell }: { talk: ReturnType<Care['conversation']>; name: string; tell: (words: string) => void }) {
  const say = boardWords();
  const { readers } = useStore(talk.state);
  return (
    <div class="stack">
      <p class="next small">
        <Icon name="people" />
        <span>{say('notes.who', { name })}</span>
      </p>
      <Talk
        talk={talk}
        voice={{ to: 'channel', others: readers.others }}
        label={say('notes.label', { name })}
        tell={tell}
        sentWords={say('said.note')}
        connectionShown
        composer={{ rows: 2, label: say('notes.write'), note: readersLine(readers) }}
      />
    </div>
  );
}
