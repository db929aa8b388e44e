import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import { useStore } from '../../care/use';
import type { AlertRow, TakeReply } from '../../care/wire';
import { Spoken, Toast, useToast } from '../../view/announce';
import { Banner } from '../../view/banner';
import { attempt } from '../../view/failures';
import { Icon, Mark } from '../../view/icons';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import { list } from '../../view/readers';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { dayAndTime, fullTime, span } from '../../view/times';
import { Empty, Skeleton } from '../../view/waiting';
import { Alert, titleOf } from './alert';
import { closedOnes, isDrill, isFree, lastOf, onBoard } from './alerts';
import { boardWords } from './board-words';
import { CloseAlert } from './close-alert';
import { PastDrills, StartDrill } from './drills';
import { useSound } from './sound';
import { outcomeWords } from './trail';
import { useBoard } from './use-board';
import { useShown } from './use-shown';

export interface BoardPage {
  lines?: readonly PhoneLine[];
}

/** How old what is seen may be before the board says so, in milliseconds. */
const stale = 10_000;

/** The crisis board: open alerts, who has them, and what to do next. */
export function Board({ care, page }: IslandProps<BoardPage>) {
  const say = boardWords();
  const { alerts, refused, here, seenAt, change } = useBoard(care);
  useShown(care, alerts);
  const connection = useStore(care.hub.connection);
  useStore(care.directory.state);
  const now = useNow(1_000);
  const [toast, tell] = useToast();
  const [closing, setClosing] = useState<string | null>(null);
  const [drilling, setDrilling] = useState(false);

  const open = onBoard(alerts?.values() ?? [], care.person);
  const closed = closedOnes(alerts?.values() ?? []);
  const free = open.filter(isFree);
  const sound = useSound(free.length > 0);
  useTitle(open.length);

  const take = async (alert: AlertRow): Promise<void> => {
    try {
      await care.hub.ask('TakeAlert', alert.alert);
      change({ ...alert, state: 'acknowledged', owner: care.person, next: null, events: [...alert.events, { kind: 'acknowledged', at: Date.now(), by: care.person, detail: '' }] });
      tell(say('said.taken', { name: titleOf(alert) }));
    } catch (error) {
      const by = error instanceof Refused && error.reason === 'AlreadyTaken' ? (error.reply as TakeReply).by : null;
      if (by === null) {
        await attempt(() => Promise.reject(error as Error), tell);
        return;
      }
      change({ ...alert, state: 'acknowledged', owner: by, next: null });
      tell(say('said.other', { owner: care.directory.nameOf(by) ?? say('someone') }));
    }
  };
  const contact = (alert: AlertRow): Promise<boolean> =>
    attempt(async () => {
      await care.hub.ask('ContactMade', alert.alert);
      change({ ...alert, state: 'contact-made' });
      tell(isDrill(alert) ? say('said.drill.contact') : say('said.contact', { name: alert.patientName }));
    }, tell);
  const giveBack = (alert: AlertRow): Promise<boolean> =>
    attempt(async () => {
      await care.hub.ask('GiveBack', alert.alert);
      change({ ...alert, state: 'paged', owner: null, contactBy: null });
      tell(say('said.givenBack', { name: titleOf(alert) }));
    }, tell);
  const close = (alert: AlertRow): void => {
    if (!isDrill(alert)) {
      setClosing(alert.alert);
      return;
    }
    void attempt(async () => {
      await care.hub.ask('EndDrill', alert.alert);
      change({ ...alert, state: 'closed' });
      tell(say('said.drill.over'));
    }, tell);
  };

  const subject = closing === null ? undefined : open.find((alert) => alert.alert === closing);
  // A drill is never said instead of a real one.
  const newest = free.findLast((alert) => !isDrill(alert)) ?? free.at(-1);
  const away = connection === 'waiting' || connection === 'ended' || (seenAt !== null && now - seenAt > stale);
  return (
    <>
      <header class="board__top">
        <a class="brand" href="/queue">
          <Mark />
          CareConnect
        </a>
        <h1>{say.count('count', open.length)}</h1>
        <p class="muted small num">{fullTime(now)}</p>
        <div class="board__tools">
          <button type="button" class="btn btn--bar" aria-pressed={sound.on} onClick={() => sound.turn(!sound.on)}>
            <Icon name="sound" />
            {say(sound.on ? 'sound.on' : 'sound.off')}
          </button>
          <a class="btn btn--quiet" href="/queue">
            {say('queue')}
          </a>
        </div>
      </header>
      <main id="main" class="board__main">
        <Spoken urgent text={newest === undefined ? '' : say(isDrill(newest) ? 'new.drill' : 'new', { name: newest.patientName, span: span(Math.max(60_000, seenSince(newest, now))) })} />
        {away && !refused ? <Away ended={connection === 'ended'} seenAt={seenAt} now={now} lines={page.lines} /> : null}
        {sound.blocked ? (
          <Banner tone="heed" icon="sound" title={say('sound.blocked.title')}>
            <p class="row">
              {say('sound.blocked')}
              <button type="button" class="btn" onClick={sound.unblock}>
                {say('sound.blocked.act')}
              </button>
            </p>
          </Banner>
        ) : null}
        {refused ? (
          <Banner tone="heed" icon="info" title={say('notAllowed.title')} live="status">
            {say('notAllowed')}
          </Banner>
        ) : alerts === null ? (
          <Skeleton words={say('loading')} />
        ) : open.length === 0 ? (
          <Empty title={say('empty.title')}>{say('empty')}</Empty>
        ) : null}
        {refused || alerts === null ? null : <Here names={here.map((person) => care.directory.nameOf(person)).filter((name) => name !== null)} />}
        {open.map((alert) => (
          <Alert
            key={alert.alert}
            care={care}
            alert={alert}
            now={now}
            tell={tell}
            onTake={() => void take(alert)}
            onContact={() => void contact(alert)}
            onGiveBack={() => void giveBack(alert)}
            onClose={() => close(alert)}
          />
        ))}
        {closed.length === 0 ? null : (
          <details class="fold">
            <summary>{say('closed')}</summary>
            <ul>
              {closed.map((alert) => (
                <li key={alert.alert}>
                  {say('closed.at', {
                    name: alert.patientName,
                    outcome: outcomeWords(alert.events.findLast((event) => event.kind === 'closed')?.detail ?? ''),
                    at: dayAndTime(lastOf(alert, 'closed'), now),
                  })}
                </li>
              ))}
            </ul>
          </details>
        )}
        {refused || alerts === null ? null : (
          <div class="stack-s">
            <PastDrills care={care} now={now} />
            <p>
              <button type="button" class="btn btn--quiet" onClick={() => setDrilling(true)}>
                {say('drill.start')}
              </button>
            </p>
          </div>
        )}
      </main>
      {drilling ? <StartDrill care={care} onClose={() => setDrilling(false)} onDone={() => tell(say('said.drill'))} /> : null}
      {subject === undefined ? null : (
        <CloseAlert
          care={care}
          alert={subject}
          now={now}
          onClose={() => setClosing(null)}
          onDone={() => {
            change({ ...subject, state: 'closed' });
            tell(say('said.closed', { name: subject.patientName }));
          }}
        />
      )}
      <Toast text={toast} />
    </>
  );
}

/** Minutes move on, but the sentence for a new alert is said once: its age is that of the whole five minutes. */
const seenSince = (alert: AlertRow, now: number): number => Math.floor((now - alert.raisedAt) / 300_000) * 300_000;

/** Who could answer at once. Nobody else's being away says nothing: they are paged all the same. */
function Here({ names }: { names: readonly string[] }) {
  const say = boardWords();
  return names.length === 0 ? null : <p class="muted small">{say('here', { names: list(names) })}</p>;
}

/** The board cannot hear of new alerts. Said loudly; the alerts that are known stay where they are. */
function Away({ ended, seenAt, now, lines }: { ended: boolean; seenAt: number | null; now: number; lines: readonly PhoneLine[] | undefined }) {
  const say = boardWords();
  return (
    <Banner tone="crisis" icon="warn" title={say(ended ? 'ended.title' : 'away.title')} live="alert">
      <p>
        {say('away')} {seenAt === null ? null : say('away.since', { at: dayAndTime(seenAt, now) })}
      </p>
      <Numbers lines={lines} />
      {ended ? (
        <p>
          <a class="btn" href="/sign-in?next=%2Fcrisis">
            {say('ended.link')}
          </a>
        </p>
      ) : null}
    </Banner>
  );
}

/** The tab says how many wait, for who looks at another. */
function useTitle(open: number): void {
  const say = boardWords();
  useEffect(() => {
    document.title = `${say.count('count', open)} - CareConnect`;
  }, [say, open]);
}
