import { useId, useState } from 'preact/hooks';
import type { Care, Conversation, Readers } from '../../care/types';
import { Ask } from '../../view/ask';
import { Choices } from '../../view/choices';
import { channelWords } from './channel-words';

export interface AddMemberProps {
  care: Care;
  talk: Conversation;
  readers: Readers;
  onDone: (name: string) => void;
  onClose: () => void;
}

/** Adds a person or a team, with or without what was written before. */
export function AddMember({ care, talk, readers, onDone, onClose }: AddMemberProps) {
  const say = channelWords();
  const id = useId();
  const [who, setWho] = useState('');
  const [history, setHistory] = useState<'now' | 'all' | null>(null);
  const clinic = care.directory.state.get();
  const teams = (clinic?.teams ?? []).filter((team) => !team.custodian && !readers.teams.some((each) => each.team === team.team));
  const people = (clinic?.staff ?? []).filter((staff) => staff.person !== care.person && !readers.people.some((each) => each.person === staff.person));
  const name = [...teams.map((team) => [team.team, team.name]), ...people.map((person) => [person.person, person.name])].find(([principal]) => principal === who)?.[1];
  const none = teams.length + people.length === 0;

  return (
    <Ask
      title={say('add.title')}
      act={say('add.do')}
      missing={name === undefined || history === null ? say('add.missing') : ''}
      working={say('add.working')}
      disabled={none}
      onClose={onClose}
      onAct={async () => {
        await talk.addMember(who, history === 'all');
        onDone(name ?? '');
      }}
    >
      {none ? (
        <p>{say('add.none')}</p>
      ) : (
        <>
          <div class="field">
            <label for={id}>{say('add.who')}</label>
            <select id={id} value={who} onChange={(event) => setWho(event.currentTarget.value)}>
              <option value="">{say('add.choose')}</option>
              {people.length === 0 ? null : (
                <optgroup label={say('add.people')}>
                  {people.map((person) => (
                    <option key={person.person} value={person.person}>
                      {person.name}
                    </option>
                  ))}
                </optgroup>
              )}
              {teams.length === 0 ? null : (
                <optgroup label={say('add.teams')}>
                  {teams.map((team) => (
                    <option key={team.team} value={team.team}>
                      {team.name}
                    </option>
                  ))}
                </optgroup>
              )}
            </select>
          </div>
          <Choices
            legend={say('add.history')}
            name="history"
            chosen={history}
            onChoose={setHistory}
            options={(['now', 'all'] as const).map((value) => ({ value, words: say(`add.history.${value}`), hint: say(`add.history.${value}.hint`) }))}
          />
        </>
      )}
    </Ask>
  );
}
