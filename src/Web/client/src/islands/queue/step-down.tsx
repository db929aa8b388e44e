import { useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { LoweringReason, QueueRow, RiskInForce } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { queueWords } from './queue-words';

const levels = ['moderate', 'low', 'none'] as const;
const reasons: readonly LoweringReason[] = ['spoke-with-patient', 'patient-said-it-can-wait', 'handled-elsewhere', 'not-what-it-seemed'];

/** A person steps the patient's risk level down, with a reason. Nothing else ever does. */
export function StepDown(props: { care: Care; row: QueueRow; risk: RiskInForce; onDone: () => void; onClose: () => void }) {
  const say = queueWords();
  const lower = levels.slice(levels.findIndex((each) => each === props.risk.level) + 1);
  const [level, setLevel] = useState<(typeof levels)[number] | null>(lower.length === 1 ? lower[0]! : null);
  const [reason, setReason] = useState<LoweringReason | null>(null);
  return (
    <Ask
      title={say('risk.step.title', { name: props.row.patientName })}
      act={say('risk.step.do')}
      missing={level === null || reason === null ? say('risk.step.choose') : ''}
      onClose={props.onClose}
      onAct={async () => {
        if (level === null || reason === null) return;
        await props.care.hub.ask('StepDownRisk', props.row.patient, level, reason);
        props.onDone();
      }}
    >
      <Choices legend={say('risk.step.to')} name="risk" chosen={level} onChoose={setLevel} options={lower.map((each) => ({ value: each, words: say(`risk.${each}`) }))} />
      <Choices legend={say('risk.step.why')} name="why" chosen={reason} onChoose={setReason} options={reasons.map((each) => ({ value: each, words: say(`risk.why.${each}`) }))} />
    </Ask>
  );
}
