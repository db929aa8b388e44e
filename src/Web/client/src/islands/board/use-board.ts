import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care } from '../../care/types';
import type { AlertRow, Id } from '../../care/wire';

/**
 * Between two looks at the board, in milliseconds. A push comes at once; but a push can be lost, and without Redis
 * another process tells nothing. An alert is on every board within this time all the same.
 */
const beat = 1_000;

export interface BoardNow {
  /** Null until the first answer. What was seen stays, whatever fails later. */
  alerts: ReadonlyMap<string, AlertRow> | null;
  refused: boolean;
  /** Responders who have CareConnect open now. */
  here: readonly Id[];
  /** When the board was last known to be whole. */
  seenAt: number | null;
  /** Puts in what an act of this person's came to, before the next look. */
  change: (alert: AlertRow) => void;
}

/** The alerts of the crisis board, live. */
export function useBoard(care: Care): BoardNow {
  const [alerts, setAlerts] = useState<ReadonlyMap<string, AlertRow> | null>(null);
  const [refused, setRefused] = useState(false);
  const [here, setHere] = useState<readonly Id[]>([]);
  const [seenAt, setSeenAt] = useState<number | null>(null);
  // An answer that was asked for before the last change would take that change back for a moment.
  const changes = useRef(0);

  const change = useCallback((alert: AlertRow) => {
    changes.current++;
    setAlerts((known) => new Map(known ?? []).set(alert.alert, alert));
  }, []);

  useEffect(() => {
    let over = false;
    let asking = false;
    const look = async (): Promise<void> => {
      if (asking) return;
      asking = true;
      const before = changes.current;
      try {
        const reply = await care.hub.ask('Board');
        if (over) return;
        setRefused(false);
        setSeenAt(Date.now());
        // Drawn anew only when somebody came or went.
        const there = reply.here ?? [];
        setHere((known) => (known.join() === there.join() ? known : there));
        if (before === changes.current) setAlerts(new Map(reply.alerts.map((alert) => [alert.alert, alert])));
      } catch (error) {
        // No failure takes an alert off the board: what was seen stays, and its age is shown.
        if (error instanceof Refused) setRefused(error.reason === 'NotAllowed');
        else if (!(error instanceof Unreachable || error instanceof SignedOut)) throw error;
      } finally {
        asking = false;
      }
    };
    void look();
    const timer = setInterval(() => void look(), beat);
    const stops = [care.hub.on('AlertChanged', change), care.hub.onConnected(() => void look())];
    return () => {
      over = true;
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [care, change]);

  return { alerts, refused, here, seenAt, change };
}
