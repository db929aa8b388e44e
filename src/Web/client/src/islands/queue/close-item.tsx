import { useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { Outcome, QueueRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { queueWords } from './queue-words';

const outcomes: readonly Outcome[] = ['answered', 'spoke-with-patient', 'visit-booked', 'handled-elsewhere', 'no-reply-needed'];

/** Ends a wait with what came of it. */
export function CloseItem(props: { care: Care; row: QueueRow; onDone: () => void; onClose: () => void }) {
  const say = queueWords();
  const [outcome, setOutcome] = useState<Outcome | null>(props.row.state === 'answered' ? 'answered' : null);
  return (
    <Ask
      title={say('close.title', { name: props.row.patientName })}
      act={say('close.do')}
      missing={outcome === null ? say('close.choose') : ''}
      onClose={props.onClose}
      onAct={async () => {
        if (outcome === null) return;
        await props.care.hub.ask('Close', props.row.item, outcome);
        props.onDone();
      }}
    >
      <Choices legend={say('close.what')} name="outcome" chosen={outcome} onChoose={setOutcome} options={outcomes.map((each) => ({ value: each, words: say(`close.${each}`) }))} />
    </Ask>
  );
}
