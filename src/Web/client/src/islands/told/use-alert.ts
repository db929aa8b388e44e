import { useEffect, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care } from '../../care/types';
import type { AlertRow } from '../../care/wire';

/** A push can be lost: the state is asked for again all the same. Milliseconds. */
const beat = 3_000;

/** This patient's alert, live: undefined until the first answer, null when none is open. A closed one stays to be read. */
export function useMyAlert(care: Care): AlertRow | null | undefined {
  const [alert, setAlert] = useState<AlertRow | null | undefined>(undefined);
  useEffect(() => {
    let over = false;
    let asking = false;
    const look = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      try {
        const { alert: now } = await care.hub.ask('MyAlert');
        if (!over) setAlert((known) => now ?? (known ? { ...known, state: 'closed' } : null));
      } catch (error) {
        // What was seen stays; the banner of the connection says how old it may be.
        if (!(error instanceof Refused || error instanceof Unreachable || error instanceof SignedOut)) throw error;
      } finally {
        asking = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), beat);
    const stops = [care.hub.on('AlertChanged', (row) => setAlert(row)), care.hub.onConnected(() => void look())];
    return () => {
      over = true;
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [care]);
  return alert;
}
