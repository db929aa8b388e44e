import { useState } from 'preact/hooks';
import type { Care, Clinic, Staff as Member } from '../../care/types';
import { Ask } from '../../view/ask';
import { Owner } from '../../view/owner';
import { peopleWords } from './people-words';

/** Staff by the clinic's signed list. A steward can take somebody off it, but not themselves. */
export function Staff({ care, clinic, tell }: { care: Care; clinic: Clinic; tell: (words: string) => void }) {
  const say = peopleWords();
  const [leaving, setLeaving] = useState<Member | null>(null);
  return (
    <section class="stack-s" aria-labelledby="staff">
      <h2 id="staff">{say('staff')}</h2>
      <ul role="list" class="facts card card--plain">
        {clinic.staff.map((member) => (
          <li key={member.person} class="row row--apart">
            <span class="row">
              <Owner name={member.name} you={member.person === care.person}>
                {member.name}
              </Owner>
              <span class="small muted">
                {[member.person === care.person ? say('staff.you') : '', member.steward ? say('staff.steward') : ''].filter((part) => part !== '').join(', ')}
              </span>
            </span>
            {clinic.steward && member.person !== care.person ? (
              <button type="button" class="btn btn--quiet" aria-label={`${say('staff.remove')}: ${member.name}`} onClick={() => setLeaving(member)}>
                {say('staff.remove')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {leaving === null ? null : (
        <Ask
          title={say('staff.remove.title', { name: leaving.name })}
          act={say('staff.remove.go', { name: leaving.name })}
          missing=""
          onAct={async () => {
            await care.circles.unlist(leaving.person);
            tell(say('staff.removed', { name: leaving.name }));
          }}
          onClose={() => setLeaving(null)}
        >
          <p>{say('staff.remove.what', { name: leaving.name })}</p>
        </Ask>
      )}
    </section>
  );
}
