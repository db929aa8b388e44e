import { createPortal } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Care } from '../../care/types';
import { unlockAddress } from '../../care/session';
import { useStore } from '../../care/use';
import type { AlertRow } from '../../care/wire';
import { Toast, useToast } from '../../view/announce';
import { Banner } from '../../view/banner';
import { deviceName } from '../../view/device';
import type { IslandProps } from '../../view/island';
import { useNow } from '../../view/now';
import { Numbers, type PhoneLine } from '../../view/numbers';
import { list, Readers } from '../../view/readers';
import { useRoom } from '../../view/room';
import { Talk } from '../../view/talk';
import { Skeleton } from '../../view/waiting';
import { DetailsForm, WhereNow } from './details';
import { Standing } from './standing';
import { toldWords } from './told-words';
import { useMyAlert } from './use-alert';

export interface ToldPage {
  alert: string | null;
  lines?: readonly PhoneLine[];
}

/** After *Tell my team*: who has it, live, and a place to say where one is. 988 stands above, drawn by the server. */
export function Told({ care, page }: IslandProps<ToldPage>) {
  const say = toldWords();
  const alert = useMyAlert(care);
  const connection = useStore(care.hub.connection);
  useStore(care.directory.state);
  const now = useNow(1_000);
  const [toast, tell] = useToast();
  const open = alert !== undefined && alert !== null && alert.state !== 'closed';
  const place = useServersPlace(alert !== undefined);
  const standing = (
    <>
      {connection === 'waiting' || connection === 'ended' ? (
        <Banner tone="crisis" icon="warn" title={say('away.title')} live="alert">
          <p>{say('away')}</p>
          <Numbers lines={page.lines} />
        </Banner>
      ) : null}
      <section aria-label={say('state')} role="status">
        {alert === undefined ? <Skeleton words={say('loading')} /> : <Standing care={care} alert={alert} now={now} lines={page.lines} />}
      </section>
    </>
  );
  return (
    <>
      {place === null ? standing : createPortal(standing, place)}
      {open ? <Room care={care} alert={alert} lines={page.lines} tell={tell} /> : null}
      <Toast text={toast} />
    </>
  );
}

/** Where the server wrote how it stood: emptied once the live state is known, which then stands there. */
function useServersPlace(known: boolean): Element | null {
  const place = useRef<Element | null>(null);
  if (known && place.current === null) {
    place.current = document.getElementById('told-state');
    place.current?.replaceChildren();
  }
  return place.current;
}

function Room({ care, alert, lines, tell }: { care: Care; alert: AlertRow; lines: readonly PhoneLine[] | undefined; tell: (words: string) => void }) {
  const talk = useRoom(care, alert, care.person);
  return talk === null ? null : <Writing key={alert.alert} talk={talk} lines={lines} tell={tell} />;
}

/** First where and what; from then on messages. Whatever the team wrote shows from the start. */
function Writing({ talk, lines, tell }: { talk: NonNullable<ReturnType<typeof useRoom>>; lines: readonly PhoneLine[] | undefined; tell: (words: string) => void }) {
  const say = toldWords();
  const state = useStore(talk.state);
  const wrote = state.lines.some((line) => line.is === 'message' && line.own);
  const started = state.lines.length > 0;
  const team = state.readers.teams.length === 0 ? say('room.team') : list(state.readers.teams.map((each) => each.name));
  return (
    <>
      {wrote ? null : <DetailsForm talk={talk} tell={tell} />}
      {started ? (
        <section class="stack">
          <h2>{say('room.title')}</h2>
          <Readers readers={state.readers} />
          {wrote ? <WhereNow talk={talk} tell={tell} /> : null}
          <Talk
            talk={talk}
            voice={{ to: 'patient' }}
            label={say('room', { team })}
            lines={lines}
            tell={tell}
            connectionShown
            sentWords={say('sent')}
            composer={{ label: say('room.label'), gate: wrote ? undefined : <></> }}
          />
        </section>
      ) : null}
    </>
  );
}

/** The page on a device without keys: the alert went out all the same; only writing waits for the unlocking. */
export function ToldLocked() {
  const say = toldWords();
  return (
    <Banner icon="key" title={say('locked.title', { device: deviceName() })}>
      <p>{say('locked')}</p>
      <p class="row">
        <a class="btn" href={unlockAddress('/help/told')}>
          {say('locked.link')}
        </a>
        <a class="btn btn--quiet" href="/help/told">
          {say('look')}
        </a>
      </p>
      <LookAgain />
    </Banner>
  );
}

/** Asks the server for the page again now and then, unless somebody is using it. Milliseconds. */
const lookEvery = 15_000;

function LookAgain() {
  useEffect(() => {
    const timer = setInterval(() => {
      const used = document.activeElement !== null && document.activeElement !== document.body;
      if (!used && document.visibilityState === 'visible') location.reload();
    }, lookEvery);
    return () => clearInterval(timer);
  }, []);
  return null;
}
