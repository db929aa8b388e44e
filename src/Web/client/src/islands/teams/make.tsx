import { useState } from 'preact/hooks';
import type { Care, Clinic } from '../../care/types';
import type { Care as KindOfCare } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Field, Select } from '../../view/field';
import { teamsWords } from './teams-words';

const kinds: readonly KindOfCare[] = ['therapy', 'medication', 'front-desk', 'crisis', 'records', 'other'];

/** A new team: made here, and put on the clinic's list at once when this person is a steward. */
export function MakeDialog({ care, clinic, tell, onClose }: { care: Care; clinic: Clinic; tell: (words: string) => void; onClose: () => void }) {
  const say = teamsWords();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<KindOfCare>('therapy');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const others = clinic.staff.filter((member) => member.person !== care.person);
  const given = name.trim();

  const make = async (): Promise<void> => {
    const team = await care.circles.createTeam(given, kind, chosen.map((person) => ({ person, lead: false })));
    if (clinic.steward) await care.circles.listTeam(team, kind === 'records' ? 'custodian' : 'team', given);
    tell(say('made', { name: given }));
  };

  return (
    <Ask
      title={say('make.title')}
      act={say('make.go')}
      missing={given === '' ? say('make.missing') : new TextEncoder().encode(given).length > 64 ? say('make.long') : ''}
      working={say('make.working')}
      onAct={make}
      onClose={onClose}
    >
      <Field label={say('make.name')} hint={say('make.name.hint')} value={name} onInput={setName} maxLength={64} />
      <Select label={say('make.care')} value={kind} onInput={(value) => setKind(value as KindOfCare)} options={kinds.map((value) => ({ value, words: say(`care.${value}`) }))} />
      <fieldset>
        <legend>{say('make.members')}</legend>
        {others.length === 0 ? <p class="muted">{say('make.alone')}</p> : null}
        <div class="choices">
          {others.map((member) => (
            <label class="choice" key={member.person}>
              <input
                type="checkbox"
                checked={chosen.includes(member.person)}
                onChange={(event) => setChosen(event.currentTarget.checked ? [...chosen, member.person] : chosen.filter((p) => p !== member.person))}
              />
              <span>{member.name}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="small muted">{say('make.you')}</p>
    </Ask>
  );
}
