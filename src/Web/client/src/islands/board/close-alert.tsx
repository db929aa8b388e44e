import { useId, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { AlertRow, Disposition, Id } from '../../care/wire';
import { dayNumber } from '../../words/dates';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { boardWords } from './board-words';

const dispositions: readonly Disposition[] = ['safe-with-plan', 'seen-soon', 'emergency-care', 'with-someone', 'welfare-check', 'mistake'];

/** `2026-11-25` on the clinic's calendar, as a date field wants it. */
export const dateField = (at: number): string => new Date(dayNumber(at) * 86_400_000).toISOString().slice(0, 10);

/** Noon in Greenwich of a date field's day: the same day of the calendar from eleven hours behind it to eleven ahead. */
const noonOf = (day: string): number => Date.parse(`${day}T12:00:00Z`);

/** Ends an alert after contact: what came of it, who sees to the patient next, and when. */
export function CloseAlert(props: { care: Care; alert: AlertRow; now: number; onDone: () => void; onClose: () => void }) {
  const { care, alert } = props;
  const say = boardWords();
  const id = useId();
  const staff = care.directory.state.get()?.staff ?? [];
  const [disposition, setDisposition] = useState<Disposition | null>(null);
  const [owner, setOwner] = useState<Id>('');
  const [day, setDay] = useState(dateField(props.now + 86_400_000));
  const ready = disposition !== null && owner !== '' && day >= dateField(props.now);
  return (
    <Ask
      title={say('close.title', { name: alert.patientName })}
      act={say('close.do')}
      missing={ready ? '' : say('close.missing')}
      onClose={props.onClose}
      onAct={async () => {
        if (disposition === null) return;
        await care.hub.ask('CloseAlert', alert.alert, disposition, owner, noonOf(day));
        props.onDone();
      }}
    >
      <Choices legend={say('close.what')} name="disposition" chosen={disposition} onChoose={setDisposition} options={dispositions.map((each) => ({ value: each, words: say(`close.${each}`) }))} />
      <div class="field">
        <label for={`${id}o`}>{say('close.owner')}</label>
        <select id={`${id}o`} value={owner} onChange={(event) => setOwner(event.currentTarget.value)}>
          <option value="">{say('close.owner.none')}</option>
          {staff.map((each) => (
            <option key={each.person} value={each.person}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for={`${id}d`}>{say('close.date')}</label>
        <input id={`${id}d`} type="date" value={day} min={dateField(props.now)} onInput={(event) => setDay(event.currentTarget.value)} />
      </div>
    </Ask>
  );
}
