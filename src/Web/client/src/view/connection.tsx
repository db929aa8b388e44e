import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Connection, Hub } from '../care/hub';
import { unlockAddress } from '../care/session';
import { Banner } from './banner';
import { deviceName } from './device';
import { view } from './view-words';

/** A short break is not worth a sentence; one that lasts is. Milliseconds. */
const patience = 1_500;

/** Whether a state has lasted a while. */
function useLasting(holds: boolean): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!holds) {
      setLasting(false);
      return;
    }
    const timer = setTimeout(() => setLasting(true), patience);
    return () => clearTimeout(timer);
  }, [holds]);
  return holds && lasting;
}

/** The page's hub, for why a connection ended. */
export const PageHub = createContext<Pick<Hub, 'ended'> | null>(null);

/** Says when there is no connection, and what becomes of what is written. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const say = view();
  const hub = useContext(PageHub);
  const away = useLasting(connection === 'waiting');
  if (connection === 'ended' && hub?.ended === 'UnknownDevice') {
    return (
      <Banner tone="heed" icon="key" title={say('locked.title', { device: deviceName() })} live="alert">
        <p>{say('locked')}</p>
        <p>
          <a class="btn" href={unlockAddress(location.pathname + location.search)}>
            {say('locked.link')}
          </a>
        </p>
      </Banner>
    );
  }
  if (connection === 'ended') {
    return (
      <Banner tone="heed" title={say('ended.title')} live="alert">
        <p>{say('ended', { device: deviceName() })}</p>
        <p>
          <a class="btn" href={`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`}>
            {say('ended.link')}
          </a>
        </p>
      </Banner>
    );
  }
  if (!away) return null;
  return (
    <Banner title={say('offline.title')} live="status">
      {say('offline', { device: deviceName() })}
    </Banner>
  );
}
