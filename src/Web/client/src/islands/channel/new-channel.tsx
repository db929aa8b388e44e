import { useEffect, useId, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care, Target } from '../../care/types';
import { useStore } from '../../care/use';
import type { Id, Patient } from '../../care/wire';
import { Choices } from '../../view/choices';
import { failureWords } from '../../view/failures';
import { Icon } from '../../view/icons';
import { list } from '../../view/readers';
import { Skeleton } from '../../view/waiting';
import { channelWords } from './channel-words';

/** What a new channel will be, before its first message makes it. */
export interface Begun {
  target: Target;
  patientName: string | null;
  title: string;
}

export interface NewChannelProps {
  care: Care;
  about: string | null;
  onBegin: (begun: Begun) => void;
}

/** Longest topic, in characters; the server shows it in lists. */
const longestTopic = 80;

/** What it is about and who is in it. Nothing is made yet. */
export function NewChannel({ care, about, onBegin }: NewChannelProps) {
  const say = channelWords();
  const id = useId();
  const clinic = useStore(care.directory.state);
  const [patients, failure] = usePatients(care);
  const [kind, setKind] = useState<'patient' | 'topic' | null>(about === null ? null : 'patient');
  const [record, setRecord] = useState(about ?? '');
  const [topic, setTopic] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<Id> | null>(null);
  const [error, setError] = useState('');

  if (clinic === null || (patients === null && failure === '')) return <Skeleton words={say('new.loading')} />;
  const teams = clinic.teams.filter((team) => !team.custodian);
  const people = clinic.staff.filter((staff) => staff.person !== care.person);
  const members = chosen ?? new Set(teams.filter((team) => team.mine !== null).map((team) => team.team));
  const turn = (principal: Id): void => {
    const next = new Set(members);
    if (!next.delete(principal)) next.add(principal);
    setChosen(next);
  };

  const begin = (): void => {
    const patient = patients?.find((each) => each.record === record);
    const known = kind === 'patient' ? patient !== undefined : kind === 'topic' && topic.trim() !== '';
    const problem = !known ? say('new.missing.about') : teams.some((team) => members.has(team.team)) ? '' : say('new.missing.who');
    setError(problem);
    if (problem !== '') return;
    const title = kind === 'topic' ? topic.trim() : '';
    onBegin({ target: { channelWith: [...members], about: kind === 'patient' ? record : '', title }, patientName: kind === 'patient' ? (patient?.name ?? null) : null, title });
  };

  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        begin();
      }}
    >
      <h1>{say('new')}</h1>
      {failure === '' ? null : (
        <p class="error" role="alert">
          <Icon name="warn" />
          {failure}
        </p>
      )}
      {about === null ? (
        <Choices
          legend={say('new.about')}
          name="kind"
          chosen={kind}
          onChoose={setKind}
          options={(['patient', 'topic'] as const).map((value) => ({ value, words: say(`new.about.${value}`) }))}
        />
      ) : null}
      {kind === 'patient' ? (
        <div class="field">
          <label for={`${id}p`}>{say('new.patient')}</label>
          <select id={`${id}p`} value={record} onChange={(event) => setRecord(event.currentTarget.value)}>
            <option value="">{say('new.patient.choose')}</option>
            {(patients ?? []).map((patient) => (
              <option key={patient.record} value={patient.record}>
                {patient.name}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      {kind === 'topic' ? (
        <div class="field">
          <label for={`${id}t`}>{say('new.topic')}</label>
          <span class="hint" id={`${id}h`}>
            {say('new.topic.hint')}
          </span>
          <input id={`${id}t`} type="text" maxLength={longestTopic} value={topic} aria-describedby={`${id}h`} onInput={(event) => setTopic(event.currentTarget.value)} />
        </div>
      ) : null}
      <fieldset>
        <legend>{say('new.who')}</legend>
        <p class="hint">{say('new.who.hint')}</p>
        <div class="choices">
          {teams.map((team) => (
            <Member key={team.team} name={team.name} hint={list(team.members.map((member) => member.name))} on={members.has(team.team)} onTurn={() => turn(team.team)} />
          ))}
          {people.map((person) => (
            <Member key={person.person} name={person.name} on={members.has(person.person)} onTurn={() => turn(person.person)} />
          ))}
        </div>
      </fieldset>
      {error === '' ? null : (
        <p class="error" role="alert">
          <Icon name="warn" />
          {error}
        </p>
      )}
      <button type="submit" class="btn btn--main">
        {say('new.start')}
      </button>
    </form>
  );
}

function Member(props: { name: string; hint?: string; on: boolean; onTurn: () => void }) {
  return (
    <label class="choice">
      <input type="checkbox" checked={props.on} onChange={props.onTurn} />
      <span>
        <strong>{props.name}</strong>
        {props.hint === undefined || props.hint === '' ? null : <span class="hint">{props.hint}</span>}
      </span>
    </label>
  );
}

/** Patients of the clinic, and why they could not be read. */
function usePatients(care: Care): [patients: readonly Patient[] | null, failure: string] {
  const [patients, setPatients] = useState<readonly Patient[] | null>(null);
  const [failure, setFailure] = useState('');
  useEffect(() => {
    let over = false;
    care.api.patients().then(
      (answer) => {
        if (!over) setPatients(answer.items);
      },
      (error: unknown) => {
        if (!(error instanceof Refused || error instanceof Unreachable || error instanceof SignedOut)) throw error;
        if (!over) setFailure(failureWords(error));
      },
    );
    return () => {
      over = true;
    };
  }, [care]);
  return [patients, failure];
}
