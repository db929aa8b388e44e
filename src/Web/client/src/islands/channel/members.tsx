import { useState } from 'preact/hooks';
import type { Care, Conversation, Readers } from '../../care/types';
import type { Id } from '../../care/wire';
import { Ask } from '../../view/ask';
import { Owner } from '../../view/owner';
import { list } from '../../view/readers';
import { AddMember } from './add-member';
import { channelWords } from './channel-words';

export interface MembersProps {
  care: Care;
  talk: Conversation;
  readers: Readers;
  /** Of the patient it is about, or null. */
  patientName: string | null;
  /** The channel is there: people can be added and removed. */
  begun: boolean;
  tell: (words: string) => void;
}

/** Who is in the channel and can read it: always in sight, with the way to change it. */
export function Members({ care, talk, readers, patientName, begun, tell }: MembersProps) {
  const say = channelWords();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<{ principal: Id; name: string } | null>(null);
  return (
    <section class="card card--plain card--tight stack-s" aria-labelledby="in">
      <h2 id="in" class="small">
        {say('in')}
      </h2>
      <ul role="list" class="row">
        {everyone(readers, care.person).map((each) => (
          <li key={each.person}>
            <Owner name={each.name} you={each.person === care.person} />
          </li>
        ))}
      </ul>
      <p class="small muted">
        {readers.custodian === null ? null : say('keepers')} {patientName === null ? null : say('patient', { name: patientName })}
      </p>
      {begun ? (
        <>
          <details class="fold small">
            <summary>{say('change')}</summary>
            <ul role="list" class="facts">
              {readers.teams.map((team) => (
                <Entry
                  key={team.team}
                  name={team.name}
                  words={say('team.of', { team: team.name, people: list(team.members.map((member) => member.name)) })}
                  stays={readers.teams.length === 1 || (team.mine !== null && !readers.people.some((person) => person.own))}
                  onRemove={() => setRemoving({ principal: team.team, name: team.name })}
                />
              ))}
              {readers.people.map((person) => (
                <Entry key={person.person} name={person.name} words={person.name} stays={person.own} onRemove={() => setRemoving({ principal: person.person, name: person.name })} />
              ))}
            </ul>
          </details>
          <button type="button" class="btn btn--bar" onClick={() => setAdding(true)}>
            {say('add')}
          </button>
        </>
      ) : null}
      {adding ? <AddMember care={care} talk={talk} readers={readers} onClose={() => setAdding(false)} onDone={(name) => tell(say('said.added', { name }))} /> : null}
      {removing === null ? null : (
        <Ask
          title={say('remove.title', { name: removing.name })}
          act={say('remove.do')}
          missing=""
          working={say('add.working')}
          onClose={() => setRemoving(null)}
          onAct={async () => {
            await talk.removeMember(removing.principal);
            tell(say('said.removed', { name: removing.name }));
          }}
        >
          <p>{say('remove.what')}</p>
        </Ask>
      )}
    </section>
  );
}

/** @param props.stays Whoever asks can't leave by themselves, and a channel keeps one team (PROTOCOL section 2). */
function Entry(props: { name: string; words: string; stays: boolean; onRemove: () => void }) {
  const say = channelWords();
  return (
    <li class="row row--apart">
      <span>{props.words}</span>
      {props.stays ? null : (
        <button type="button" class="btn btn--quiet" onClick={props.onRemove} aria-label={say('remove.who', { name: props.name })}>
          {say('remove')}
        </button>
      )}
    </li>
  );
}

/** Every person who reads, once, oneself first. */
function everyone(readers: Readers, me: Id): { person: Id; name: string }[] {
  const found = new Map<Id, { person: Id; name: string }>();
  for (const person of readers.people) found.set(person.person, person);
  for (const team of readers.teams) for (const member of team.members) found.set(member.person, member);
  return [...found.values()].sort((a, b) => Number(b.person === me) - Number(a.person === me));
}
