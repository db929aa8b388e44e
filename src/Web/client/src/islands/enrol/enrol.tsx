import { useMemo, useState } from 'preact/hooks';
import { type Beginning, type EnrolParts, NewPerson } from '../../care/enrolment';
import type { Self } from '../../care/wire';
import { Invitation } from '../../crypto';
import { type EntryProps, nextPath } from '../../view/entry';
import { Field } from '../../view/field';
import { enrolWords } from './enrol-words';
import { Heading, RecoveryCodeSteps, Steps } from './recovery-code';

export interface EnrolPage { next: string }

export interface EnrolProps extends EntryProps<EnrolPage> {
  parts: EnrolParts;
  /** What stands after `#` in the address: an invitation, kept over a sign-in. */
  fragment: string;
  go: (path: string) => void;
}

/** A signed-in person without keys makes them here: invited, or the founder of the clinic. */
export function Enrol({ self, page, parts, fragment, go }: EnrolProps) {
  const invitation = useMemo(() => Invitation.decode(fragment), [fragment]);
  const [name, setName] = useState<string | null>(null);
  const [founded, setFounded] = useState(false);

  if (self === null) return <SignInFirst fragment={fragment} />;
  if (self.person !== null && !founded) {
    go(`/unlock?next=${encodeURIComponent(nextPath(page.next))}`);
    return null;
  }
  if (founded) return <Founded go={go} />;
  const founder = self.clinic === null && self.role === 'administrator';
  if (founder && name === null) return <FounderName known={self.name} onName={setName} />;
  if (!founder && invitation === undefined) return <LinkAgain />;
  return (
    <MakeKeys
      beginning={founder ? { foundAs: name as string } : { clinic: (invitation as Invitation).clinic, tag: (person) => (invitation as Invitation).tag(person) }}
      parts={parts}
      onDone={() => (founder ? setFounded(true) : go(nextPath(page.next)))}
    />
  );
}

function SignInFirst({ fragment }: { fragment: string }) {
  const say = enrolWords();
  return (
    <>
      <Heading>{say('signin.title')}</Heading>
      <p>{say('signin.what')}</p>
      <p>
        <a class="btn btn--main" href={`/sign-in?next=${encodeURIComponent('/enrol')}${fragment}`}>
          {say('signin')}
        </a>
      </p>
    </>
  );
}

/** The steps of the recovery code, then keys stored on the server and kept on this device. */
export function MakeKeys({ beginning, parts, onDone }: { beginning: Beginning; parts: EnrolParts; onDone: () => void }) {
  const person = useMemo(() => new NewPerson(), []);
  return (
    <>
      <Steps at="code" />
      <RecoveryCodeSteps
        code={person}
        store={async () => {
          await person.store(beginning, parts);
          onDone();
        }}
      />
    </>
  );
}

function FounderName({ known, onName }: { known: Self['name']; onName: (name: string) => void }) {
  const say = enrolWords();
  const [name, setName] = useState(known);
  const [error, setError] = useState('');
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        const given = name.trim();
        const wrong = given === '' ? say('name.empty') : new TextEncoder().encode(given).length > 64 ? say('name.long') : '';
        setError(wrong);
        if (wrong === '') onName(given);
      }}
    >
      <Steps at="account" />
      <Heading>{say('name.title')}</Heading>
      <p>{say('name.what')}</p>
      <Field label={say('name.label')} hint={say('name.hint')} error={error} value={name} onInput={setName} autoComplete="name" />
      <button type="submit" class="btn btn--main">
        {say('name.go')}
      </button>
    </form>
  );
}

function Founded({ go }: { go: (path: string) => void }) {
  const say = enrolWords();
  return (
    <>
      <Steps at="ready" />
      <Heading>{say('ready.title')}</Heading>
      <p>{say('ready.founded')}</p>
      <p>
        <button type="button" class="btn btn--main" onClick={() => go('/people')}>
          {say('ready.founded.go')}
        </button>
      </p>
    </>
  );
}

function LinkAgain() {
  const say = enrolWords();
  return (
    <>
      <Heading>{say('link.title')}</Heading>
      <p>{say('link.what')}</p>
      <p class="muted">{say('link.none')}</p>
    </>
  );
}
