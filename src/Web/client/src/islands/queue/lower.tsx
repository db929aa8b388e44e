import { useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { Care } from '../../care/types';
import type { Level, LoweringReason, QueueRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { queueWords } from './queue-words';

type Lowered = Exclude<Level, 'crisis'>;

const levels: readonly Lowered[] = ['urgent', 'today', 'routine'];
const reasons: readonly LoweringReason[] = ['spoke-with-patient', 'patient-said-it-can-wait', 'handled-elsewhere', 'not-what-it-seemed'];

/** The levels that a row can be lowered to. */
export const lowerThan = (level: Level): readonly Lowered[] => (level === 'crisis' ? levels : levels.slice(levels.indexOf(level) + 1));

/** A person says that something is less urgent than its signals make it, and why. What comes from then on raises it again. */
export function Lower({ care, row, onDone, onClose }: { care: Care; row: QueueRow; onDone: (level: Level) => void; onClose: () => void }) {
  const say = queueWords();
  const options = lowerThan(row.level);
  const [level, setLevel] = useState<Lowered | null>(options.length === 1 ? (options[0] ?? null) : null);
  const [reason, setReason] = useState<LoweringReason | null>(null);
  const [barred, setBarred] = useState('');
  return (
    <Ask
      title={say('lower.title', { name: row.patientName })}
      act={say('lower.do')}
      missing={level === null || reason === null ? say('lower.choose') : ''}
      onClose={onClose}
      onAct={async () => {
        if (level === null || reason === null) return;
        try {
          await care.hub.ask('LowerLevel', row.item, level, reason);
        } catch (error) {
          // What stands against it here is known better than the general words say.
          if (error instanceof Refused) setBarred(error.reason === 'WrongState' ? say('lower.barred') : error.reason === 'NotAllowed' ? say('lower.notAllowed') : '');
          throw error;
        }
        onDone(level);
      }}
    >
      <p class="small">{say('lower.about')}</p>
      <Choices legend={say('lower.to')} name="level" chosen={level} onChoose={setLevel} options={options.map((each) => ({ value: each, words: say(`lower.level.${each}`) }))} />
      <Choices legend={say('lower.why')} name="why" chosen={reason} onChoose={setReason} options={reasons.map((each) => ({ value: each, words: say(`lower.why.${each}`) }))} />
      {barred === '' ? null : <p role="alert">{barred}</p>}
    </Ask>
  );
}
