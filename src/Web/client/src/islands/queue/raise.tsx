import { useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { QueueRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { queueWords } from './queue-words';

/** A member of staff raises a crisis alert about the patient. Trying again after a lost answer raises nothing twice. */
export function Raise({ care, row, onDone, onClose }: { care: Care; row: QueueRow; onDone: () => void; onClose: () => void }) {
  const say = queueWords();
  const [alert] = useState(() => crypto.randomUUID());
  return (
    <Ask
      title={say('raise.title', { name: row.patientName })}
      act={say('raise.do')}
      missing=""
      onClose={onClose}
      onAct={async () => {
        await care.hub.ask('RaiseFor', alert, row.patient);
        onDone();
      }}
    >
      <p>{say('raise.about')}</p>
      <p class="small">{say('raise.now')}</p>
    </Ask>
  );
}
