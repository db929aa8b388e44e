import type { Care } from '../../care/types';
import type { AlertRow } from '../../care/wire';
import { Banner } from '../../view/banner';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { clock } from '../../words/dates';
import { toldWords } from './told-words';

/** From here on the page says to call instead of waiting (CLINICAL.md, P0: acknowledged within 5 minutes). Milliseconds. */
export const patience = 5 * 60_000;

/** Paging takes moments; longer than this, nobody is there. Milliseconds. */
const telling = 5_000;

const last = (alert: AlertRow, kind: string): number => alert.events.findLast((event) => event.kind === kind)?.at ?? alert.raisedAt;

/** Where an alert is, in words for the person who raised it. */
export function Standing({ care, alert, now, lines }: { care: Care; alert: AlertRow | null; now: number; lines: readonly PhoneLine[] | undefined }) {
  const say = toldWords();
  const name = (alert?.owner ?? null) === null ? say('someone') : (care.directory.nameOf(alert?.owner ?? '') ?? say('someone'));
  if (alert === null || alert.state === 'closed') {
    const state = alert === null ? 'none' : 'closed';
    return (
      <Banner tone={alert === null ? 'crisis' : 'plain'} icon="info" title={say(`${state}.title`)}>
        <p>{say(state)}</p>
        <form method="post" action="/help/tell">
          <button type="submit" class="btn">
            {say('tell')}
          </button>
        </form>
        <Numbers lines={lines} />
      </Banner>
    );
  }
  if (alert.state === 'contact-made') {
    return (
      <Banner tone="good" title={say('reached.title', { name, at: clock(last(alert, 'contact-made')) })}>
        {say('reached')}
      </Banner>
    );
  }
  if (alert.state === 'acknowledged') {
    return (
      <Banner tone="good" icon="people" title={say('had.title', { name })}>
        {say('had')}
      </Banner>
    );
  }
  const asked = Math.max(alert.raisedAt, last(alert, 'given-back'));
  if (now - asked >= patience) {
    return (
      <Banner tone="crisis" title={say('slow.title')}>
        <p>{say('slow')}</p>
        <Numbers lines={lines} />
      </Banner>
    );
  }
  const told = new Set(alert.events.flatMap((event) => (event.kind === 'paged' ? [event.detail] : []))).size;
  if (told === 0) {
    return now - asked < telling ? (
      <Banner icon="clock" title={say('telling.title')}>
        {say('telling')}
      </Banner>
    ) : (
      <Banner tone="crisis" title={say('nobody.title')}>
        <p>{say('nobody')}</p>
        <Numbers lines={lines} />
      </Banner>
    );
  }
  return (
    <Banner tone="good" title={say('raised.title', { at: clock(alert.raisedAt) })}>
      <p>
        {say.count('paged', told)} {say('raised')}
      </p>
    </Banner>
  );
}
