import { useMemo } from 'preact/hooks';
import { hasPhones, versionsOf } from '../../care/plan';
import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import type { AlertRow, PatientContacts, PatientResults, ScoreResult, ScreeningResult } from '../../care/wire';
import { changedWords } from '../../plan/changed';
import { CallLink, dialled, PlanCards } from '../../plan/steps';
import { dayAndTime } from '../../view/times';
import { boardWords } from './board-words';

const muted = (words: string) => <p class="muted">{words}</p>;

/** Whom to call: the patient, then the people they named, in their order, with what they agreed to. */
export function Contacts({ contacts, name }: { contacts: PatientContacts | null | undefined; name: string }) {
  const say = boardWords();
  if (contacts === undefined) return muted(say('contacts.loading'));
  if (contacts === null) return muted(say('contacts.denied'));
  if (contacts.phone === '' && contacts.contacts.length === 0) return muted(say('contacts.none'));
  return (
    <ul role="list" class="plan__lines">
      {contacts.phone === '' ? null : (
        <li>
          <span>{name}</span>
          <CallLink name={name} phone={contacts.phone} />
        </li>
      )}
      {contacts.contacts.map((each, place) => (
        <li key={place}>
          <span>
            {each.relation === '' ? each.name : say('contacts.who', { name: each.name, relation: each.relation })}
            <br />
            <span class="small muted">{say(each.mayCall ? 'contacts.may' : 'contacts.mayNot')}</span>
          </span>
          <CallLink name={each.name} phone={each.phone} />
        </li>
      ))}
    </ul>
  );
}

/** The patient's safety plan, opened with this device's keys through the crisis team; null when there is none to read. */
export function usePlanTalk(care: Care, { patient }: Pick<AlertRow, 'patient'>): Conversation | null | undefined {
  const mine = useStore(care.mine);
  const circle = mine?.find((each) => each.plan && each.patient === patient)?.circle;
  return useMemo(() => (mine === null ? undefined : circle === undefined ? null : care.conversation({ circle })), [care, mine === null, circle]);
}

/** What the plan says in a line or two, all of it one tap away. */
export function PlanFacts({ talk, now }: { talk: Conversation | null | undefined; now: number }) {
  const say = boardWords();
  if (talk === undefined) return muted(say('plan.loading'));
  return talk === null ? muted(say('plan.none')) : <Plan talk={talk} now={now} />;
}

function Plan({ talk, now }: { talk: Conversation; now: number }) {
  const say = boardWords();
  const { lines, loading } = useStore(talk.state);
  const versions = versionsOf(lines);
  const plan = versions.at(-1);
  if (plan === undefined) return muted(say(loading ? 'plan.loading' : 'plan.none'));
  const [, own = [], , people = []] = plan.steps;
  return (
    <div class="stack-s">
      {own.length === 0 ? null : <p>{say('plan.own', { what: own.map((line) => line.text.replace(/[.\s]+$/, '')).join('; ') })}</p>}
      <ul role="list" class="plan__lines">
        {people.map((line, place) => (
          <li key={place}>
            <span>{line.text}</span>
            {hasPhones(3) && dialled(line.phone) !== '' ? <CallLink name={line.text} phone={line.phone} /> : null}
          </li>
        ))}
      </ul>
      <p class="small muted">{changedWords(versions, now)}</p>
      <details class="fold">
        <summary>{say('plan.all')}</summary>
        <PlanCards steps={plan.steps} />
      </details>
    </div>
  );
}

/** The sixth step of the plan: what the patient could hurt themself with, and what keeps it away. */
export function Means({ talk }: { talk: Conversation | null | undefined }) {
  const say = boardWords();
  return talk === null || talk === undefined ? muted(say('means.none')) : <Safer talk={talk} />;
}

function Safer({ talk }: { talk: Conversation }) {
  const { lines } = useStore(talk.state);
  const steps = versionsOf(lines).at(-1)?.steps[5] ?? [];
  if (steps.length === 0) return muted(boardWords()('means.none'));
  return (
    <ul role="list">
      {steps.map((line, place) => (
        <li key={place}>{line.text}</li>
      ))}
    </ul>
  );
}

/** How many results are shown. */
const shown = 4;

/** What the patient shared of late, newest first. Nothing is said to be nothing known, never to be low. */
export function CheckIns({ results, now }: { results: PatientResults | null | undefined; now: number }) {
  const say = boardWords();
  const all = [
    ...(results?.scores ?? []).map((score) => ({ at: score.at, words: scoreWords(score) })),
    ...(results?.screenings ?? []).map((screening) => ({ at: screening.at, words: screeningWords(screening) })),
  ].sort((a, b) => b.at - a.at);
  if (all.length === 0) return muted(say(results === undefined ? 'checkin.loading' : 'checkin.none'));
  return (
    <ul role="list">
      {all.slice(0, shown).map(({ at, words }) => (
        <li key={`${at}${words}`}>
          {words} <span class="small muted">{dayAndTime(at, now)}</span>
        </li>
      ))}
    </ul>
  );
}

function scoreWords({ instrument, total, band }: ScoreResult): string {
  const say = boardWords();
  const name = say(`checkin.${instrument}`);
  return total === null || band === null ? say('checkin.score.part', { instrument: name }) : say('checkin.score', { instrument: name, total, band: bandWords(band) });
}

/** Left unfinished, its level is what is known at least; some of those count as high until the patient was asked. */
function screeningWords({ level, complete, asHigh }: ScreeningResult): string {
  const say = boardWords();
  if (complete) return say('checkin.screener', { level: bandWords(level) });
  return say(asHigh && level !== 'high' ? 'checkin.screener.asHigh' : 'checkin.screener.part', { level: bandWords(level) });
}

function bandWords(band: string): string {
  const say = boardWords();
  const key = `band.${band}`;
  return say.has(key) ? say(key) : band;
}
