import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import { Kind, type QueueRow } from '../../care/wire';
import { Icon } from '../../view/icons';
import { ReaderFacts } from '../../view/readers';
import { dayAndTime } from '../../view/times';
import { PlanNote } from './plan-note';
import { queueWords } from './queue-words';
import { Results } from './results';
import { whyWords } from './row';

/** Beside the thread: every reason with its time, the rules that decided, and the team's channel about the patient. */
export function Signals({ care, row, talk, now }: { care: Care; row: QueueRow; talk: Conversation | null; now: number }) {
  const say = queueWords();
  const circles = useStore(care.mine);
  const channel = circles?.find((circle) => circle.kind === Kind.channel && circle.patient === row.patient);
  const name = row.patientName;
  return (
    <>
      <section class="stack-s">
        <h2>{say('side.why')}</h2>
        <ol class="stack-s">
          {row.reasons.map((reason) => (
            <li key={`${reason.code}${reason.at}`}>
              {whyWords(reason)}, {dayAndTime(reason.at, now)}
            </li>
          ))}
        </ol>
        <p class="muted">{say('side.pack', { pack: row.packVersion })}</p>
      </section>
      <section class="stack-s">
        <h2>{say('side.since')}</h2>
        <p>{dayAndTime(row.waitingSince, now)}</p>
      </section>
      {row.confirmed ? null : (
        <section class="next">
          <Icon name="info" />
          <p>{say('pane.unconfirmed', { name })}</p>
        </section>
      )}
      <Results key={`results of ${row.patient}`} care={care} row={row} now={now} />
      <PlanNote key={row.patient} care={care} row={row} now={now} />
      <section class="stack-s">
        <h2>{say('side.channel')}</h2>
        <p>
          {channel === undefined ? (
            <a href={`/channels/new?about=${row.patient}`}>{say('side.channel.new', { name })}</a>
          ) : (
            <a href={`/channels/${channel.circle}`}>{say('side.channel.open', { name })}</a>
          )}
        </p>
      </section>
      {talk === null ? null : <WhoReads talk={talk} />}
    </>
  );
}

function WhoReads({ talk }: { talk: Conversation }) {
  const say = queueWords();
  const { readers } = useStore(talk.state);
  return (
    <section class="stack-s">
      <h2>{say('side.readers')}</h2>
      <ReaderFacts readers={readers} bare />
    </section>
  );
}
