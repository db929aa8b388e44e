import { useMemo, useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { Setup as SetupBody } from '../../care/wire';
import { Field, Select } from '../../view/field';
import { FormFoot } from '../../view/form-foot';
import { failureWords } from '../../view/failures';
import { setupWords } from './setup-words';

export interface SetupProps {
  setup: (body: SetupBody) => Promise<unknown>;
  go: (path: string) => void;
}

type Key = keyof SetupBody;
type Errors = Partial<Record<Key | 'all', string>>;

/** The console's one-time code makes the first administrator, who then founds the clinic on the next page. */
export function Setup({ setup, go }: SetupProps) {
  const say = setupWords();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zones = useMemo(() => [...new Set([here, ...Intl.supportedValuesOf('timeZone')])].map((zone) => ({ value: zone, words: zone.replaceAll('_', ' ') })), []);
  const [body, setBody] = useState<SetupBody>({ code: '', clinicName: '', timeZone: here, login: '', password: '' });
  const [errors, setErrors] = useState<Errors>({});
  const [working, setWorking] = useState(false);
  const put = (key: Key) => (value: string) => setBody((before) => ({ ...before, [key]: value }));

  const run = async (): Promise<void> => {
    if (working) return;
    const missing = (Object.keys(body) as Key[]).filter((key) => body[key].trim() === '');
    setErrors(Object.fromEntries(missing.map((key) => [key, say('missing')])));
    if (missing.length > 0) return;
    setWorking(true);
    try {
      await setup({ ...body, code: body.code.trim(), clinicName: body.clinicName.trim(), login: body.login.trim() });
      go('/enrol');
    } catch (error) {
      setErrors(errorsOf(error));
    } finally {
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
      <h1>{say('title')}</h1>
      <p>{say('what')}</p>
      <Field label={say('code.label')} hint={say('code.hint')} error={errors.code} value={body.code} onInput={put('code')} />
      <Field label={say('clinic.label')} hint={say('clinic.hint')} error={errors.clinicName} value={body.clinicName} onInput={put('clinicName')} autoComplete="organization" />
      <Select label={say('zone.label')} hint={say('zone.hint')} value={body.timeZone} onInput={put('timeZone')} options={zones} />
      <Field label={say('login.label')} hint={say('login.hint')} error={errors.login} value={body.login} onInput={put('login')} autoComplete="username" />
      <Field label={say('password.label')} hint={say('password.hint')} error={errors.password} type="password" value={body.password} onInput={put('password')} autoComplete="new-password" />
      <FormFoot error={errors.all} next={say('next')} working={say('working')} go={say('go')} isWorking={working} />
    </form>
  );
}

function errorsOf(error: unknown): Errors {
  const say = setupWords();
  if (!(error instanceof Refused)) return { all: failureWords(error) };
  switch (error.reason) {
    case 'WrongCode': return { code: say('error.code') };
    case 'LoginTaken': return { login: say('error.login') };
    case 'WeakPassword': return { password: say('error.password') };
    case 'Malformed': return { all: say('error.form') };
    default: return { all: failureWords(error) };
  }
}
