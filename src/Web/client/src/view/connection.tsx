import { useEffect, useState } from 'preact/hooks';
import type { Connection } from '../care/hub';
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

/** Says when there is no connection, and what becomes of what is written. */
export function ConnectionBanner({ connection }: { connection: Connection }) {
  const say = view();
  const away = useLasting(connection === 'waiting');
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
