import { useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { LookReply } from '../../care/wire';
import { Field } from '../../view/field';
import { FormFoot } from '../../view/form-foot';
import { failureWords } from '../../view/failures';
import { Steps } from '../enrol/recovery-code';
import { joinWords } from './join-words';

type Errors = { login?: string; password?: string; all?: string };

/** How the person will sign in. */
export function Account({ look, join }: { look: LookReply; join: (login: string, password: string) => Promise<void> }) {
  const say = joinWords();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [working, setWorking] = useState(false);

  const run = async (): Promise<void> => {
    if (working) return;
    const missing: Errors = { ...(login.trim() === '' ? { login: say('missing') } : {}), ...(password === '' ? { password: say('missing') } : {}) };
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setWorking(true);
    try {
      await join(login.trim(), password);
    } catch (error) {
      setErrors(errorsOf(error));
      setWorking(false);
    }
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run();
      }}
    >
      <Steps at="account" />
      <p>{look.role === 'patient' ? say('what.patient', { name: look.name }) : say('what.staff', { role: say(`role.${look.role}`) })}</p>
      {look.role === 'patient' ? <p class="muted">{say('notyou')}</p> : null}
      <Field label={say('login.label')} hint={say('login.hint')} error={errors.login} value={login} onInput={setLogin} autoComplete="username" />
      <Field label={say('password.label')} hint={say('password.hint')} error={errors.password} type="password" value={password} onInput={setPassword} autoComplete="new-password" />
      <FormFoot error={errors.all} next={say('next')} working={say('working')} go={say('go')} isWorking={working} />
    </form>
  );
}

function errorsOf(error: unknown): Errors {
  const say = joinWords();
  if (!(error instanceof Refused)) return { all: failureWords(error) };
  switch (error.reason) {
    case 'LoginTaken': return { login: say('error.login') };
    case 'WeakPassword': return { password: say('error.password') };
    case 'Malformed': return { login: say('error.form') };
    case 'NotFound': return { all: say('used') };
    default: return { all: failureWords(error) };
  }
}
