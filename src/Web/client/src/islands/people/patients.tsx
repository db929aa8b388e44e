import { useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { Id, Patient } from '../../care/wire';
import { Compare } from './compare';
import { peopleWords } from './people-words';

/** Patients by the clinic's record, and whether staff vouched for their keys. Who is not confirmed is cared for all the same. */
export function Patients(props: { care: Care; patients: readonly Patient[]; tell: (words: string) => void; onChanged: () => Promise<void> }) {
  const say = peopleWords();
  const [meeting, setMeeting] = useState<Patient | null>(null);
  const vouch = async ({ name, person, record }: Patient): Promise<void> => {
    await props.care.circles.vouch(person as Id, record, 2);
    props.tell(say('confirmed', { name }));
    await props.onChanged();
  };
  return (
    <section class="stack-s" aria-labelledby="patients">
      <h2 id="patients">{say('patients')}</h2>
      {props.patients.length === 0 ? <p class="muted">{say('patients.none')}</p> : null}
      <ul role="list" class="facts">
        {props.patients.map((patient) => (
          <li key={patient.record} class="row row--apart">
            <span>
              <strong>{patient.name}</strong>
              <br />
              <span class="small muted">{say(`patient.${patient.state}`)}</span>
            </span>
            {patient.state === 'unconfirmed' && patient.person !== null ? (
              <button type="button" class="btn" aria-label={say('meet.title', { name: patient.name })} onClick={() => setMeeting(patient)}>
                {say('meet')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {meeting === null ? null : <Compare name={meeting.name} person={meeting.person as Id} onSame={() => vouch(meeting)} onClose={() => setMeeting(null)} />}
    </section>
  );
}
