import type { Id } from '../../care/wire';
import { Hash, safetyCode } from '../../crypto';
import { Ask } from '../../view/ask';
import { peopleWords } from './people-words';

/** Two people who met compare numbers (PROTOCOL section 6, in person). */
export function Compare({ name, person, onSame, onClose }: { name: string; person: Id; onSame: () => Promise<unknown>; onClose: () => void }) {
  const say = peopleWords();
  return (
    <Ask title={say('meet.title', { name })} act={say('meet.same')} missing="" working={say('confirming')} onAct={onSame} onClose={onClose}>
      <p>{say('meet.what', { name })}</p>
      <ol role="list" class="code" aria-label={say('meet.code', { name })}>
        {safetyCode(Hash.parse(person) as Hash).map((group, i) => (
          <li key={i}>{group}</li>
        ))}
      </ol>
    </Ask>
  );
}
