import { useMemo } from 'preact/hooks';
import { versionsOf } from '../../care/plan';
import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import type { QueueRow } from '../../care/wire';
import { changedWords } from '../../plan/changed';
import { queueWords } from './queue-words';

/** The patient's safety plan beside the thread: who changed it when, and the way to it. */
export function PlanNote({ care, row, now }: { care: Care; row: QueueRow; now: number }) {
  const say = queueWords();
  const mine = useStore(care.mine);
  const circle = mine?.find((each) => each.plan && each.patient === row.patient)?.circle;
  const talk = useMemo(() => (circle === undefined ? null : care.conversation({ circle })), [care, circle]);
  return (
    <section class="stack-s">
      <h2>{say('side.plan')}</h2>
      {talk === null ? <p class="muted">{say(mine === null ? 'side.plan.looking' : 'side.plan.none')}</p> : <Changed talk={talk} now={now} />}
      {mine === null ? null : (
        <p>
          <a href={`/plans/${row.patient}`}>{say(talk === null ? 'side.plan.start' : 'side.plan.open')}</a>
        </p>
      )}
    </section>
  );
}

function Changed({ talk, now }: { talk: Conversation; now: number }) {
  const say = queueWords();
  const { lines, loading } = useStore(talk.state);
  const versions = versionsOf(lines);
  if (versions.length > 0) return <p>{changedWords(versions, now)}</p>;
  return <p class="muted">{say(loading ? 'side.plan.looking' : 'side.plan.none')}</p>;
}
