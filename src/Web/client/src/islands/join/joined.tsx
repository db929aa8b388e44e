import { useEffect } from 'preact/hooks';
import type { Api } from '../../care/api';
import type { Id, Self } from '../../care/wire';
import { Hash, safetyCode } from '../../crypto';
import { Heading, Steps } from '../enrol/recovery-code';
import { joinWords } from './join-words';

const lookEvery = 4_000;

/** A patient writes at once. Staff wait to be put on the clinic's list, and go on by themselves. */
export function Joined({ self, person, api, go }: { self: Self; person: Id; api: Pick<Api, 'me'>; go: (path: string) => void }) {
  const say = joinWords();
  const patient = self.role === 'patient';

  useEffect(() => {
    if (patient) return;
    const timer = setInterval(() => {
      // Not reached now, it is asked again.
      api.me().then((now) => { if (now.listed) go('/'); }, () => undefined);
    }, lookEvery);
    return () => clearInterval(timer);
  }, []);

  if (patient) {
    return (
      <>
        <Steps at="ready" />
        <Heading>{say('patient.title')}</Heading>
        <p>{say('patient.what')}</p>
        <p>
          <a class="btn btn--main" href="/messages/new">
            {say('patient.go')}
          </a>
        </p>
        <details class="fold small">
          <summary>{say('patient.code')}</summary>
          <Numbers person={person} />
        </details>
      </>
    );
  }
  return (
    <>
      <Steps at="ready" />
      <Heading>{say('staff.title')}</Heading>
      <p>{say('staff.what')}</p>
      <p>{say('staff.code')}</p>
      <Numbers person={person} />
      <p class="small muted" role="status">
        {say('staff.waiting')}
      </p>
    </>
  );
}

/** What both sides compare when they meet. */
function Numbers({ person }: { person: Id }) {
  return (
    <ol role="list" class="code" aria-label={joinWords()('code.list')}>
      {safetyCode(Hash.parse(person) as Hash).map((group, i) => (
        <li key={i}>{group}</li>
      ))}
    </ol>
  );
}
