import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Api } from '../../care/api';
import type { EnrolParts } from '../../care/enrolment';
import { Refused } from '../../care/errors';
import type { Id, LookReply, Self } from '../../care/wire';
import { Invitation } from '../../crypto';
import type { EntryProps } from '../../view/entry';
import { failureWords } from '../../view/failures';
import { Skeleton } from '../../view/waiting';
import { MakeKeys } from '../enrol/enrol';
import { Heading } from '../enrol/recovery-code';
import { Account } from './account';
import { joinWords } from './join-words';
import { Joined } from './joined';
import { Stop } from './stop';

export interface JoinProps extends EntryProps<object> {
  api: Pick<Api, 'look' | 'join' | 'me'>;
  parts: EnrolParts;
  /** What stands after `#`. It never leaves this device whole: the server sees only what is derived from it. */
  fragment: string;
  go: (path: string) => void;
}

type At =
  | { readonly is: 'looking' | 'used' | 'other' | 'already' }
  | { readonly is: 'failed'; readonly words: string }
  | { readonly is: 'account'; readonly look: LookReply }
  | { readonly is: 'keys'; readonly self: Self }
  | { readonly is: 'joined'; readonly self: Self; readonly person: Id };

/** Somebody with an invitation link: the link is checked, an account made, then keys, then the waiting or the writing. */
export function Join({ self, api, parts, fragment, go }: JoinProps) {
  const say = joinWords();
  const invitation = useMemo(() => Invitation.decode(fragment), [fragment]);
  const [at, setAt] = useState<At>({ is: 'looking' });

  useEffect(() => {
    if (invitation === undefined) return;
    // Signed in without keys: the account was made with this link, and the keys were not reached.
    if (self !== null) setAt(self.person === null ? { is: 'keys', self } : { is: 'already' });
    else void look(api, invitation).then(setAt);
  }, []);

  if (invitation === undefined) return <Stop title={say('bad.title')}>{say('bad')}</Stop>;
  switch (at.is) {
    case 'looking':
      return <Skeleton words={say('loading')} />;
    case 'failed':
      return <Stop title={say('used.title')}>{at.words}</Stop>;
    case 'used':
      return <Stop title={say('used.title')} link={{ href: '/sign-in', words: say('signin') }}>{say('used')}</Stop>;
    case 'other':
      return <Stop title={say('other.title')}>{say('other')}</Stop>;
    case 'already':
      return <Stop title={say('already.title')} link={{ href: '/', words: say('home') }}>{say('already')}</Stop>;
    case 'account':
      return (
        <>
          <Heading>{say('title', { clinic: at.look.clinicName })}</Heading>
          <Account
            look={at.look}
            join={async (login, password) => {
              await api.join({ token: invitation.token, login, password });
              setAt({ is: 'keys', self: await api.me() });
            }}
          />
        </>
      );
    case 'keys':
      return (
        <MakeKeys
          beginning={{ clinic: invitation.clinic, tag: (person) => invitation.tag(person) }}
          parts={parts}
          onDone={() => void api.me().then((now) => setAt({ is: 'joined', self: now, person: now.person as Id }))}
        />
      );
    case 'joined':
      return <Joined self={at.self} person={at.person} api={api} go={go} />;
  }
}

async function look(api: Pick<Api, 'look'>, invitation: Invitation): Promise<At> {
  try {
    const found = await api.look(invitation.token);
    // The link pins the clinic: another one answering here is not where the person was invited to.
    return found.clinic === invitation.clinic.toString() ? { is: 'account', look: found } : { is: 'other' };
  } catch (error) {
    return error instanceof Refused && error.reason === 'NotFound' ? { is: 'used' } : { is: 'failed', words: failureWords(error) };
  }
}
