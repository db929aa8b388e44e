import type { Care } from '../../care/types';
import type { AlertEvent, AlertRow } from '../../care/wire';
import { Icon } from '../../view/icons';
import { Due, NextLine, Reached } from './next-page';
import { clock } from '../../words/dates';
import { history } from './alerts';
import { boardWords } from './board-words';

/** Who was paged and what happened, from the first event on; then who is paged next, and when. */
export function Trail({ care, alert, now }: { care: Care; alert: AlertRow; now: number }) {
  const say = boardWords();
  return (
    <section class="pages stack" aria-label={`${say('trail')}: ${alert.patientName}`}>
      <h3>{say('trail')}</h3>
      <ol role="list" class="trail">
        {history(alert).map(({ event, times }, place) => (
          <li key={place}>
            <Icon name="check" />
            <strong>{eventWords(event, alert, care)}</strong>
            <span class="num">{clock(event.at)}</span>
            {event.kind === 'raised' || event.kind === 'repeated' ? <span class="small muted">{causeWords(event.detail)}</span> : null}
            {event.kind === 'paged' ? <Reached pages={alert.pages.filter((page) => page.person === event.detail)} times={times} /> : null}
          </li>
        ))}
        {alert.next === null ? null : <NextLine care={care} next={alert.next} />}
      </ol>
      {alert.next === null ? null : <Due care={care} next={alert.next} now={now} />}
    </section>
  );
}

export function causeWords(cause: string): string {
  const say = boardWords();
  const key = `cause.${cause}`;
  return say(say.has(key) ? key : 'cause.other');
}

export function outcomeWords(disposition: string): string {
  const say = boardWords();
  const key = `close.${disposition}`;
  return say.has(key) ? say(key) : disposition;
}

function eventWords(event: AlertEvent, alert: AlertRow, care: Care): string {
  const say = boardWords();
  const who = event.kind === 'paged' || event.kind === 'expired' ? event.detail : event.by;
  const own = `trail.${event.kind}.you`;
  const key = who === care.person && say.has(own) ? own : `trail.${event.kind}`;
  return say(say.has(key) ? key : 'trail.other', { name: nameOf(who, alert, care), outcome: outcomeWords(event.detail), kind: event.kind });
}

function nameOf(person: string | null, alert: AlertRow, care: Care): string {
  const say = boardWords();
  if (person === null || person === alert.patientPerson) return say('patient');
  return care.directory.nameOf(person) ?? say('someone');
}
