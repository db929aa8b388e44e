import type { Readers as ReadersOf, Team } from '../care/types';
import { Icon } from './icons';
import { view } from './view-words';
import { language } from '../words/words';

/** `Dana Okafor, Luis Herrera and Mina Park` in the page's language; British English, which puts no comma before "and". */
export const list = (names: readonly string[]): string =>
  new Intl.ListFormat(language() === 'en' ? 'en-GB' : language(), { type: 'conjunction' }).format(names);

/** "Who can read this", one tap away. */
export function Readers({ readers }: { readers: ReadersOf }) {
  return (
    <details class="readers">
      <summary>
        <Icon name="people" />
        {view().count('readers.summary', readers.others)}
      </summary>
      <ReaderFacts readers={readers} />
    </details>
  );
}

/** Everyone who can read a conversation, oneself first, the record keepers last, and that there is nobody else. `bare` is for a narrow pane. */
export function ReaderFacts({ readers, bare = false }: { readers: ReadersOf; bare?: boolean }) {
  const say = view();
  const { patient, people, teams, custodian } = readers;
  const alone = [...(patient === null ? [] : [patient]), ...people].sort((a, b) => Number(b.own) - Number(a.own));
  return (
    <ul role="list" class={bare ? 'facts' : 'facts card card--plain'}>
      {alone.map((person) => (
        <li key={person.person}>
          <strong>{person.own ? say('you') : person.name}</strong>
          {person.own ? say('readers.you.devices') : null}
        </li>
      ))}
      {teams.map((team) => (
        <li key={team.team}>
          <strong>{team.name}</strong>
          {`: ${membersOf(team)}`}
        </li>
      ))}
      {custodian === null ? null : (
        <li>
          <strong>{say('readers.custodian.before')}</strong>
          {`: ${membersOf(custodian)}. ${say('readers.custodian')}`}
        </li>
      )}
      <li class="muted">{say('readers.nobody')}</li>
    </ul>
  );
}

const membersOf = (team: Team): string => list(team.members.map((member) => member.name));

/** One line for a narrow place: `Read by Maya Torres, Dana's team and record keepers`. */
export function readersLine({ patient, people, teams, custodian }: ReadersOf): string {
  const alone = [...(patient === null ? [] : [patient]), ...people].filter((person) => !person.own);
  const first = (name: string): string => name.split(' ')[0] ?? name;
  const names = [...alone.map((person) => (person === patient ? first(person.name) : person.name)), ...teams.map((team) => team.name)];
  if (custodian !== null) names.push(view()('readers.keepers'));
  return view()('readers.short', { names: list(names) });
}
